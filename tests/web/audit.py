#!/usr/bin/python3
"""Holds web pages to WCAG 2.2 AA and to HTML's own grammar.

usage: audit.py URL|FILE...

Each page is looked at with axe-core in Chromium, light as wide as the window
and dark on a small phone, and as it came from the server with the Nu HTML checker.
Prints "ok - ..." and "not ok - ..." lines; ends with 1 when one was not.  What
npm could not fetch ("make test-deps") is left out, with a line that says so.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

from driver import Driver

# Every rule of these; "target-size" is one that axe leaves off by itself.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
                     "best-practice"],
         "rules": {"target-size": {"enabled": True}},
         "preload": False}
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, arguments[0]).then(
    result => done(result.violations.map(v => v.id + ": " + v.help + ": " +
        v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)
            .replace(/\\s+/g, " ")).join(" | "))),
    error => done(["axe: " + error]));
"""
IS_DARK = "return matchMedia('(prefers-color-scheme: dark)').matches;"
FITS = "return document.documentElement.scrollWidth <= innerWidth;"
PHONE = (320, 640)  # as narrow as WCAG 1.4.10 asks; also 400 % of 1280


def npm(path):
    """A file of a package from npm; None when it is not there."""
    build = pathlib.Path(os.environ.get("TWOFOLD", "build/twofold")).parent
    file = build / "npm" / "node_modules" / path
    return file if file.exists() else None


def line(right, text, details=()):
    """Prints one result."""
    print(f"{'ok' if right else 'not ok'} - {text}")
    for detail in () if right else details:
        print(f"    # {detail}")


class Audit:
    """Gathers pages.  Call page() for each, and finish() at the end."""

    def __init__(self):
        self.failures = 0
        self.names = {}
        self.folder = tempfile.TemporaryDirectory(prefix="twofold-audit-")
        axe = npm("axe-core/axe.min.js")
        self.axe = axe and axe.read_text(encoding="utf-8")
        self.vnu = npm("vnu-jar/build/dist/vnu.jar")

    def tell(self, right, text, details=()):
        """One thing that has to be so."""
        line(right, text, details)
        self.failures += not right

    def page(self, driver, name):
        """Audits the page that the browser is at; keeps it for finish()."""
        self.keep(driver.received(), name)
        if self.axe is None:
            return
        scheme = "dark" if driver.script(IS_DARK) else "light"
        wrong = self.look(driver, "light")
        size = driver.size(*PHONE)
        wrong += self.look(driver, "dark")
        if not driver.script(FITS):
            wrong.append(f"at {PHONE[0]} pixels something sticks out sideways")
        driver.size(*size)
        driver.prefer(scheme)
        self.tell(not wrong, f"{name}: axe finds nothing", wrong)

    def look(self, driver, scheme):
        """What axe has to say of the page in one colour scheme."""
        driver.prefer(scheme)
        if not driver.script("return 'axe' in window;"):
            driver.script(self.axe + "\nwindow.axe = axe;")
        return [f"{scheme}: {found}"
                for found in driver.wait_for_script(RUN, RULES)]

    def keep(self, html, name):
        """A page for the HTML checker, which looks at all of them at once."""
        file = pathlib.Path(self.folder.name, f"{len(self.names)}.html")
        file.write_text(html, encoding="utf-8")
        self.names[file.name] = name

    def finish(self):
        """Checks what was kept; returns how much was wrong in all."""
        if self.axe is None:
            line(True, "# skip: axe-core is not there; make test-deps")
        if self.vnu is None:
            line(True, "# skip: vnu-jar is not there; make test-deps")
        elif self.names:
            self.check_html()
        self.folder.cleanup()
        return self.failures

    def check_html(self):
        """One line for each page; a checker that does not run is an error."""
        result = subprocess.run(
            ["java", "-jar", self.vnu, "--format", "json", "--stdout",
             "--exit-zero-always", self.folder.name],
            capture_output=True, text=True, check=False)
        if result.returncode != 0:
            self.tell(False, "the HTML checker runs", [result.stderr[-500:]])
            return
        wrong = {name: [] for name in self.names}
        for message in json.loads(result.stdout)["messages"]:
            if message["type"] != "info" or "subType" in message:
                name = urllib.parse.urlsplit(message["url"]).path
                wrong[os.path.basename(name)].append(
                    f"line {message.get('lastLine')}: {message['message']}")
        for file, name in self.names.items():
            self.tell(not wrong[file], f"{name}: HTML is without errors",
                      wrong[file])


def main():
    """Audits what the command line names."""
    audit = Audit()
    with Driver() as driver:
        for name in sys.argv[1:]:
            url = name if "://" in name else pathlib.Path(
                name).resolve().as_uri()
            driver.open(url)
            audit.page(driver, urllib.parse.urlsplit(url).path
                       if "://" in name else os.path.basename(name))
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    sys.exit(audit.finish() > 0)


if __name__ == "__main__":
    main()
