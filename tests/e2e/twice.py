#!/usr/bin/python3
"""Opens pages again and again, or sends one code twice at the same moment.

usage: twice.py open BASE LINK-PATH
       twice.py send BASE KEY-FILE COUNT
       twice.py enrol BASE KEY-FILE SECONDS USER...

"enrol" sends each code once, that of the pages' moment.  A code is sent on two connections, whose last bytes go out together.
"""

import base64
import hashlib
import hmac
import http.client
import json
import re
import struct
import sys
import threading
import time
import urllib.parse

TIMES = 50
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def totp(secret, at=None):
    """The code of now, or of another moment (RFC 6238)."""
    step = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    mac = hmac.new(base64.b32decode(secret), step, hashlib.sha1).digest()
    at = mac[-1] & 15
    number = struct.unpack(">I", mac[at:at + 4])[0] & 0x7fffffff
    return f"{number % 1000000:06d}"


class Site:
    """A connection that is kept, and the cookies of one visitor."""

    def __init__(self, base):
        self.host = urllib.parse.urlsplit(base).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)
        self.cookies = {}

    def ask(self, method, path, body=None, headers=None):
        """The text of an answer."""
        cookie = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        self.connection.request(method, path, body,
                                {**(headers or {}), "Cookie": cookie})
        answer = self.connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.read().decode()


def open_all(base, link):
    """Every page by GET and by HEAD."""
    site, count = Site(base), 0
    later = link.replace("/e/", "/later/")
    for path in (link, later, "/", "/enrol/key", "/enrol/code", "/bye"):
        for _ in range(TIMES):
            site.ask("GET", path)
            site.ask("HEAD", path)
            count += 2
    print(f"{count} answers")


def send_twice(site, body):
    """How often a code is accepted that is sent on two connections."""
    cookie = "; ".join(f"{k}={v}" for k, v in site.cookies.items())
    request = (f"POST /enrol/code HTTP/1.1\r\nHost: {site.host}\r\n"
               f"Cookie: {cookie}\r\nConnection: close\r\n"
               f"Content-Type: {FORM['Content-Type']}\r\n"
               f"Content-Length: {len(body)}\r\n\r\n{body}").encode()
    barrier, answers = threading.Barrier(2), []

    def send():
        connection = http.client.HTTPConnection(site.host, timeout=60)
        connection.connect()
        connection.sock.sendall(request[:-1])
        barrier.wait()
        connection.sock.sendall(request[-1:])
        with connection.sock.makefile("rb") as file:
            answers.append(file.read())
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(b'class="recovery"' in answer for answer in answers)


def form(site, host, user, at=None):
    """Goes as far as the code; the form that is to be sent."""
    ticket = json.loads(host.ask("POST", "/v1/tickets", json.dumps(
        {"user": user}), {"Authorization": f"Bearer {host.key}",
                          "Content-Type": "application/json"}))
    site.ask("POST", urllib.parse.urlsplit(ticket["url"]).path, "", FORM)
    secret = re.search(r"secret=([A-Z2-7]+)", site.ask("GET", "/enrol/key"))
    csrf = re.search(r'name="csrf" value="([^"]*)"',
                     site.ask("GET", "/enrol/code"))
    return urllib.parse.urlencode(
        {"csrf": csrf[1], "code": totp(secret[1], at)})


def enrol(site, host, user, at):
    """Sends the code once; the page after it."""
    return site.ask("POST", "/enrol/code", form(site, host, user, at), FORM)


def main():
    """Reads the command line, and does it."""
    if sys.argv[1] == "open":
        open_all(*sys.argv[2:])
        return
    base = sys.argv[2]
    site, host = Site(base), Site(base)
    with open(sys.argv[3], encoding="ascii") as file:
        host.key = file.read().strip()
    if sys.argv[1] == "enrol":
        for user in sys.argv[5:]:
            site.cookies = {}
            page = enrol(site, host, user, int(sys.argv[4]))
            if 'class="recovery"' not in page:
                sys.exit(f"{user} is not enrolled: {page}")
        return
    count = int(sys.argv[4])
    accepted = [0, 0, 0]
    for number in range(1, count + 1):
        site.cookies = {}
        accepted[send_twice(
            site, form(site, host, f"p{number:04d}"))] += 1
    print(f"{accepted[1]} accepted once, {accepted[0]} never, "
          f"{accepted[2]} twice")


if __name__ == "__main__":
    main()
