#!/usr/bin/python3
"""Logs in at the host app in Chromium, and does what comes of it.

Each page of the app is held to WCAG and to HTML (audit.py).  Prints "ok - ..."
and "not ok - ..." lines; ends with 1 when one was not.
"""

import argparse
import os
import pathlib
import subprocess
import sys

from audit import Audit
from driver import Driver
from enrol import parts, totp

POPUP = "section h2"
INSIDE = ".inside"


class Walk:
    """Somebody in a browser."""

    def __init__(self, driver, args):
        self.driver = driver
        self.args = args
        self.audit = Audit()
        self.name = args.what + (" (no JavaScript)" * args.no_scripts)

    def is_true(self, text, right):
        """One thing that has to be so."""
        self.audit.tell(right, f"{self.name}: {text}", [self.driver.url()])

    def at(self, text, css):
        """A page that is reached: what tells it, and how good it is."""
        self.driver.find(css)
        self.is_true(text, True)
        self.driver.picture(os.path.join(
            self.args.folder, f"host-{self.args.what}-{text}.png"))
        if not self.args.no_scripts:
            self.audit.page(self.driver, f"{self.name}: {text}")

    def password(self, password):
        """Types name and password."""
        self.driver.fill("[name=user]", self.args.user)
        self.driver.type("[name=password]", password)

    def log_in(self):
        """The password, a wrong one first."""
        self.driver.open(self.args.app)
        self.at("the login", "[name=user]")
        self.password("verkeerd")
        self.at("a wrong password is told", "[role=alert]")
        self.password("welkom")

    def shows(self, css):
        """Whether the page has it."""
        return self.driver.script(
            "return document.querySelector(arguments[0]) !== null;", css)

    def enrol(self):
        """At the pages: from the first one to signing out."""
        driver = self.driver
        driver.click("main form button")
        driver.find("#identifier, figure.qr svg")
        if self.shows("#identifier"):
            driver.type("#identifier", self.args.identifier)
        secret = parts(driver.attribute('a[href^="otpauth:"]',
                                        "href"))[1]["secret"]
        pathlib.Path(self.args.key).write_text(secret, encoding="ascii")
        driver.click("a[rel=next]")
        driver.type("#code", totp(secret))
        driver.find("li.recovery")
        driver.click("main form button")

    def code(self):
        """At the app: a wrong code, and one that was not used."""
        secret = pathlib.Path(self.args.key).read_text(encoding="ascii")
        self.at("a code is asked for", "[name=code]")
        self.driver.type("[name=code]", "000000")
        self.at("a wrong code is told", "[role=alert]")
        # A wrong code makes wait from the third on; the code of now was used.
        self.driver.type("[name=code]", next_code(secret))
        self.at("the code lets in", INSIDE)


def next_code(secret):
    """The code of the next half minute, which is taken from now on."""
    return subprocess.run(
        ["oathtool", "--totp", "--base32", "--now=+30 seconds", "-"],
        input=secret, capture_output=True, text=True, check=True).stdout.strip()


def nudged(walk):
    """Sees the pop-up, and sends it away."""
    walk.log_in()
    walk.at("inside with the pop-up", POPUP)
    walk.is_true("which leads to the pages", walk.driver.attribute(
        "section a", "href").startswith(walk.args.base + "/e/"))
    walk.driver.click("section button")
    walk.at("inside without it", INSIDE)
    walk.is_true("it went away", not walk.shows(POPUP))


def enrols(walk):
    """Follows the pop-up to the end."""
    walk.log_in()
    walk.driver.find(POPUP)
    walk.driver.click("section a")
    walk.at("the pop-up leads to the first page", ".todo")
    walk.enrol()
    walk.is_true("done leads to the last page", walk.driver.reaches("/bye"))


def logs_in(walk):
    """Has a code, and types it."""
    walk.log_in()
    walk.code()


def stopped(walk):
    """Gets in by enrolling only, and comes back by itself."""
    walk.log_in()
    walk.at("the gate leads to the first page", ".todo")
    walk.is_true("by a ticket, which asks for nothing else",
                 walk.driver.url().startswith(walk.args.base + "/t/") and
                 "personeelsnummer" not in walk.driver.source())
    walk.driver.open(walk.args.app + "/home")
    walk.at("there is no way around it", ".todo")
    walk.enrol()
    walk.at("done leads back, and in, without another code", INSIDE)
    walk.is_true("no receipt stays in the address",
                 walk.driver.url() == walk.args.app + "/home")
    walk.log_in()
    walk.code()


def main():
    """Reads the command line, and does it."""
    whats = {"nudged": nudged, "enrols": enrols, "logs-in": logs_in,
             "stopped": stopped}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=whats)
    parser.add_argument("app", help="its address")
    parser.add_argument("base", help="the address of the pages")
    parser.add_argument("user")
    parser.add_argument("identifier")
    parser.add_argument("key", help="file for the person's key")
    parser.add_argument("folder", help="for pictures")
    parser.add_argument("--no-scripts", action="store_true")
    args = parser.parse_args()
    with Driver() as driver:
        if args.no_scripts:
            driver.no_scripts()
        walk = Walk(driver, args)
        whats[args.what](walk)
    sys.exit(walk.audit.finish() > 0)


if __name__ == "__main__":
    main()
