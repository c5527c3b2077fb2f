#!/usr/bin/python3
"""Changes where people stand, in every way at random, and asks the gate.

usage: footing.py TWOFOLD CONF NOW BASE KEY FOLDER ROUNDS

In each round somebody or something is changed, by the command line or the API,
and then the server, which has been there all the time, must say of everyone
what a fresh process says.  Prints a line for each round that differs, and at
the end how many answers were compared and how many changes of each kind.
"""

import collections
import json
import pathlib
import random
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

twofold, conf, now, base, key, folder, rounds = sys.argv[1:]
PEOPLE = 20
TEAMS = ("team-1", "team-2", "team-3")
SOON = ("2026-10-25", "2026-11-10", "2026-12-05", "none")
LATER = ("2026-12-20", "2027-01-15")
LIST = pathlib.Path(folder, "list.csv")
TITLES = ("gebruikersnaam", "naam", "e-mail", "instelling", "rol", "golf",
          "tweedefactor", "in dienst")
done = collections.Counter()


def run(*words):
    """What a command says, whatever its end."""
    return subprocess.run(
        [twofold, "-c", conf, "--now", now, *words], check=False,
        capture_output=True, text=True)


def call(path, body=None):
    """The status and the text of an answer of the API."""
    request = urllib.request.Request(
        base + path, None if body is None else json.dumps(body).encode(),
        {"Authorization": "Bearer " + key,
         "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


class Roster:
    """The list of the people, as the supplier keeps it."""

    def __init__(self):
        self.rows = {f"u{n:03d}": self.row(n) for n in range(PEOPLE)}
        self.left = {}

    @staticmethod
    def row(n):
        name = f"u{n:03d}"
        return [name, f"Naam {n}", f"{name}@example.nl", TEAMS[n % 3],
                "medewerker", "", "", "2020-01-01"]

    def write(self):
        """Imports the whole of it."""
        rows = [TITLES, *self.rows.values()]
        LIST.write_text("".join(";".join(row) + "\n" for row in rows),
                        encoding="utf-8")
        return run("import", "--sync", "--allow-leaving", "9", str(LIST))


def anybody():
    return random.choice(sorted(roster.rows))


def by_command(*words):
    return run(*words, "--reason", "afgesproken")


def leave():
    name = anybody()
    roster.left[name] = roster.rows.pop(name)
    return roster.write()


def come_back():
    if not roster.left:
        return leave()
    name, row = roster.left.popitem()
    roster.rows[name] = row
    return roster.write()


def listed(column, *values):
    roster.rows[anybody()][column] = random.choice(values)
    return roster.write()


def erase():
    if not roster.left:
        return leave()
    name, _ = roster.left.popitem()
    return by_command("erase-person", name, "--yes")


CHANGES = {
    "extend": lambda: by_command(
        "person", anybody(), "--extend", random.choice(LATER)),
    "exempt": lambda: by_command(
        "person", anybody(), "--exempt", random.choice(SOON)),
    "promise": lambda: by_command(
        "person", anybody(), "--snooze", "2026-11-02"),
    "reset": lambda: by_command("person", anybody(), "--reset"),
    "extend a team": lambda: by_command(
        "organisation", random.choice(TEAMS), "--extend",
        random.choice(LATER)),
    "exempt a team": lambda: by_command(
        "organisation", random.choice(TEAMS), "--exempt",
        random.choice(SOON)),
    "wave": lambda: listed(5, "", "pilot"),
    "team": lambda: listed(3, *TEAMS),
    "joined": lambda: listed(7, "2020-01-01", "2026-10-01", "2026-11-20"),
    "method": lambda: listed(6, "passkey"),
    "leave": leave,
    "come back": come_back,
    "erase": erase,
    "purge": lambda: run("purge"),
    "run": lambda: run("run"),
    "enrolled": lambda: call(
        "/v1/enrolled", {"user": anybody(), "method": "passkey"}),
    "ticket": lambda: call("/v1/tickets", {"user": anybody()}),
}


def differences():
    """Those of whom the server says something else than a new process."""
    wrong = []
    for n in range(PEOPLE):
        name = f"u{n:03d}"
        status, text = call(f"/v1/gate?user={name}")
        fresh = run("--json", "gate", name)
        known = fresh.returncode in (0, 1)
        if (status == 200) != known or (
                known and json.loads(text) != json.loads(fresh.stdout)):
            wrong.append(f"{name}: {text.strip()} / {fresh.stdout.strip()}"
                         f"{fresh.stderr.strip()}")
    return wrong


random.seed(20261125)
roster = Roster()
compared = 0
roster.write()
kinds = list(CHANGES) * (int(rounds) // len(CHANGES))
random.shuffle(kinds)
for kind in ["nothing", *kinds]:
    if kind != "nothing":
        ended = CHANGES[kind]()
        worked = ended[0] < 300 if isinstance(ended, tuple) \
            else ended.returncode == 0
        done[kind] += worked
    for line in differences():
        print(f"after {kind}: {line}")
    compared += PEOPLE
print(compared, *(kind.replace(" ", "-") + f"={done[kind]}"
                  for kind in CHANGES))
