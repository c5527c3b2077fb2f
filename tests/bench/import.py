#!/usr/bin/env python3
"""Imports a list with Python's csv and sqlite3, as one would write it.

usage: import.py LIST DATABASE

People are told by their user name: who is there already is changed.
"""
import csv
import sqlite3
import sys

FIELDS = ("ref, first, last, email, phone, number, place, place_name, role, "
          "language, joined")


def main():
    db = sqlite3.connect(sys.argv[2])
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "PRAGMA cache_size = -262144;")
    db.execute(f"CREATE TABLE IF NOT EXISTS person ({FIELDS})")
    db.execute("CREATE UNIQUE INDEX IF NOT EXISTS person_ref ON person (ref)")
    db.execute(
        "CREATE UNIQUE INDEX IF NOT EXISTS person_email ON person (email)")
    names = [name.strip() for name in FIELDS.split(",")]
    changes = ", ".join(f"{n} = excluded.{n}" for n in names[1:])
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        db.executemany(
            f"INSERT INTO person VALUES ({', '.join('?' * len(names))})"
            f" ON CONFLICT (ref) DO UPDATE SET {changes}", rows)
    db.commit()
    db.close()


main()
