"""One person's login at the host app: the password, and the code."""

import datetime
import subprocess

from browser import Unexpected

PASSWORD = "welkom"  # everybody's, as the host app has it
OWN_CODE = "2468"    # of the factor that some had before


def totp(secret, now):
    """The code of a moment, as an authenticator computes it."""
    moment = datetime.datetime.fromisoformat(now.replace("Z", "+00:00"))
    result = subprocess.run(
        ["oathtool", "--totp", "--base32", "--now",
         moment.strftime("%F %T UTC"), "-"],
        input=secret, capture_output=True, text=True, check=True)
    return result.stdout.strip()


class Login:
    """One person at the login of the host app."""

    def __init__(self, person, browser, app, now):
        self.person = person
        self.browser = browser
        self.app = app
        self.now = now

    def run(self):
        """Logs in; returns the page where that ends: inside, or at the pages
        of Twofold when the gate sends there."""
        page = self.browser.open(self.app + "/home")
        form = page.form_with("password")
        if form is None:
            raise Unexpected("the host app has no login")
        page = self.browser.submit(page, form, user=self.person.user,
                                   password=PASSWORD)
        return self.go_on(page)

    def go_on(self, page):
        """Types the code where the host app asks for it: not of who has just
        enrolled and comes back with a receipt."""
        if not page.url.startswith(self.app):
            return page
        form = page.form_with("code")
        if form:
            code = (totp(self.person.secret, self.now)
                    if self.person.secret else OWN_CODE)
            page = self.browser.submit(page, form, code=code)
        if page.status != 200 or "inside" not in page.classes:
            raise Unexpected(f"the login ends with {page.status}")
        return page
