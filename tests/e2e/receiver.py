#!/usr/bin/python3
"""A web server that writes down what it is asked: "GET /path" a line each.

Its answer is 200; but a path with "/status-NNN/" in it gets that status, and
"/twice/" fails two times before it is well.
"""

import argparse
import http.server
import re


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(self.server.file, "a") as file:
            print(self.command, self.path, file=file)
        status = 200
        wanted = re.search(r"/status-(\d+)/", self.path)
        if wanted:
            status = int(wanted[1])
        elif "/twice/" in self.path:
            self.server.failures += 1
            status = 503 if self.server.failures <= 2 else 200
        self.send_response(status)
        if status // 100 == 3:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


parser = argparse.ArgumentParser()
parser.add_argument("port", type=int)
parser.add_argument("file")
options = parser.parse_args()
server = http.server.HTTPServer(("127.0.0.1", options.port), Handler)
server.file = options.file
server.failures = 0
server.serve_forever()
