#!/usr/bin/python3
"""A mail server or a web server that does one thing wrong, on purpose.

It counts, for each Message-ID or webhook-id, how often it took a message, and
what it was: lines "ID SHA-256" in a file.  A fault happens to the first mail or
call of each connection, or to every one, as the name in FAULTS says.
"""

import argparse
import base64
import hashlib
import re
import socketserver
import sys
import threading
import time

FLOOD = 3_000_000  # bytes of an answer that does not end
SLOW = 0.2         # seconds between the bytes of a slow answer


class Cut(Exception):
    """The connection is closed here."""


class Connection(socketserver.StreamRequestHandler):
    """What both kinds share."""

    timeout = 30

    def say(self, text):
        """An answer, in one piece."""
        self.wfile.write(text.encode() + b"\r\n")

    def slowly(self, text):
        """An answer byte by byte, which takes as long as there is patience."""
        for byte in text.encode() + b"\r\n":
            self.wfile.write(bytes((byte,)))
            time.sleep(SLOW)

    def flood(self, line):
        """More than anybody wants to hear."""
        for _ in range(FLOOD // len(line)):
            self.wfile.write(line)

    def fault(self, place):
        """Acts the server's fault out if this is the place for it."""
        name, _, where = self.server.fault.partition("@")
        if where != place or (where and not self.server.is_hit()):
            return False
        if name == "drop":
            raise Cut
        if name == "421":
            self.say("421 4.3.2 going down")
            raise Cut
        if name == "451":
            self.say("451 4.3.0 not now")
        elif name == "slow":
            self.slowly("250 2.0.0 this takes a while, and a while, and more")
        elif name == "silent":
            time.sleep(self.timeout)
            raise Cut
        elif name == "endless":
            self.flood(b"2" * 4096)
            raise Cut
        elif name == "lines":
            self.flood(b"250-and another line\r\n")
            raise Cut
        elif name == "garbage":
            self.say("\x00\xff\x1b]0;title\x07 what?")
            raise Cut
        return True

    def took(self, name, content):
        """A message was taken."""
        digest = hashlib.sha256(content).hexdigest()
        with self.server.lock:
            print(name, digest, file=self.server.log, flush=True)

    def handle(self):
        try:
            self.talk()
        except (Cut, OSError):
            pass


class Mail(Connection):
    """SMTP (RFC 5321)."""

    known = False  # it has logged in

    def talk(self):
        """Answers command after command."""
        if self.fault("greeting"):
            return
        self.say("220 hostile")
        for line in self.rfile:
            verb = line.split(None, 1)[0].upper() if line.strip() else b""
            if verb in (b"EHLO", b"HELO"):
                if self.server.hello:
                    print(line.decode().split()[1], file=self.server.hello,
                          flush=True)
                if not self.fault("ehlo"):
                    offers = ["hostile", "8BITMIME"]
                    if self.server.pipelining:
                        offers.append("PIPELINING")
                    if self.server.token:
                        offers.append("AUTH XOAUTH2")
                    for offer in offers[:-1]:
                        self.say("250-" + offer)
                    self.say("250 " + offers[-1])
            elif verb == b"AUTH":
                self.say("334 ")
                self.log_in(self.rfile.readline())
            elif verb == b"MAIL" and self.server.token and not self.known:
                self.say("530 5.7.0 who are you?")
            elif verb == b"MAIL":
                if not self.fault("mail"):
                    self.say("250 2.1.0 ok")
            elif verb == b"RCPT":
                if not self.fault("rcpt"):
                    self.say("250 2.1.5 ok")
            elif verb == b"DATA":
                if not self.fault("data"):
                    self.say("354 go")
                    self.content()
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def log_in(self, said):
        """Answers AUTH XOAUTH2 with what it says."""
        wanted = (b"user=twofold\x01auth=Bearer " +
                  self.server.token.encode() + b"\x01\x01")
        if base64.b64decode(said) == wanted:
            self.known = True
            self.say("235 2.7.0 welcome")
        else:
            self.say("535 5.7.8 not you")

    def content(self):
        """Takes a mail in."""
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
            if len(lines) == 10:
                self.fault("content")
        else:
            raise Cut
        content = b"".join(lines)
        name = re.search(rb"^Message-ID: <(.*)>\r$", content, re.M)[1].decode()
        if self.fault("dot"):
            return
        with self.server.lock:
            self.server.slow_ones += 1
            nth = self.server.slow_ones
        time.sleep(self.server.slow * (1 + nth % 2))
        self.took(name, content)
        self.fault("taken")
        self.say("250 2.0.0 taken")


class Web(Connection):
    """HTTP (RFC 9112)."""

    def talk(self):
        """Answers call after call."""
        while self.rfile.readline():
            headers = {}
            for line in self.rfile:
                if line == b"\r\n":
                    break
                name, _, value = line.decode().partition(":")
                headers[name.lower()] = value.strip()
            body = self.rfile.read(int(headers["content-length"]))
            status = self.server.fault.partition("@")[0]
            if self.fault("request"):
                return
            if status.isdigit() and self.server.is_hit():
                self.say(f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n"
                         "Location: http://169.254.169.254/latest\r\n"
                         "Retry-After: 1\r\n")
                continue
            self.took(headers["webhook-id"], body)
            self.fault("taken")
            if self.server.fault == "huge" and self.server.is_hit():
                self.say("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n")
                self.flood(b"x" * 4096)
                return
            if self.server.fault == "cut" and self.server.is_hit():
                self.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n")
                return
            self.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")


class Server(socketserver.ThreadingTCPServer):
    """A thread for each connection."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def is_hit(self):
        """Whether the fault happens this time: the first few times only."""
        with self.lock:
            self.hits += 1
            return self.hits <= self.most

    def handle_error(self, request, client_address):
        """A connection that broke is what this is about."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def main():
    """hostile.py KIND PORT LOG FAULT"""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=("mail", "web"))
    parser.add_argument("port", type=int)
    parser.add_argument("log", type=argparse.FileType("a"))
    parser.add_argument("fault")
    parser.add_argument("--most", type=int, default=2,
                        help="times that the fault happens")
    parser.add_argument("--pipelining", action="store_true")
    parser.add_argument("--token", help="asks for it, by XOAUTH2")
    parser.add_argument("--hello", type=argparse.FileType("a"),
                        help="notes by which name the client comes")
    parser.add_argument("--slow", type=float, default=0,
                        help="seconds before a mail is taken, and twice that for "
                        "every other")
    args = parser.parse_args()
    handler = Mail if args.kind == "mail" else Web
    with Server(("127.0.0.1", args.port), handler) as server:
        server.lock = threading.Lock()
        server.log, server.fault = args.log, args.fault
        server.hits, server.most = 0, args.most
        server.pipelining, server.token = args.pipelining, args.token
        server.hello, server.slow = args.hello, args.slow
        server.slow_ones = 0
        server.serve_forever()


if __name__ == "__main__":
    main()
