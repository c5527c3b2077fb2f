#!/usr/bin/env python3
"""Prints the reasons for which the source refuses a line of a list, as regular
expressions, one a line.

usage: reasons.py FILE.c...

They are the texts that begin with a verb: "is empty; everyone needs a name".
"""
import re
import sys

LITERAL = r'"((?:[^"\\]|\\.)*)"'
REASON = re.compile(r"(has|is|says|makes|stands|belongs) ")


def texts(source):
    """The string literals, neighbours joined, macros between them as "%s"."""
    for run in re.finditer(
            rf'{LITERAL}(?:\s*(?:[A-Z_]+(?:\([A-Z_]+\))?\s*)?{LITERAL})*'
            r'(?:\s*EXAMPLE\b)?', source):
        whole = re.sub(r'"\s*[A-Z_]+(?:\([A-Z_]+\))?\s*"', '%s', run.group(0))
        yield "".join(re.findall(LITERAL, whole))


def main():
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as file:
            for text in texts(file.read()):
                text = text.replace('\\"', '"')
                if REASON.match(text):
                    print(re.sub(r"%%|%z?[a-z]", ".*", re.sub(
                        r"[][().+?*^$|{}\\]", r"\\\g<0>", text)))


main()
