#!/usr/bin/python3
"""A small host app: what a login does with Twofold, in one file to copy from.

The password first, then the gate.  Who is enrolled types a code; who has to
enrol is sent there with a ticket, and comes back; who is nudged goes on, with
the pop-up that came by webhook.
"""
import argparse
import base64
import hashlib
import hmac
import html
import http.cookies
import http.server
import json
import secrets
import time
import urllib.parse
import urllib.request

PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<h1>{title}</h1>{body}</html>"""
LOGIN = """<form method="post" action="/login">
<label>Gebruikersnaam <input name="user" autocomplete="username"></label>
<label>Wachtwoord <input name="password" type="password"></label>
<button>Inloggen</button></form>"""
CODE = """<form method="post" action="/code"><label>De code van je wachtwoord-app
<input name="code" inputmode="numeric" autocomplete="one-time-code"></label>
<button>Verder</button></form>"""
POPUP = """<aside><h2>{title}</h2><p>{text}</p>
<p><a href="{url}">{button}</a></p></aside>"""
sessions = {}  # cookie -> {"user", "inside"}: inside after the second factor
popups = {}    # user -> the newest pop-up
seen = set()   # ids of webhooks: a second copy is dropped


def check_password(user, password):
    return user and password == "welkom"  # yours goes here


def api(method, path, body=None):
    """Calls Twofold.  Whatever goes wrong is an exception: nobody is let in."""
    request = urllib.request.Request(
        options.api + path, method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + options.key,
                 "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def signed(headers, body):
    """Whether Twofold sent it, and now (Standard Webhooks)."""
    sent = headers.get("webhook-timestamp", "")
    if not sent.isdigit() or abs(time.time() - int(sent)) > options.tolerance:
        return False
    text = f"{headers.get('webhook-id', '')}.{sent}.".encode() + body
    mac = hmac.new(options.secret, text, hashlib.sha256).digest()
    right = "v1," + base64.b64encode(mac).decode()
    return any(hmac.compare_digest(right, one)
               for one in headers.get("webhook-signature", "").split())


class App(http.server.BaseHTTPRequestHandler):
    def page(self, title, body, status=200):
        self.answer(status, PAGE.format(title=title, body=body))

    def answer(self, status, text="", **headers):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(text.encode())

    def session(self):
        cookies = http.cookies.SimpleCookie(self.headers.get("Cookie", ""))
        return sessions.get(cookies["app"].value if "app" in cookies else "")

    def go_on(self, session):
        """After the password, and after enrolling: what the gate says."""
        user = session["user"]
        gate = api("GET", "/v1/gate?" + urllib.parse.urlencode({"user": user}))
        if gate["decision"] == "enrol":
            ticket = api("POST", "/v1/tickets", {
                "user": user,
                "return_to": f"http://127.0.0.1:{options.port}/home"})
            return self.answer(303, Location=ticket["url"])
        if gate["decision"] == "wait":
            return self.page("Even wachten", "<p>Bel de helpdesk.</p>", 429)
        if gate["decision"] == "allow" and gate["enrol_url"] is None:
            return self.page("Nog één stap", CODE)
        session["inside"] = True
        return self.answer(303, Location="/home")

    def do_GET(self):
        session = self.session()
        if self.path != "/home" or session is None:
            return self.page("MedPlan", LOGIN)
        if not session["inside"]:
            return self.go_on(session)
        shown = popups.pop(session["user"], None)
        return self.page("MedPlan", "<p>Welkom.</p>" + (POPUP.format(
            **{name: html.escape(str(value)).replace("\n", "<br>")
               for name, value in shown.items()}) if shown else ""))

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/hook":
            return self.hook(body)
        form = dict(urllib.parse.parse_qsl(body.decode()))
        session = self.session()
        if self.path == "/code" and session is not None:
            verdict = api("POST", "/v1/verify", {
                "user": session["user"], "code": form.get("code", "")})
            if verdict["result"] != "accepted":
                return self.page("De code klopt niet", CODE, 422)
            session["inside"] = True
            return self.answer(303, Location="/home")
        user = form.get("user", "")
        if not check_password(user, form.get("password", "")):
            return self.page("Dat klopt niet", LOGIN, 422)
        cookie = secrets.token_urlsafe(24)
        sessions[cookie] = {"user": user, "inside": False}
        return self.answer(303, Location="/home",
                           Set_Cookie=f"app={cookie}; HttpOnly; SameSite=Lax")

    def hook(self, body):
        if not signed(self.headers, body):
            return self.answer(401)
        event = json.loads(body)
        copy = self.headers["webhook-id"] in seen
        if event["type"] == "popup.show" and not copy:
            popups.update((one["user"], one) for one in event["data"]["people"])
        seen.add(self.headers["webhook-id"])
        return self.answer(204)


parser = argparse.ArgumentParser()
for name in ("--api", "--key-file", "--secret-file"):
    parser.add_argument(name, required=True)
parser.add_argument("--port", type=int, default=8026)
parser.add_argument("--tolerance", type=int, default=300)  # seconds
options = parser.parse_args()
options.key = open(options.key_file).read().strip()
options.secret = base64.b64decode(
    open(options.secret_file).read().split()[0].removeprefix("whsec_"))
http.server.ThreadingHTTPServer(("127.0.0.1", options.port),
                                App).serve_forever()
