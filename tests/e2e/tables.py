#!/usr/bin/python3
"""Prints the rows of the tables in a page, their cells with "|" between them."""
import html.parser
import sys


class Tables(html.parser.HTMLParser):
    """Collects the text of cells."""

    def __init__(self):
        super().__init__()
        self.row, self.cell = None, None

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.row = []
        elif tag in ("td", "th"):
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.row.append(" ".join(self.cell.split()))
            self.cell = None
        elif tag == "tr":
            print("|".join(self.row))


with open(sys.argv[1], encoding="utf-8") as page:
    Tables().feed(page.read())
