#!/usr/bin/python3
"""Types start codes and opens the first-aid kit in Chromium.

Prints "ok - ..." and "not ok - ..." lines; ends with 1 when one was not.
"""

import argparse
import os
import sys

from driver import Driver

SUMMARY = "[role=alert]"


class Test:
    """Counts and prints."""

    def __init__(self, name):
        self.name = name
        self.failures = 0

    def is_true(self, text, right):
        """One thing that has to be so."""
        print(f"{'ok' if right else 'not ok'} - {self.name}: {text}")
        self.failures += not right


def mistakes(driver, test, base):
    """Everything that one can do wrong with a code."""
    for typed, words in (("", "Typ de startcode van je papier."),
                         ("7K4M-2QX", "Een startcode heeft acht"),
                         ("7K4M-2QXU", "Een startcode heeft acht"),
                         ("ZZZZ-0000", "We kennen deze startcode niet.")):
        driver.open(base + "/")
        driver.type("#code", typed)
        driver.find(SUMMARY)
        page = driver.source()
        test.is_true(f'"{typed}" is told', words in page)
        test.is_true("... in the title, too", "<title>Fout: " in page)
        test.is_true("... and what was typed stays",
                     driver.attribute("#code", "value") == typed)


def first_aid(driver, test, base, folder):
    """The kit: each question opens, without a script of ours."""
    driver.open(base + "/")
    driver.click('a[href^="/help"]')
    test.is_true("the first page leads to first aid",
                 driver.reaches("/help"))
    driver.open(base + "/help?organisation=inst-002")
    test.is_true("it says whom to ask at the institution",
                 "Kim de Boer, toestel 214" in driver.source())
    driver.click("details:nth-of-type(1) summary")
    test.is_true("a question opens when it is pressed",
                 driver.attribute("details:nth-of-type(1)", "open")
                 is not None)
    driver.picture(os.path.join(folder, "help.png"))
    driver.click(".language a")
    driver.find('html[lang="en"]')
    test.is_true("it is there in English", "First aid" in driver.source())


def main():
    """Reads the command line, and does it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="the address of the pages")
    parser.add_argument("code", help="a start code that works")
    parser.add_argument("folder", help="for pictures")
    parser.add_argument("--no-script", action="store_true")
    args = parser.parse_args()
    test = Test("without JavaScript" if args.no_script else "a browser")
    with Driver() as driver:
        if args.no_script:
            driver.no_script()
        mistakes(driver, test, args.base)
        driver.type("#code", f" {args.code.lower().replace('0', 'o')} ")
        driver.find('form[method="post"]:not([action="/"])')
        test.is_true("the right code opens the pages of a link",
                     "/e/" in driver.url() and "Hallo Zo" in driver.source())
        first_aid(driver, test, args.base, args.folder)
    sys.exit(test.failures > 0)


if __name__ == "__main__":
    main()
