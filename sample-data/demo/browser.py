"""A browser without a screen, for one person on one day.

It reads pages with html.parser, keeps cookies, follows redirects and presses
the buttons of forms, and knows nothing of what the pages are about.  It sends
the headers that a real one would: a page with "Referrer-Policy: no-referrer"
makes a form's Origin "null".
"""

import html.parser
import http.client
import urllib.parse

REDIRECTS = (302, 303)
MOST_REDIRECTS = 5


class Unexpected(Exception):
    """Somebody got an answer that nobody should get."""


class Form:
    """A form of a page: where it goes and what is filled in."""

    def __init__(self, attributes):
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.values = {}
        self.pressed = False

    def add(self, tag, attributes):
        """A field, or the first button, which is the one to press."""
        name = attributes.get("name")
        kind = (attributes.get("type") or
                ("submit" if tag == "button" else "text")).lower()
        value = attributes.get("value") or ""
        if kind == "submit":
            if self.pressed:
                return
            self.pressed = True
        elif kind in ("button", "reset", "image"):
            return
        elif kind in ("checkbox", "radio") and "checked" not in attributes:
            return
        if name:
            self.values[name] = value


class Page(html.parser.HTMLParser):
    """What a person, or a password manager, finds on a page."""

    def __init__(self, status, url, text):
        super().__init__()
        self.status = status
        self.url = url
        self.forms = []
        self.links = []  # attributes of every <a>
        self.classes = set()
        self._form = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.classes.update((attributes.get("class") or "").split())
        if tag == "a":
            self.links.append(attributes)
        elif tag == "form":
            self._form = Form(attributes)
            self.forms.append(self._form)
        elif tag in ("input", "button") and self._form:
            self._form.add(tag, attributes)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None

    def form_with(self, field):
        """The form that asks for a field, or None."""
        return next((f for f in self.forms if field in f.values), None)

    def button(self):
        """The first form that does something, or None."""
        return next((f for f in self.forms if f.method == "post"), None)

    def link_to(self, scheme):
        """The first address of this scheme, or None."""
        return next((a["href"] for a in self.links
                     if (a.get("href") or "").startswith(scheme + ":")), None)

    def next_page(self):
        """The address of the page that comes after this one, or None."""
        return next((a["href"] for a in self.links
                     if "next" in (a.get("rel") or "").split()), None)


class Site:
    """One server: the connection to it, and its cookies."""

    def __init__(self, netloc):
        self.connection = http.client.HTTPConnection(netloc, timeout=30)
        self.cookies = {}

    def keep(self, cookie):
        """Keeps a cookie, a Secure one too: loopback counts as secure."""
        pair, *attributes = (part.strip() for part in cookie.split(";"))
        name, _, value = pair.partition("=")
        if "max-age=0" in (attribute.lower() for attribute in attributes):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


class Browser:
    """Opens pages of these servers, and of no others.  Close with close()."""

    def __init__(self, bases, language):
        netlocs = [urllib.parse.urlsplit(base).netloc for base in bases]
        self.sites = {netloc: Site(netloc) for netloc in netlocs}
        self.language = language

    def close(self):
        """Forgets everything."""
        for site in self.sites.values():
            site.connection.close()
        self.sites.clear()

    def open(self, url):
        """Follows a link; returns a Page."""
        return self._go("GET", url)

    def submit(self, page, form, **filled):
        """Presses a form's button, with these fields filled in."""
        body = urllib.parse.urlencode({**form.values, **filled})
        return self._go("POST", urllib.parse.urljoin(page.url, form.action),
                        body)

    def _go(self, method, url, body=None):
        for _ in range(MOST_REDIRECTS):
            target = urllib.parse.urlsplit(url)
            if target.netloc not in self.sites:
                raise Unexpected(f"an address leads to {target.netloc}")
            response = self._request(method, target, body)
            text = response.read().decode("utf-8", "replace")
            if response.status not in REDIRECTS:
                return Page(response.status, url, text)
            url = urllib.parse.urljoin(url, response.headers["Location"])
            method, body = "GET", None
        return Page(response.status, url, "")

    def _request(self, method, target, body):
        site = self.sites[target.netloc]
        headers = {"Accept-Language": self.language,
                   "Sec-Fetch-Site": "none" if method == "GET"
                                     else "same-origin"}
        if site.cookies:
            headers["Cookie"] = "; ".join(
                f"{name}={value}" for name, value in site.cookies.items())
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = "null"
        path = urllib.parse.urlunsplit(("", "", target.path or "/",
                                        target.query, ""))
        site.connection.request(method, path, body, headers)
        response = site.connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie", []):
            site.keep(cookie)
        return response
