#!/usr/bin/python3
"""Goes as an administrator to the own institution's page, in Chromium.

Enrols by the first link, then opens the second and does all that it offers.
Prints "ok - ..." and "not ok - ..." lines; ends with 1 when one was not.
"""

import argparse
import os
import subprocess
import sys

from audit import Audit
from driver import Driver
from enrol import FITS, Test, parts, totp

TEXT = "return document.querySelector('main').innerText;"


def next_code(secret):
    """The code of the next half minute; the one of now has been used."""
    return subprocess.run(
        ["oathtool", "--totp", "--base32", "--now=+30 seconds", "-"],
        input=secret, capture_output=True, text=True, check=True).stdout.strip()


def enrol(driver, args):
    """Sets up the own code; returns its key and the first code."""
    driver.open(args.enrol)
    driver.click("main button")
    driver.type("#identifier", args.identifier)
    uri = driver.attribute('a[href^="otpauth:"]', "href")
    secret = parts(uri)[1]["secret"]
    driver.click("a[rel=next]")
    code = totp(secret)
    driver.type("#code", code)
    driver.find("li.recovery")
    driver.click("main button")
    driver.reaches("/bye")
    return secret, code


def enter(driver, test, audit, args, secret, code):
    """From the link to the page."""
    driver.open(args.url)
    audit.page(driver, "the door")
    driver.type("#typed", "12345")
    test.is_true("five digits are told, at the top",
                 driver.focuses("[role=alert]"))
    audit.page(driver, "the door with a mistake")
    driver.type("#typed", code)
    driver.find("main")
    text = driver.script(TEXT)
    test.is_true("a code that was used does not open",
                 "al gebruikt" in text or "verlopen" in text)
    driver.picture(os.path.join(args.folder, "door.png"))
    driver.type("#typed", next_code(secret))
    test.is_true("the next one does", driver.reaches("/team"))


def hand_out(driver, test, audit, args):
    """Cards to print, and back."""
    driver.script("document.querySelector('button[value=cards]')"
                  ".scrollIntoView({block: 'center'});")
    driver.picture(os.path.join(args.folder, "team-foot.png"))
    driver.click("button[value=cards]")
    driver.find(".card .code")
    text = driver.script(TEXT)
    test.is_true("there is a card for each who is to go", all(
        name in text for name in ("Bo Bakker", "Ca Smit", "Di Vos")))
    test.is_true("and for nobody else", "Ez Elders" not in text
                 and "An Admin" not in text)
    audit.page(driver, "the cards")
    driver.picture(os.path.join(args.folder, "cards.png"))
    driver.click(".bar a")
    test.is_true("and they lead back", driver.reaches("/team"))


def act(driver, test, audit, args):
    """What the page offers."""
    driver.picture(os.path.join(args.folder, "team.png"))
    audit.page(driver, "the team")
    text = driver.script(TEXT)
    test.is_true("it tells how far the team is", "1 van de 4 klaar" in text)
    test.is_true("and who is to go", all(
        name in text for name in ("Bo Bakker", "Ca Smit", "Di Vos")))
    test.is_true("and of nobody else", "Ez Elders" not in text)
    test.is_true("nothing sticks out sideways", driver.script(FITS))
    driver.click("ul.people li:first-child button")
    driver.find("a.back")
    test.is_true("a new link goes to one",
                 "gaat naar 1 persoon" in driver.script(TEXT))
    audit.page(driver, "a link is sent")
    driver.click("a.back")
    driver.click("button[value=all]")
    driver.find("a.back")
    test.is_true("and to all others with a mailbox",
                 "gaat naar 1 persoon" in driver.script(TEXT))
    driver.click("a.back")
    driver.click("button[value=all]")
    driver.find("a.back")
    test.is_true("but to nobody twice a day",
                 "geen mail verstuurd" in driver.script(TEXT))
    driver.click("a.back")
    hand_out(driver, test, audit, args)
    driver.click("ul.people li:nth-child(2) button.quiet")
    driver.find("form[action^='/team/left']")
    test.is_true("who has left is asked about first",
                 "Ca Smit" in driver.script(TEXT))
    audit.page(driver, "the question")
    driver.picture(os.path.join(args.folder, "leave.png"))
    driver.click("main button")
    driver.reaches("/team/left")
    driver.click("a.back")
    test.is_true("and then is no more", driver.reaches("/team") and
                 "Ca Smit" not in driver.script(TEXT) and
                 "1 van de 3 klaar" in driver.script(TEXT))


TITLES = "gebruikersnaam;naam;e-mail;instelling;in dienst\n"


def offer(driver, args, name, rows):
    """Chooses a list of these rows, and looks what it does."""
    path = os.path.join(args.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(TITLES + rows)
    driver.choose("#list", os.path.abspath(path))
    driver.click("form[action^='/team/list'] button")
    driver.find("h1")


def bring(driver, test, audit, args):
    """A list: one that is wrong, one that is put away, one that is taken."""
    driver.click("form[action^='/team/list'] button")
    driver.find("a.back")
    test.is_true("without a file nothing happens",
                 "Kies eerst een lijst" in driver.script(TEXT))
    audit.page(driver, "no list")
    offer(driver, args, "wrong.csv", "bo;Bo;bo@;w;\nfa;Fa;fa@example.nl;e;\n")
    driver.find("ul.people")
    text = driver.script(TEXT)
    test.is_true("a wrong line is told with what to do",
                 "Regel 2, kolom e-mail" in text
                 and "Schrijf het adres als" in text)
    test.is_true("and so is one of another institution",
                 "Regel 3, kolom instelling" in text)
    audit.page(driver, "a list that is wrong")
    driver.picture(os.path.join(args.folder, "list-wrong.png"))
    rows = ("an;An Admin;an@example.nl;w;\nbo;Bo de Bakker;bo@example.nl;w;\n"
            "gi;Gijs van der Meer;gi@example.nl;w;1-8-2026\n")
    offer(driver, args, "team.csv", rows)
    driver.find("input[name=seal]")
    text = driver.script(TEXT)
    test.is_true("a good one is shown first", "Klopt dit?" in text
                 and "Gijs van der Meer" in text and "gewijzigd: naam" in text)
    audit.page(driver, "what a list does")
    driver.picture(os.path.join(args.folder, "list.png"))
    test.is_true("nothing sticks out sideways", driver.script(FITS))
    driver.click("button[formaction^='/team/list/drop']")
    test.is_true("it can be put away", driver.reaches("/team")
                 and "Gijs" not in driver.script(TEXT))
    offer(driver, args, "team.csv", rows)
    driver.click("form[action^='/team/list/take'] button:first-of-type")
    driver.find(".tick")
    test.is_true("and taken", "De lijst is verwerkt" in driver.script(TEXT))
    audit.page(driver, "a list is taken")
    driver.picture(os.path.join(args.folder, "list-taken.png"))
    driver.back()
    driver.find("h1")
    driver.open(args.base + "/team")
    text = driver.script(TEXT)
    test.is_true("then the page has them", "Bo de Bakker" in text
                 and "Gijs van der Meer" in text and "1 van de 4" in text)
    offer(driver, args, "team.csv", rows)
    driver.find("button[formaction^='/team/list/drop']")
    test.is_true("once more it changes nothing",
                 "verandert niets" in driver.script(TEXT))
    audit.page(driver, "a list that changes nothing")
    driver.click("button[formaction^='/team/list/drop']")
    driver.reaches("/team")


def leave(driver, test):
    """Signs out."""
    driver.click("form[action^='/enrol/finish'] button")
    test.is_true("done leads to the last page", driver.reaches("/bye"))
    for step in range(1, 4):
        driver.back()
        test.is_true(f"{step} times back shows no name",
                     "Bo Bakker" not in driver.source())


def main():
    """Reads the command line, and does it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("enrol", help="the link to the own code")
    parser.add_argument("url", help="the link to the institution's page")
    parser.add_argument("identifier")
    parser.add_argument("folder", help="for pictures")
    args = parser.parse_args()
    args.base = args.url[:args.url.index("/o/")]
    test = Test("an administrator")
    audit = Audit()
    with Driver() as driver:
        driver.prefer("light")
        secret, code = enrol(driver, args)
        enter(driver, test, audit, args, secret, code)
        act(driver, test, audit, args)
        bring(driver, test, audit, args)
        leave(driver, test)
    sys.exit(test.failures + audit.finish() > 0)


if __name__ == "__main__":
    main()
