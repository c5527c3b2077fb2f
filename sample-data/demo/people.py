#!/usr/bin/python3
"""The people of the demonstration, who read, wait, forget and enrol.

It runs all through the campaign, reads a line for each day from standard input

    day 2026-09-14 2026-09-14T07:00:00Z

and answers with a line on what happened.  Whom a mail or a pop-up reached is
found in what was received: the header To, the link in the text.  Who acts on
it, and when, follows from behaviour.csv (see behaviour.py).  Who acts goes
through the real pages, with a code that the real oathtool computes.  Some log
in at the host app each day; after the deadline that is the way in.

Exits with 1 when anybody met an answer that was not expected.
"""

import argparse
import concurrent.futures
import csv
import datetime
import http.client
import json
import os
import subprocess
import sys

import behaviour
from browser import Browser, Unexpected
from login import Login
from person import Person
from post import Post
from visit import ENROLLED, HALFWAY, THROTTLED, Visit

THREADS = 4
LOGINS = 5  # people a day whose ordinary login is watched

TROUBLE = (Unexpected, OSError, http.client.HTTPException,
           subprocess.CalledProcessError)


class Town:
    """All people, and what they live through together."""

    def __init__(self, args):
        groups = behaviour.read(args.behaviour)
        with open(args.roster, encoding="utf-8", newline="") as file:
            people = [Person(row, groups, args.deadline)
                      for row in csv.DictReader(file, delimiter=";")]
        self.by_user = {p.user: p for p in people}
        self.by_email = {p.email: p for p in people if p.email}
        self.post = Post(args.mail, args.popups, args.base)
        self.base = args.base
        self.app = args.app
        self.errors = []

    def live(self, day, now):
        """One day; returns the line that tells about it."""
        self.errors = []
        self.open_post(day)
        logins = self.ordinary_logins(day, now)
        actors = [p for p in self.by_user.values() if p.acts(day)]
        with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
            ends = list(pool.map(
                lambda person: self.attempt(person, day, now), actors))
        line = (f"acted {len(actors)}, enrolled {ends.count(ENROLLED)}, "
                f"half-way {ends.count(HALFWAY)}, "
                f"throttled {ends.count(THROTTLED)}, "
                f"logins {logins}, errors {len(self.errors)}")
        return ": ".join([line] + self.errors[:1])

    def open_post(self, day):
        """Gives everybody the messages that came for them."""
        arrived = [("mail", self.by_email.get(address), address, link)
                   for address, link in self.post.new_mails()]
        arrived += [("popup", self.by_user.get(user), user, link)
                    for user, link in self.post.new_popups()]
        for channel, person, receiver, link in arrived:
            if person is None:
                self.errors.append(f"a {channel} for {receiver}, "
                                   "who is not in the roster")
            else:
                person.receive(channel, link, day)

    def browser_of(self, person):
        """A browser that knows of nothing yet."""
        return Browser((self.base, self.app), person.language)

    def ordinary_logins(self, day, now):
        """A few people log in as on any day; returns how many."""
        inside = [p for p in self.by_user.values()
                  if p.enrolled or day < p.deadline]
        inside.sort(key=lambda p: behaviour.draw(p.user, day, "logs in"))
        for person in inside[:LOGINS]:
            browser = self.browser_of(person)
            try:
                page = Login(person, browser, self.app, now).run()
                if not page.url.startswith(self.app):
                    raise Unexpected("is not let in")
            except TROUBLE as error:
                self.errors.append(f"{person.user} logs in: {error}")
            finally:
                browser.close()
        return min(LOGINS, len(inside))

    def attempt(self, person, day, now):
        """One person tries to enrol today; returns how it ended, or None."""
        browser = self.browser_of(person)
        login = Login(person, browser, self.app, now)
        try:
            page = self.way_in(person, day, browser, login)
            if page is None:
                return None
            visit = Visit(person, browser, now)
            end = visit.run(page)
            if end == ENROLLED:
                login.go_on(visit.last)
        except TROUBLE as error:
            self.errors.append(f"{person.user}: {error}")
            person.come_back(day, 1)
            return None
        finally:
            browser.close()
        if end != ENROLLED:
            span = behaviour.COMES_BACK if end == HALFWAY else (1, 1)
            person.come_back(day, behaviour.draw_days(span, person.user, day))
        return end

    def way_in(self, person, day, browser, login):
        """The page where this person begins, or None when the host app still
        lets in who has no second factor."""
        if not person.must_log_in(day):
            return browser.open(person.link)
        page = login.run()
        if not page.url.startswith(self.app):
            return page
        if day > person.deadline:
            raise Unexpected("is let in after the deadline")
        return None

    def save(self, path):
        """Writes the state, so that another run can go on from it."""
        state = {"mails": self.post.mails_read,
                 "popups": self.post.popups_read,
                 "people": {p.user: p.state() for p in self.by_user.values()}}
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(state, file)
        os.rename(path + ".part", path)

    def restore(self, path):
        """The inverse of save(); does nothing when there is no such file."""
        if not os.path.exists(path):
            return
        with open(path, encoding="utf-8") as file:
            state = json.load(file)
        self.post.mails_read = state["mails"]
        self.post.popups_read = state["popups"]
        for user, person in state["people"].items():
            self.by_user[user].restore(person)


def parse_arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option, meaning in (
            ("roster", "people.csv"), ("behaviour", "behaviour.csv"),
            ("mail", "folder where mails arrive"),
            ("popups", "file where pop-ups arrive"),
            ("state", "file that remembers what was read and done"),
            ("base", "address of Twofold's pages"),
            ("app", "address of the host app")):
        parser.add_argument("--" + option, required=True, help=meaning)
    parser.add_argument("--deadline", required=True, action="append",
                        metavar="[WAVE=]DAY",
                        help="the campaign's, or a wave's")
    args = parser.parse_args()
    args.deadline = {
        wave: datetime.date.fromisoformat(day) for wave, _, day in
        (deadline.rpartition("=") for deadline in args.deadline)}
    return args


def main():
    """Lives the days that standard input names; returns the exit code."""
    args = parse_arguments()
    town = Town(args)
    town.restore(args.state)
    failed = False
    for line in sys.stdin:
        word, day, now = line.split()
        if word != "day":
            sys.exit(f"people.py: expected \"day DAY INSTANT\", not {line!r}")
        print(town.live(datetime.date.fromisoformat(day), now), flush=True)
        failed = failed or bool(town.errors)
        town.save(args.state)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
