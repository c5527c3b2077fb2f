#!/usr/bin/python3
"""A small host app: what a login does with Twofold.

The password first, then the gate.  Who is enrolled types a code; who has to
enrol is sent there with a ticket, and is inside when back; who is nudged goes
on, and sees the pop-up that came by webhook until it is sent away.
"""
import argparse
import html
import http.cookies
import http.server
import json
import secrets
import threading
import urllib.parse

import pages
from twofold import Twofold


def check_password(user, password):
    """Yours goes here."""
    return user and password == "welkom"


def check_own_code(_user, code):
    """Yours goes here, if you had a second factor before."""
    return code == "2468"


class App(http.server.BaseHTTPRequestHandler):
    """Answers requests; what is kept belongs to the server."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self, status, text="", **headers):
        headers.setdefault("Content_Type", "text/html; charset=utf-8")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def page(self, status, name, said="", **values):
        """A page, with what went wrong."""
        self.answer(status, pages.PAGE.format(body=name.format(
            said=said, aid=self.server.twofold.base + "/help", **values)))

    def session(self):
        """Of whom the request is: {"user", "inside"}, or None."""
        cookies = http.cookies.SimpleCookie(self.headers.get("Cookie", ""))
        return "app" in cookies and self.server.sessions.get(
            cookies["app"].value) or None

    def go_on(self, session, query):
        """After the password, and back from enrolling: what the gate says."""
        twofold, user = self.server.twofold, session["user"]
        gate = twofold.gate(user)
        if gate["decision"] == "enrol":
            self.answer(303, Location=twofold.ticket(
                user, f"http://127.0.0.1:{self.server.server_port}/home"))
        elif gate["decision"] == "wait":
            self.page(429, pages.WAIT)
        elif gate["enrol_url"] is None and not twofold.is_back(user, query):
            self.page(200, pages.CODE)
        else:
            session["inside"] = True
            self.answer(303, Location="/home")

    def home(self, user):
        """Inside, with the pop-up that waits."""
        self.page(200, pages.HOME, user=html.escape(user),
                  popup=pages.popup(self.server.popups.get(user)))

    def do_GET(self):
        session, (path, _, query) = self.session(), self.path.partition("?")
        if path == "/style.css":
            self.answer(200, pages.STYLE, Content_Type="text/css")
        elif path != "/home" or session is None:
            self.page(200, pages.LOGIN)
        elif session["inside"]:
            self.home(session["user"])
        else:
            self.go_on(session, query)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        form = dict(urllib.parse.parse_qsl(body.decode()))
        session = self.session()
        if self.path == "/popups":
            self.hook(body)
        elif self.path == "/login":
            self.login(form.get("user"), form.get("password"))
        elif self.path == "/code" and session:
            self.code(session, form.get("code", ""))
        else:
            if self.path == "/later" and session:
                self.server.popups.pop(session["user"], None)
            self.answer(303, Location="/home")

    def hook(self, body):
        """Keeps the newest pop-up for each."""
        if not self.server.twofold.is_genuine(self.headers, body):
            self.answer(401)
            return
        popups = self.server.twofold.popups(self.headers, body)
        self.server.popups.update((one["user"], one) for one in popups)
        with self.server.recording:  # calls come side by side
            for one in popups:
                print(json.dumps(one), file=self.server.record)
            self.server.record.flush()
        self.answer(200)

    def login(self, user, password):
        """The password; inside is only who came past the gate as well."""
        if not check_password(user, password):
            self.page(422, pages.LOGIN, pages.WRONG_PASSWORD)
            return
        cookie = secrets.token_urlsafe(24)
        self.server.sessions[cookie] = {"user": user, "inside": False}
        self.answer(303, Location="/home", Set_Cookie=f"app={cookie};"
                    " HttpOnly; SameSite=Lax")  # with TLS also "Secure"

    def code(self, session, code):
        """A code; "not_enrolled" is who has a factor of your own."""
        result = self.server.twofold.verify(session["user"], code)
        if result == "accepted" or (result == "not_enrolled" and
                                    check_own_code(session["user"], code)):
            session["inside"] = True
            self.answer(303, Location="/home")
        else:
            self.page(422, pages.CODE, pages.WHY_NOT[result])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--api", required=True, help="Twofold's address")
    for file in ("--key-file", "--secret-file"):
        parser.add_argument(file, required=True, type=argparse.FileType())
    parser.add_argument("--port", type=int, default=8026)
    parser.add_argument("--any-time", action="store_true")  # its clock moves
    parser.add_argument("--popups", type=argparse.FileType("a"), default="-",
                        help="file that gets a line for each pop-up")
    args = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", args.port), App)
    server.twofold = Twofold(args.api, args.key_file.read().strip(),
                             args.secret_file.read().split()[0], args.any_time)
    server.sessions, server.popups = {}, {}  # by cookie; the newest by user
    server.record, server.recording = args.popups, threading.Lock()
    server.serve_forever()
