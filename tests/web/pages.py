#!/usr/bin/python3
"""Holds every page that a template makes to WCAG and to HTML (audit.py).

usage: pages.py GALLERY TEMPLATES

GALLERY is what "twofold preview --pages" wrote.  All of it goes to the HTML
checker, and has to have room for its words (room.py); axe-core sees three
states of every page, light and dark, and in the other languages one.  A
template that nobody audited is a failure.
"""

import collections
import pathlib
import re
import sys

from audit import Audit
from driver import Driver
from room import cramped

FIRST = "nl"  # the language in which all three are looked at
WHOLE = "{{> page-head}}"  # what a template has that is a page, not a part


def states(folder):
    """The files of each page, by its name, in the order of their numbers."""
    found = collections.defaultdict(list)
    for file in folder.glob("*.html"):
        name, number = re.fullmatch(r"(.+)-(\d+)", file.stem).groups()
        found[name].append((int(number), file))
    return {name: [file for _, file in sorted(files)]
            for name, files in found.items()}


def templates(folder):
    """The names of the templates that are pages."""
    return {file.stem for file in folder.glob("page-*.html")
            if WHOLE in file.read_text(encoding="utf-8")}


def look(audit, driver, name, files, first):
    """One page: all states as HTML and as wide as they get, some by axe."""
    seen, wrong = {files[-1]}, []
    if first:
        seen |= {files[0], files[len(files) // 2]}
    for file in files:
        text = f"{file.parent.name}/{file.stem}"
        driver.open(file.as_uri())
        wrong += [f"{file.stem} {one}" for one in cramped(driver)]
        if file in seen:
            audit.page(driver, text)
        else:
            audit.keep(file.read_text(encoding="utf-8"), text)
    audit.tell(not wrong, f"{files[0].parent.name}/{name}: it has room",
               wrong[:9])


def main():
    """Reads the command line, and does it."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    gallery, sources = map(pathlib.Path, sys.argv[1:])
    audit = Audit()
    with Driver() as driver:
        for folder in sorted(p for p in gallery.iterdir() if p.is_dir()):
            pages = states(folder.resolve())
            for name in sorted(pages):
                look(audit, driver, name, pages[name], folder.name == FIRST)
            missing = templates(sources / folder.name) - set(pages)
            audit.tell(len(pages) > 20 and not missing,
                       f"every page in {folder.name} was audited",
                       sorted(missing))
    sys.exit(audit.finish() > 0)


if __name__ == "__main__":
    main()
