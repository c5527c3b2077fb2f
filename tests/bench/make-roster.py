#!/usr/bin/env python3
"""Prints a list of people to import, the same one each time.

usage: make-roster.py PEOPLE

They are called p0000001, p0000002, ..., have a mailbox each, work at
institutions of about fifty, and have not enrolled.
"""
import random
import sys

HEADER = ("gebruikersnaam;voornaam;achternaam;e-mail;telefoon;personeelsnummer;"
          "instelling;instellingsnaam;rol;taal;in dienst")
AT_ONE_PLACE = 50
FIRST = "Anna Bram Chris Daan Eva Fleur Gijs Hanna Iris Jan Karin Zoë".split()
LAST = ["Bakker", "de Boer", "Dekker", "van Dijk", "Jacobs", "Kok", "Mulder",
        "Peters", "Smit", "Visser", "de Vries", "van den Berg"]
HOUSE = "De Wilg,De Linde,De Eik,Het Anker,De Brug,Zonnehof".split(",")


def main():
    people = int(sys.argv[1])
    chance = random.Random(1)
    lines = [HEADER]
    for i in range(1, people + 1):
        place = (i - 1) // AT_ONE_PLACE + 1
        lines.append(
            f"p{i:07};{chance.choice(FIRST)};{chance.choice(LAST)};"
            f"p{i:07}@huis{place}.example.nl;+316{i:08};{100000 + i};"
            f"inst-{place:05};{HOUSE[place % len(HOUSE)]} {place};"
            f"medewerker;{chance.choice(('nl', 'nl', 'nl', 'en'))};"
            f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-15")
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(lines))


main()
