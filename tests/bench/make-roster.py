#!/usr/bin/env python3
"""Prints a list of people to import, the same one each time.

usage: make-roster.py PEOPLE [CHANGED]

They are called p0000001, p0000002, ..., have a mailbox each, work at
institutions of about fifty, and have not enrolled.  With CHANGED they have user
names and mailboxes of their names, in no order, as at real institutions, and of
a hundred lines that many have another telephone number than without (0: none).
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
    changed = int(sys.argv[2]) if len(sys.argv) > 2 else None
    chance = random.Random(1)
    lines = [HEADER]
    for i in range(1, people + 1):
        place = (i - 1) // AT_ONE_PLACE + 1
        first, last = chance.choice(FIRST), chance.choice(LAST)
        user = mailbox = f"p{i:07}"
        if changed is not None:
            number = i * 7919 % people
            user = f"{first[0].lower()}.{last.split()[-1].lower()}{number}"
            mailbox = f"{last.split()[-1].lower()}.{first.lower()}{number}"
        phone = f"+316{i:08}"
        if changed is not None and i % 100 < changed:
            phone = f"+317{i % 100000000:08}"
        lines.append(
            f"{user};{first};{last};"
            f"{mailbox}@huis{place}.example.nl;{phone};{100000 + i};"
            f"inst-{place:05};{HOUSE[place % len(HOUSE)]} {place};"
            f"medewerker;{chance.choice(('nl', 'nl', 'nl', 'en'))};"
            f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-15")
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(lines))


main()
