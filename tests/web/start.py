#!/usr/bin/python3
"""Types start codes, asks for first aid, practises and comes back in Chromium.

Prints "ok - ..." and "not ok - ..." lines; ends with 1 when one was not.
"""

import argparse
import os
import re
import subprocess
import sys

from audit import Audit
from driver import Driver

SUMMARY = "[role=alert]"


class Test:
    """Counts, prints and audits the pages that one comes by."""

    def __init__(self, name, driver, args):
        self.name = name
        self.driver = driver
        self.args = args
        self.failures = 0
        self.audit = None if args.no_script else Audit()

    def is_true(self, text, right):
        """One thing that has to be so."""
        print(f"{'ok' if right else 'not ok'} - {self.name}: {text}")
        self.failures += not right

    def shows(self, text, *words):
        """The page has these words; and it is a good page."""
        source = self.driver.source()
        self.is_true(text, all(word in source for word in words))
        if self.audit:
            self.audit.page(self.driver, text)
        name = re.sub(r"\W+", "-", text) + ".png"
        self.driver.picture(os.path.join(self.args.folder, name))


def totp(secret):
    """The code of now."""
    return subprocess.run(["oathtool", "--totp", "--base32", "-"],
                          input=secret, capture_output=True, text=True,
                          check=True).stdout.strip()


def secret_shown(driver):
    """The key on the page, by its link for password managers."""
    uri = driver.attribute('a[href^="otpauth:"]', "href")
    return re.search(r"secret=([A-Z2-7]+)", uri)[1]


def mistakes(driver, test, base):
    """Everything that one can do wrong with a start code."""
    for typed, words in (("", "Typ de startcode van je papier."),
                         ("7K4M-2QX", "Een startcode heeft acht"),
                         ("7K4M-2QXU", "Een startcode heeft acht"),
                         ("ZZZZ-0000", "We kennen deze startcode niet.")):
        driver.open(base + "/")
        driver.type("#code", typed)
        driver.find(SUMMARY)
        page = driver.source()
        test.is_true(f'a start code "{typed}" is told',
                     words in page and "<title>Fout: " in page)
        test.is_true("... and what was typed stays",
                     driver.attribute("#code", "value") == typed)
    test.shows("an unknown start code is told", "<title>Fout: ")


def enrol(driver, test, args):
    """From the paper to recovery codes; returns the link and one of them."""
    driver.type("#code", f" {args.code.lower().replace('0', 'o')} ")
    driver.find('form[method="post"]:not([action="/"])')
    test.is_true("the right code opens the pages of a link",
                 "/e/" in driver.url() and "Hallo Zo" in driver.source())
    link = driver.url()
    driver.click("main form button")
    driver.type("#identifier", args.identifier)
    driver.find("figure.qr svg")
    secret = secret_shown(driver)
    driver.click("a[rel=next]")
    driver.type("#code", totp(secret))
    driver.find("li.recovery")
    codes = re.findall(r'class="recovery">([0-9A-Z-]+)<', driver.source())
    driver.click("main form button")
    driver.reaches("/bye")
    return link, codes[0]


def check_up(driver, test, link, recovery):
    """Comes back: is told that all is well, and makes a new key."""
    driver.open(link)
    test.shows("who has enrolled is told so", "Alles staat goed")
    driver.click('a[href^="/check/"]')
    driver.find("#code")
    test.shows("the check-up asks for a code", "Werkt je code nog?")
    driver.type("#code", "12345")
    driver.find(SUMMARY)
    test.is_true("a slip at the check-up is told",
                 "Je typte 5 van de zes" in driver.source())
    driver.type("#code", "0000 0000 0000 0000")
    driver.find(SUMMARY)
    test.shows("a wrong recovery code is told", "<title>Fout: ")
    driver.type("#code", recovery)
    driver.find('form[action^="/renew/"]')
    test.shows("a recovery code is taken", "Je herstelcode klopt")
    driver.click('form[action^="/renew/"] button')
    driver.find("figure.qr svg")
    secret = secret_shown(driver)
    driver.click("a[rel=next]")
    driver.type("#code", totp(secret))
    driver.find("li.recovery")
    test.is_true("... and leads to a new key that works",
                 recovery not in driver.source())
    driver.open(link)
    driver.find("h1")
    test.is_true("the old link ends with it",
                 "Deze link werkt niet" in driver.source())


def practise(driver, test, base):
    """The whole way, with a key that opens nothing."""
    driver.open(base + "/help")
    driver.click("details:last-of-type summary")
    driver.click('a[href^="/practice"]')
    driver.find('a[href^="/practice/key"]')
    test.shows("one can practise", "Probeer het eerst eens")
    driver.click("a[rel=next]")
    driver.find("figure.qr svg")
    test.shows("a practice key says that it is one", "Oefening")
    secret = secret_shown(driver)
    driver.click("a[rel=next]")
    driver.find("#code")
    test.shows("practice asks for a code", "Oefening")
    driver.type("#code", "123")
    driver.find(SUMMARY)
    test.is_true("a slip in practice is told",
                 "Je typte 3 van de zes" in driver.source())
    driver.type("#code", "000000" if totp(secret) != "000000" else "000001")
    driver.find(".tips")
    test.shows("a wrong code in practice is told", "Deze code klopt niet")
    driver.type("#code", totp(secret))
    driver.find(".tick")
    test.shows("the right one ends the exercise", "Goed zo", "weg uit je")


def first_aid(driver, test, base):
    """The kit: each question opens, without a script of ours."""
    driver.open(base + "/")
    driver.click('a[href^="/help"]')
    test.is_true("the first page leads to first aid",
                 driver.reaches("/help"))
    driver.open(base + "/help?organisation=inst-002")
    driver.click("details:nth-of-type(1) summary")
    test.is_true("a question opens when it is pressed",
                 driver.attribute("details:nth-of-type(1)", "open")
                 is not None)
    test.shows("first aid says whom to ask at the institution",
               "Kim de Boer, toestel 214")
    driver.click(".language a")
    driver.find('html[lang="en"]')
    test.is_true("it is there in English", "First aid" in driver.source())


def main():
    """Reads the command line, and does it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="the address of the pages")
    parser.add_argument("code", help="a start code that works")
    parser.add_argument("identifier", help="of whose it is")
    parser.add_argument("folder", help="for pictures")
    parser.add_argument("--no-script", action="store_true")
    args = parser.parse_args()
    with Driver() as driver:
        test = Test("without JavaScript" if args.no_script else "a browser",
                    driver, args)
        if args.no_script:
            driver.no_scripts()
        mistakes(driver, test, args.base)
        check_up(driver, test, *enrol(driver, test, args))
        practise(driver, test, args.base)
        first_aid(driver, test, args.base)
    if test.audit:
        test.failures += test.audit.finish()
    sys.exit(test.failures > 0)


if __name__ == "__main__":
    main()
