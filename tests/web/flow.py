#!/usr/bin/python3
"""Makes every mistake that there is on the way to a second factor.

Each page that comes is held to WCAG and to HTML (audit.py).  Prints "ok - ..."
and "not ok - ..." lines; ends with 1 when one was not.
"""

import argparse
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import xml.sax.saxutils

from audit import Audit
from driver import WAIT, Driver

ALERT = "[role=alert]"
CLOCK_TIME = re.compile(r"\b\d\d:\d\d uur\b")
HELPCODE = re.compile(r"\b\d{3}-\d{3}-\d{4}\b")
SCRIPT = "data:text/html,<title>off</title><script>document.title='on'</script>"


class Walk:
    """Somebody in a browser, and what is thought of each page."""

    def __init__(self, driver, audit, args):
        self.driver = driver
        self.audit = audit
        self.args = args
        self.name = "without JavaScript" if args.no_scripts else "flow"

    def is_true(self, text, right):
        """One thing that has to be so."""
        self.audit.tell(right, f"{self.name}: {text}",
                        [self.driver.url(), self.text()[:600]])

    def text(self):
        """What can be read on the page."""
        return self.driver.script("return document.body.innerText;")

    def at(self, name, *texts):
        """The page that is here now: it says these things, and is right."""
        page = self.text()
        for text in texts:
            self.is_true(f"{name}: “{text}”", text in page)
        if not self.args.no_scripts:
            self.audit.page(self.driver, f"{self.name}: {name}")

    def spoken(self, name, *wanted):
        """A screen reader says this of the page, and nothing without name."""
        said = self.driver.spoken()
        missing = [line for line in ("banner", "main", "contentinfo") + wanted
                   if line not in said]
        self.audit.tell(not missing, f"{self.name}: {name}, as it is spoken",
                        missing + said)
        self.is_true(f"{name}: each link and button has a name", not any(
            line in ("link", "button", "textbox", "image") for line in said))

    def english(self, name):
        """The same page in English, and back to Dutch."""
        if self.args.no_scripts:
            return
        self.presses(".language a", ".language a")
        self.is_true(f"{name}: can be read in English", self.driver.script(
            "return document.documentElement.lang;") == "en")
        self.audit.page(self.driver, f"{self.name}: {name}, in English")
        self.presses(".language a", ".language a")

    def alert(self, name, field, *texts):
        """A mistake: told at the top, in the title, and at the field."""
        self.at(name, *texts)
        script = self.driver.script
        self.is_true(f"{name}: the title says so",
                     script("return document.title;").startswith("Fout: "))
        self.is_true(f"{name}: the summary has the focus", script(
            f"return document.activeElement.matches('{ALERT}');"))
        self.is_true(f"{name}: it leads to the field", script(
            f"return document.querySelector('{ALERT} a').hash;") == field)

    def comes(self, css, action, *args):
        """Does something, and waits for a new page with this on it."""
        self.driver.script("window.here = true;")
        action(*args)
        until = time.monotonic() + WAIT
        while self.driver.script("return window.here === true;"):
            if time.monotonic() > until:
                raise TimeoutError(f"no page comes after {self.driver.url()}")
            time.sleep(0.02)
        self.driver.find(css)

    def types(self, css, text, then=ALERT):
        """Types into a field and sends the form."""
        self.comes(then, self.driver.type, css, text)

    def presses(self, css, then):
        """Presses a button or follows a link."""
        self.comes(then, self.driver.click, css)

    def wrong(self, name, typed, *texts):
        """A code that is refused."""
        self.types("#code", typed)
        self.alert(name, "#code", *texts)
        self.is_true(f"{name}: the field is empty again", self.driver.script(
            "return document.querySelector('#code').value;") == "")

    def open(self, path):
        """Opens a page of the site by its address."""
        self.driver.open(urllib.parse.urljoin(self.args.url, path))

    def forgive(self):
        """As if the wait were over."""
        with sqlite3.connect(self.args.database, timeout=10) as database:
            database.execute("DELETE FROM throttle")
        database.close()


def totp(secret, at="now"):
    """The code of a moment."""
    return subprocess.run(
        ["oathtool", "--totp", "--base32", "--now", at, "-"], input=secret,
        capture_output=True, text=True, check=True).stdout.strip()


def keepassxc(uri, name):
    """The code that KeePassXC gives for an otpauth address."""
    text = xml.sax.saxutils.escape(uri)
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/in.xml", "w", encoding="utf-8") as file:
            file.write(f"""<?xml version="1.0" encoding="utf-8"?>
<KeePassFile><Meta/><Root><Group><Name>Root</Name><Entry>
<String><Key>Title</Key><Value>{name}</Value></String>
<String><Key>otp</Key><Value>{text}</Value></String>
</Entry></Group></Root></KeePassFile>""")
        subprocess.run(
            ["keepassxc-cli", "import", "-q", "--set-password",
             f"{folder}/in.xml", f"{folder}/db.kdbx"],
            input="geheim\ngeheim\n", text=True, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return subprocess.run(
            ["keepassxc-cli", "show", "-q", "--totp", f"{folder}/db.kdbx",
             name], input="geheim\n", text=True, check=True,
            capture_output=True).stdout.split()[-1]


def before(walk):
    """Pages that need no link, and links that are none."""
    driver = walk.driver
    for path in ("/", "/bye"):
        walk.open(path)
        walk.at(path, "Hulp nodig?")
    walk.open("/nergens")
    walk.at("no such page", "Deze pagina is er niet")
    walk.driver.open(walk.args.url[:-3] + "AAA")
    walk.at("a broken link", "Deze link werkt niet")
    walk.open("/enrol/key")
    walk.at("no session", "Begin nog een keer")
    driver.open(walk.args.url)
    walk.at("the first page", "Hallo", "Dit ga je doen", "personeelsnummer")
    walk.spoken("the first page", "heading Dit ga je doen", "button Begin",
                "link Kies een andere dag",
                "region Hulp nodig? We helpen je graag.")
    walk.english("the first page")
    walk.presses(".help a[href^='/help/']", ".aid")
    walk.at("first aid, by the foot", "Eerste hulp bij inloggen")
    driver.open(walk.args.url)


def later(walk):
    """Another day is one click away, and taken back as easily."""
    driver = walk.driver
    walk.presses(".aside a", "form.days")
    walk.at("another day", "Welke dag komt je uit?")
    walk.english("another day")
    day = driver.script("const b = document.querySelectorAll('.days button');"
                        "return b[1].firstChild.textContent.trim();")
    driver.script("document.querySelector('.days button').value = 'morgen'")
    walk.presses(".days button", ALERT)
    walk.alert("a day that is none", "#days", "Deze dag kan niet")
    walk.presses(".days button:nth-of-type(2)", "a.button")
    walk.at("a day was chosen", f"Afgesproken: {day}",
            "Liever een andere dag?")
    walk.presses("a.button", "main form button")
    walk.at("the first page again", f"Je koos {day}")


def proof(walk):
    """What only this person knows."""
    driver = walk.driver
    walk.presses("main button", "#identifier")
    walk.at("the proof", "Laat zien dat jij het bent")
    walk.english("the proof")
    walk.types("#identifier", "")
    walk.alert("no number", "#identifier", "Vul je personeelsnummer in.")
    walk.spoken("no number", "alert focused", "heading Dit klopt nog niet",
                "link Vul je personeelsnummer in.",
                "textbox Vul je personeelsnummer in Fout: "
                "Vul je personeelsnummer in. invalid required")
    walk.types("#identifier", "00000")
    walk.alert("a wrong number", "#identifier", "Dit is niet wat we zoeken")
    walk.is_true("what was typed is kept", driver.script(
        "return document.querySelector('#identifier').value") == "00000")
    walk.types("#identifier", "00001")
    walk.types("#identifier", "00002")
    walk.alert("three wrong numbers", "#identifier", "Samen lukt het wel")
    page = walk.text()
    walk.is_true("the wait is told by the clock", CLOCK_TIME.search(page))
    walk.is_true("with a code for the helpdesk", HELPCODE.search(page))
    walk.types("#identifier", walk.args.identifier)
    walk.alert("too early", "#identifier", "Even wachten.")
    walk.forgive()
    walk.types("#identifier", walk.args.identifier, "figure.qr svg")


def key(walk):
    """The key, in all ways; returns it and its address."""
    driver = walk.driver
    driver.script("document.querySelectorAll('details')"
                  ".forEach(d => { d.name = ''; d.open = true; });")
    walk.at("the key", "Bewaar je sleutel", "Bitwarden", "KeePassXC")
    walk.spoken("the key", "heading Bewaar je sleutel", "image QR-code",
                "link Open mijn wachtwoordmanager",
                "group Of kopieer de sleutel. Tik erop, dan is hij "
                "geselecteerd.", "link Ik heb de sleutel bewaard")
    uri = driver.attribute('a[href^="otpauth:"]', "href")
    secret = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(uri).query))
    return uri, secret["secret"]


def half_way(walk):
    """The page is closed and the link opened again."""
    _, old = key(walk)
    walk.driver.open(walk.args.url)
    walk.at("half-way", "Je was al begonnen")
    walk.english("half-way")
    walk.presses("main form button", "figure.qr svg")
    uri, secret = key(walk)
    walk.english("the key")
    walk.is_true("who comes back gets a new key", secret != old)
    return uri, secret, old


def code(walk, uri, secret, old):
    """Every code that is refused, and one that KeePassXC gives."""
    walk.presses("a[rel=next]", "#code")
    walk.at("the code", "Typ de code")
    walk.english("the code")
    walk.wrong("no code", "", "Typ de code van zes cijfers.")
    walk.wrong("too few digits", "123", "Je typte 3 van de zes cijfers.")
    walk.spoken("too few digits", "alert focused", "button Controleer de code",
                "textbox Code van zes cijfers Elke 30 seconden komt er een "
                "nieuwe code. Fout: Je typte 3 van de zes cijfers. "
                "Typ ze alle zes. "
                "invalid required")
    walk.wrong("too many digits", "123456 7", "Je typte 7 cijfers.")
    walk.wrong("letters", "12345o", "In een code staan alleen cijfers.")
    walk.wrong("the key itself", secret, "Dit is de sleutel.")
    walk.wrong("a code of the key before", totp(old),
               "Deze code klopt niet.", "Waar kan het aan liggen?")
    walk.wrong("an old code", totp(secret, "-60 seconds"),
               "Deze code is net verlopen.")
    walk.forgive()
    walk.wrong("a clock that is fast", totp(secret, "+4 minutes"),
               "loopt ongeveer 4 minuten voor")
    # Six minutes too, when the next half minute begins in between.
    walk.wrong("a clock that is slow", totp(secret, "-330 seconds"),
               "loopt ongeveer 6 minuten achter")
    walk.wrong("three wrong codes", "000000", "Samen lukt het wel")
    page = walk.text()
    walk.is_true("the wait is told by the clock", CLOCK_TIME.search(page))
    found = HELPCODE.search(page)
    walk.is_true("with a code for the helpdesk", found)
    print(f"# helpcode {found and found[0]}")
    walk.wrong("too early", totp(secret), "Even wachten.")
    walk.forgive()
    # Not within the last seconds of a step, so that it still holds.
    time.sleep(max(0, time.time() % 30 - 25) and 6)
    walk.types("#code", keepassxc(uri, "MedPlan"), "li.recovery")


def done(walk):
    """The end; after it nothing is to be had."""
    driver = walk.driver
    walk.at("done", "Klaar! Je code werkt", "Bewaar je herstelcodes")
    walk.spoken("done", "heading Klaar! Je code werkt",
                "heading Bewaar je herstelcodes", "button Klaar, afmelden")
    driver.click("main form button")
    walk.is_true("signing out leads to the last page", driver.reaches("/bye"))
    driver.open(walk.args.url)
    walk.at("the link afterwards", "Je hebt je code al ingesteld")


def main():
    """Reads the command line, and does it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url", help="the person's link")
    parser.add_argument("identifier")
    parser.add_argument("database", help="in which waits are ended")
    parser.add_argument("--no-scripts", action="store_true")
    args = parser.parse_args()
    audit = Audit()
    with Driver() as driver:
        walk = Walk(driver, audit, args)
        if args.no_scripts:
            driver.no_scripts()
            driver.open(SCRIPT)
            walk.is_true("JavaScript is off",
                         driver.script("return document.title;") == "off")
        before(walk)
        later(walk)
        proof(walk)
        uri, secret, old = half_way(walk)
        code(walk, uri, secret, old)
        done(walk)
    sys.exit(audit.finish() > 0)


if __name__ == "__main__":
    main()
