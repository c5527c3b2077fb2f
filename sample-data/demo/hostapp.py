#!/usr/bin/python3
"""MedPlan, the host app of the demonstration.

As a program it receives the pop-ups that Twofold sends it and keeps them, a
line of JSON for each person.  As a module it has what its login does: login()
asks Twofold's gate whether somebody may come in, and for a ticket when not.
"""

import argparse
import base64
import hashlib
import hmac
import http.client
import http.server
import json
import os
import threading
import time
import urllib.parse

TOLERANCE = 300  # seconds that a webhook's time may differ from ours


class Unexpected(Exception):
    """Somebody answered what should not be answered."""


def api(base, key, method, path, body=None):
    """Calls Twofold's API; returns the status and the object it answers."""
    server = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(server.netloc, timeout=30)
    headers = {"Authorization": f"Bearer {key}"}
    if body is not None:
        body = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    try:
        connection.request(method, server.path + path, body, headers)
        response = connection.getresponse()
        answer = response.read()
    finally:
        connection.close()
    try:
        return response.status, json.loads(answer)
    except ValueError:
        raise Unexpected(f"{method} {path.partition('?')[0]}: status "
                         f"{response.status} without JSON") from None


def login(base, key, user, return_to):
    """What happens when somebody logs in: the gate's decision, and the address
    to go to when that is "enrol" (else None)."""
    query = urllib.parse.urlencode({"user": user})
    status, answer = api(base, key, "GET", f"/v1/gate?{query}")
    if status != 200:
        raise Unexpected(f"gate for {user}: {status} {answer}")
    decision = answer["decision"]
    if decision != "enrol":
        return decision, None
    status, answer = api(base, key, "POST", "/v1/tickets",
                         {"user": user, "return_to": return_to})
    if status != 201:
        raise Unexpected(f"ticket for {user}: {status} {answer}")
    return decision, answer["url"]


def signed(secret, headers, body):
    """Whether one of the signatures is right (Standard Webhooks)."""
    content = b"%s.%s.%s" % (headers["webhook-id"].encode(),
                             headers["webhook-timestamp"].encode(), body)
    digest = hmac.digest(secret, content, hashlib.sha256)
    expected = "v1," + base64.b64encode(digest).decode()
    return any(hmac.compare_digest(expected, signature)
               for signature in headers["webhook-signature"].split())


class Popups:
    """The file with all pop-ups, and which webhooks have been seen."""

    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()
        self.seen = set()
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.seen = {json.loads(line)["webhook_id"] for line in file}

    def keep(self, webhook_id, event):
        """Keeps the pop-ups of a webhook, unless it is a copy."""
        people = event["data"]["people"]
        lines = [json.dumps({"webhook_id": webhook_id,
                             "sent": event["timestamp"], **person},
                            ensure_ascii=False) + "\n" for person in people]
        with self.lock:
            if webhook_id in self.seen:
                return
            with open(self.path, "a", encoding="utf-8") as file:
                file.write("".join(lines))
            self.seen.add(webhook_id)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers requests; secret, popups and any_time belong to the server."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        """The page to which somebody returns after enrolling."""
        self.answer(200, b"<!doctype html><title>MedPlan</title>"
                         b"<h1>MedPlan</h1><p>Welkom.</p>\n")

    def do_POST(self):
        """A webhook."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/popups":
            self.answer(404)
        elif not self.genuine(body):
            self.answer(401)
        else:
            event = json.loads(body)
            if event["type"] == "popup.show":
                self.server.popups.keep(self.headers["webhook-id"], event)
            self.answer(204)

    def genuine(self, body):
        """Whether the webhook is Twofold's, and of this moment."""
        try:
            sent = int(self.headers["webhook-timestamp"])
            right = signed(self.server.secret, self.headers, body)
        except (AttributeError, TypeError, ValueError):
            return False  # a header is missing or is no number
        recent = abs(time.time() - sent) <= TOLERANCE
        return right and (recent or self.server.any_time)

    def answer(self, status, body=b""):
        """A whole answer."""
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Nothing: addresses may hold tickets."""


def parse_arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("popups", metavar="FILE",
                        help="where pop-ups are kept (JSON lines)")
    parser.add_argument("--port", type=int, default=8026,
                        help="on 127.0.0.1; 0 for any that is free")
    parser.add_argument("--secret-file", required=True, metavar="FILE",
                        help="the webhook's secret, whsec_...")
    parser.add_argument("--any-time", action="store_true",
                        help="takes webhooks of another day, for a clock "
                             "that is moved")
    return parser.parse_args()


def main():
    """Serves until it is stopped."""
    args = parse_arguments()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", args.port), Handler)
    with open(args.secret_file, encoding="ascii") as file:
        secret = file.read().strip().removeprefix("whsec_")
    server.secret = base64.b64decode(secret)
    server.popups = Popups(args.popups)
    server.any_time = args.any_time
    print(f"listening on 127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
