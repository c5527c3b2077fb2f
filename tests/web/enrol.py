#!/usr/bin/python3
"""Goes as a person through the pages in Chromium, and tells how it went.

Prints "ok - ..." and "not ok - ..." lines; ends with 1 when one was not.
"""

import argparse
import os
import subprocess
import sys
import urllib.parse

from driver import Driver

QR = "figure.qr svg"
IS_DARK = "return matchMedia('(prefers-color-scheme: dark)').matches;"
IN_VIEW = """
const box = document.querySelector(arguments[0]).getBoundingClientRect();
return box.top >= 0 && box.left >= 0 && box.right <= innerWidth &&
    box.bottom <= innerHeight && box.width > 100;
"""
FITS = "return document.documentElement.scrollWidth <= innerWidth;"
CONTENT = "return document.querySelector('p.key').textContent;"


class Test:
    """Counts and prints."""

    def __init__(self, name):
        self.name = name
        self.failures = 0

    def is_true(self, text, right):
        """One thing that has to be so."""
        print(f"{'ok' if right else 'not ok'} - {self.name}: {text}")
        self.failures += not right


def qr_codes(path):
    """What a scanner reads from a picture."""
    result = subprocess.run(["zbarimg", "--quiet", "--raw", path],
                            capture_output=True, text=True, check=False)
    return result.stdout.split()


def totp(secret):
    """The code of now."""
    return subprocess.run(["oathtool", "--totp", "--base32", "-"],
                          input=secret, capture_output=True, text=True,
                          check=True).stdout.strip()


def parts(uri):
    """Label and parameters of an otpauth address."""
    split = urllib.parse.urlsplit(uri)
    return split.path, dict(urllib.parse.parse_qsl(split.query))


def key_page(driver, test, folder):
    """Reads the key in all ways that the page offers; returns it."""
    uri = driver.attribute('a[href^="otpauth:"]', "href")
    picture = os.path.join(folder, "key.png")
    driver.picture(picture)
    codes = qr_codes(picture)
    secret = parts(uri)[1]["secret"]
    test.is_true("the QR code is in view without scrolling",
                 driver.script(IN_VIEW, QR))
    test.is_true("a scanner reads one code from the screen", len(codes) == 1)
    test.is_true("which says the same as the link",
                 [parts(code) for code in codes] == [parts(uri)])
    test.is_true("the key as text copies without blanks",
                 driver.script(CONTENT) == secret)
    test.is_true("nothing sticks out sideways", driver.script(FITS))
    return secret


def enrol(driver, test, args):
    """From the link to "done"."""
    driver.open(args.url)
    driver.click("main button")
    driver.type("#identifier", "00000")
    test.is_true("a wrong number is told at the top, which has the focus",
                 driver.attribute("[role=alert]", "class") == "summary" and
                 driver.focuses("[role=alert]"))
    driver.type("#identifier", args.identifier)
    driver.find(QR)
    test.is_true("the page is light or dark as one prefers",
                 driver.script(IS_DARK) == args.dark)
    secret = key_page(driver, test, args.folder)
    driver.click("a[rel=next]")
    driver.type("#code", totp(secret))
    driver.find("li.recovery")
    codes = driver.script("return [...document.querySelectorAll("
                          "'li.recovery')].map(e => e.textContent)")
    test.is_true("recovery codes are shown, all different",
                 len(set(codes)) == len(codes) >= 8)
    driver.picture(os.path.join(args.folder, "done.png"))
    driver.click("main button")
    test.is_true("done leads to the last page", driver.reaches("/bye"))
    for step in range(1, 7):
        driver.back()
        page = driver.source()
        test.is_true(f"{step} times back shows no key and no recovery code",
                     secret not in page and "otpauth:" not in page and
                     not any(code in page for code in codes))


def main():
    """Reads the command line, and does it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="of the test, for its lines")
    parser.add_argument("url", help="the link from the mail")
    parser.add_argument("identifier")
    parser.add_argument("folder", help="for pictures")
    parser.add_argument("--width", type=int, default=1024)
    parser.add_argument("--height", type=int, default=768)
    parser.add_argument("--dark", action="store_true")
    args = parser.parse_args()
    test = Test(args.name)
    with Driver(args.width, args.height) as driver:
        if args.dark:
            driver.prefer("dark")
        enrol(driver, test, args)
    sys.exit(test.failures > 0)


if __name__ == "__main__":
    main()
