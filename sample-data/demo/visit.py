"""One person's way through the pages, from the link to "done"."""

import urllib.parse

from browser import Unexpected
from login import totp

MOST_PAGES = 12  # more than that and somebody goes round in circles

ENROLLED, HALFWAY, THROTTLED = "enrolled", "half-way", "throttled"


def mistyped(text):
    """The text with its last digit wrong."""
    return text[:-1] + str((int(text[-1]) + 5) % 10)


class Visit:
    """One person's way through the pages."""

    def __init__(self, person, browser, now):
        self.person = person
        self.browser = browser
        self.now = now
        self.secret = None
        self.last = None  # the page after signing out

    def run(self, page):
        """Goes on from the first page as far as this person goes; returns how
        it ended."""
        for _ in range(MOST_PAGES):
            if page.status == 429:
                return THROTTLED
            if page.status not in (200, 422):
                raise Unexpected(f"{self.place(page)}: {page.status}")
            if "recovery" in page.classes:
                self.person.enrolled = True
                self.person.secret = self.secret
                self.sign_out(page)
                return ENROLLED
            key = page.link_to("otpauth")
            if key and not self.secret:
                self.secret = self.store(key)
                if self.person.slips("stops_halfway"):
                    return HALFWAY
            page = self.turn(page)
        raise Unexpected(f"{self.place(page)}: comes back again and again")

    def turn(self, page):
        """Does what a page asks for; returns the page after it."""
        if page.form_with("identifier"):
            number = self.person.number
            if self.person.slips("mistypes_number"):
                number = mistyped(number)
            return self.browser.submit(page, page.form_with("identifier"),
                                       identifier=number)
        if page.form_with("code"):
            code = totp(self.secret or "", self.now)
            if self.person.slips("mistypes_code"):
                code = mistyped(code)
            return self.browser.submit(page, page.form_with("code"), code=code)
        if page.link_to("otpauth") and page.next_page():
            return self.browser.open(
                urllib.parse.urljoin(page.url, page.next_page()))
        if page.button() and not self.secret:
            return self.browser.submit(page, page.button())
        raise Unexpected(f"{self.place(page)}: nothing to press")

    def store(self, uri):
        """What a password manager does with an otpauth:// link."""
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(uri).query)
        if "secret" not in query:
            raise Unexpected("the otpauth link has no secret")
        return query["secret"][0]

    def sign_out(self, page):
        """Presses "done"; that may lead back to the host app."""
        if page.button() is None:
            raise Unexpected(f"{self.place(page)}: no way to sign out")
        self.last = self.browser.submit(page, page.button())
        if self.last.status != 200:
            raise Unexpected(f"after signing out: {self.last.status}")

    def place(self, page):
        """A page's path, without the token that may be in it."""
        parts = urllib.parse.urlsplit(page.url).path.split("/")
        return "/".join(part[:8] for part in parts)
