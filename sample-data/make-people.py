#!/usr/bin/python3
"""Writes people.csv: 1,200 invented people at 40 invented care institutions.

The names are put together at random, but from a fixed seed, so that every run
writes the same file:

    make-people.py > people.csv
"""

import csv
import datetime
import random
import sys
import unicodedata

SEED = 2026
CAMPAIGN_START = datetime.date(2026, 8, 1)

PEOPLE = 1200
WITHOUT_MAILBOX = 72  # of whom 12 have no phone either
WITHOUT_PHONE = 360
WITH_NEITHER = 12
ENGLISH = 72
ENROLLED = 300  # who use a second factor before the campaign begins

HEADER = ("gebruikersnaam", "voornaam", "tussenvoegsel", "achternaam",
          "e-mail", "telefoon", "personeelsnummer", "instelling",
          "instellingsnaam", "rol", "taal", "golf", "in dienst",
          "tweede factor", "tweede factor sinds")

# Name, subdomain of example.nl, people.
INSTITUTIONS = (
    ("Woonzorgcentrum De Wilg, Lindewolde", "dewilg", 34),
    ("Thuiszorg Oudermeer", "thuiszorg-oudermeer", 52),
    ("Zorgboerderij Het Hoge Erf", "hogeerf", 9),
    ("Verpleeghuis Sint-Odilia, Maasrode", "sintodilia", 68),
    ("Stichting Beschermd Wonen Heiderveen", "bwheiderveen", 23),
    ("Hospice De Waterlelie", "waterlelie", 8),
    ("Zorggroep Tussen Dijk en Duin", "dijkenduin", 90),
    ("Woonvorm De Vuurtoren, Westerhaag", "devuurtoren", 14),
    ("Frysk Soarchhûs It Heechlân", "itheechlan", 27),
    ("Kraamzorg Ooievaarsnest", "ooievaarsnest", 31),
    ("Huize \"De Stille Linde\", Klein Veenhorst", "stillelinde", 16),
    ("Gehandicaptenzorg De Regenboogbrug", "regenboogbrug", 52),
    ("Wijkverpleging Noorderkwartier IJzerwaard", "wijkijzerwaard", 19),
    ("Woonzorg 't Nieuwe Veld", "nieuweveld", 22),
    ("Zorgcoöperatie Samen Sterk, Zuiderdijk", "samensterk", 12),
    ("Ouderenzorg De Kastanjehof", "kastanjehof", 47),
    ("Begeleid Wonen De Springplank", "despringplank", 18),
    ("Dagbesteding De Klaproos, Oosterwaarde", "deklaproos", 10),
    ("Thuiszorg Zonneweide", "zonneweide", 36),
    ("Verpleeghuis De Drie Molens", "driemolens", 47),
    ("Jeugdhulp De Vlieger", "devlieger", 29),
    ("Zorgvilla Lommerrijk, Beukendaal", "lommerrijk", 11),
    ("Revalidatie Aan de Waterkant", "waterkant", 41),
    ("Stichting De Open Poort", "openpoort", 25),
    ("Woonzorgcentrum Mariënheem, Rijnsterwoude", "marienheem", 39),
    ("Buurtzorghuis Het Anker", "hetanker", 13),
    ("Kleinschalig Wonen De Rietkraag", "derietkraag", 17),
    ("Zorgorganisatie Kempenrode", "kempenrode", 60),
    ("Thuiszorg Avondster", "avondster", 21),
    ("GGZ-praktijk De Kentering, Sint-Jorisveen", "dekentering", 15),
    ("Zorgcentrum 't Zwanenhof", "zwanenhof", 44),
    ("Stichting Ambulante Zorg Merwedeland", "merwedeland", 30),
    ("Woongroep De Bijenkorf", "debijenkorf", 8),
    ("Verzorgingshuis Duinzicht, Noordhaven", "duinzicht", 33),
    ("Logeerhuis De Pannenkoek", "depannenkoek", 10),
    ("Zorggroep Groenendaal", "groenendaal", 51),
    ("Hersteloord Bos en Hei", "bosenhei", 20),
    ("Thuisbegeleiding De Brug, Hollandse Sluis", "debrug-hs", 24),
    ("Ouderenhof Zilverpopulier", "zilverpopulier", 49),
    ("Zorghoeve De Vier Seizoenen", "vierseizoenen", 25),
)
PILOT = ("dewilg", "kastanjehof", "despringplank")

# Share in percent, first names, surnames; a prefix is kept apart by "|".
ORIGINS = {
    "dutch": (58, """Anna Anouk Bas Bram Cees Chantal Daan Daniëlle Desirée
        Dirk Eline Emma Esmée Femke Fleur Geert Gerda Gijs Hans Hanneke Henk
        Ilse Ingrid Inge Jaap Jan Janneke Jeroen Johan Joke Joost Karin Kees
        Koen Laura Lieke Linda Loes Lotte Maaike Maarten Marieke Marijke
        Marloes Mees Mieke Nienke Noortje Olga Patricia Petra Pieter René
        Renée Rianne Rob Roos Ruben Saskia Sem Sander Sophie Stijn Suzanne
        Tess Thijs Tineke Tom Truus Willemijn Wim Wouter Yvonne IJsbrand
        Zoë""".split(),
        """Bakker Jansen Visser Smit Meijer Mulder Bos Vos Peters Hendriks
        Dekker Brouwer Dijkstra Smits Kok Jacobs Vermeulen Schouten Willems
        Hoekman Koster Prins Huisman Postma Kuijpers Verbeek Martens Wolters
        IJzerman Reijnders Böhmer d'Hondt Bakker-Vermeer Jansen-Prins
        de|Jong de|Vries de|Boer de|Groot de|Graaf de|Wit de|Bruijn van|Dijk
        van|Leeuwen van|Beek van|Vliet van|IJken van_der|Berg van_der|Meer
        van_der|Velde van_der|Linden van_den|Broek van_den|Heuvel van_de|Ven
        van_'t|Hof 't|Hart in_'t|Veld op_den|Kamp ten|Brink ten|Have ter|Horst
        te|Winkel uit_den|Boogaard""".split()),
    "frisian": (7, """Sjoerd Jelle Fokje Wytske Hylke Froukje Anneke Sietske
        Douwe Jitske Rients Ytsje Tjitske Wiebe Nynke Geartsje""".split(),
        """Hoekstra Hiemstra Zijlstra Ypma Bijlsma Sikkema Wiersma Terpstra
        Tjeerdsma Sytsma Boonstra Feenstra van_der|Wâl""".split()),
    "turkish": (8, """Ayşe Elif Emre Fatma Gül Hülya İbrahim Kübra Mehmet
        Özlem Selin Şule Yağmur Zeynep Deniz""".split(),
        """Yılmaz Öztürk Çelik Şahin Kaya Demir Aydın Yıldız Arslan Doğan
        Koç Güneş""".split()),
    "moroccan": (8, """Aïcha Ahmed Fatima Hafsa Ilham Karim Khadija Loubna
        Mohamed Naïma Rachid Saïd Samira Soukaina Youssef Yasmina""".split(),
        """el|Amrani el|Idrissi el|Khattabi Bouzidi Benali Aït_Haddou
        Ouali Tahiri Chaoui Azzouzi Bennani Ziani""".split()),
    "surinamese": (8, """Anand Cheryl Darryl Humphrey Kavita Marlène Melvin
        Orlando Priya Radjesh Sharmila Soerin Sunita Wendeline""".split(),
        """Ramdin Sewnarain Pinas Kartosen Mahabier Jagroep Biharie Doelwijt
        Kanhai Soekhoe Wijngaarde Ramautar Amatredjo""".split()),
    "polish": (6, """Agnieszka Bartosz Dorota Ewa Grzegorz Katarzyna Łukasz
        Małgorzata Michał Paweł Wojciech""".split(),
        """Nowak Wójcik Mazur Krawczyk Zając Król Wróbel Dąbek Pająk
        Woźniak""".split()),
    "other": (5, """Chloé João Inês Mei Amara Nadia Tariq Thi_Lan Andrei
        Ioana Søren Helena Abel Sena""".split(),
        """Gonçalves Conceição Nguyễn Chen Tekle Haile Popescu Ionescu
        Mensah Okafor Sørensen Martínez dos|Santos da|Silva""".split()),
}

ASCII = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"})


def ascii_name(text):
    """A name as it stands in a user name: "van der Wâl" -> "vanderwal"."""
    letters = unicodedata.normalize("NFKD", text.translate(ASCII))
    return "".join(c for c in letters.lower() if c.isascii() and c.isalnum())


def make_person(rng, taken):
    """One person with a name and the numbers that go with the name."""
    origin = rng.choices(list(ORIGINS), [o[0] for o in ORIGINS.values()])[0]
    _, firsts, lasts = ORIGINS[origin]
    first = rng.choice(firsts).replace("_", " ")
    prefix, _, last = rng.choice(lasts).replace("_", " ").rpartition("|")
    user = f"{ascii_name(first)[0]}.{ascii_name(prefix + last)}"
    number = 1
    while user + (str(number) if number > 1 else "") in taken:
        number += 1
    user += str(number) if number > 1 else ""
    taken.add(user)
    hired = CAMPAIGN_START - datetime.timedelta(
        days=30 + int(9500 * rng.random() ** 2.5))
    return {
        "gebruikersnaam": user, "voornaam": first, "tussenvoegsel": prefix,
        "achternaam": last, "rol": "medewerker", "taal": "nl",
        "in dienst": hired, "origin": origin,
    }


def make_institutions(rng):
    """The people of all institutions, in the order of the institutions."""
    people, taken = [], set()
    numbers = iter(rng.sample(range(100, 99999), PEOPLE))
    for index, (name, domain, size) in enumerate(INSTITUTIONS, 1):
        digits = rng.choice((5, 5, 5, 6))  # each has its own way of counting
        headstart = rng.uniform(0.4, 2.5)
        staff = [make_person(rng, taken) for _ in range(size)]
        for person in rng.sample(staff, 1 if size < 25 else 2 if size < 60
                                 else 3):
            person["rol"] = "beheerder"
        for person in staff:
            person.update({
                "e-mail": f"{person['gebruikersnaam']}@{domain}.example.nl",
                "personeelsnummer": f"{next(numbers):0{digits}d}",
                "instelling": f"inst-{index:03d}", "instellingsnaam": name,
                "golf": "pilot" if domain in PILOT else "",
                "headstart": headstart,
            })
        people += staff
    return people


def hand_out_phones(rng, people):
    """Mobile numbers of a range that nobody has, as people write them."""
    styles = ("06 0000{}", "06-0000{}", "+31 6 0000 {}", "+3160000{}")
    for person, number in zip(people, rng.sample(range(10000), len(people))):
        person["telefoon"] = rng.choice(styles).format(f"{number:04d}")


def take_away(rng, people):
    """Leaves some without a mailbox, some without a phone, a few with neither.

    An administrator always has a mailbox.
    """
    workers = [p for p in people if p["rol"] == "medewerker"]
    offline = rng.sample(workers, WITHOUT_MAILBOX)
    for person in offline:
        person["e-mail"] = ""
    for person in offline[:WITH_NEITHER]:
        person["telefoon"] = ""
    others = [p for p in people if p["e-mail"]]
    for person in rng.sample(others, WITHOUT_PHONE - WITH_NEITHER):
        person["telefoon"] = ""


def choose_english(rng, people):
    """Some of those who came from elsewhere would rather read English."""
    foreign = [p for p in people if p["origin"] not in ("dutch", "frisian")]
    for person in rng.sample(foreign, ENGLISH):
        person["taal"] = "en"


def enrol_first(rng, people):
    """Those who have a second factor already; institutions differ in it."""
    keen = sorted(people, reverse=True,
                  key=lambda p: rng.random() ** (1 / p["headstart"]))
    for person in keen[:ENROLLED]:
        since = max(person["in dienst"], datetime.date(2024, 3, 1))
        span = (CAMPAIGN_START - since).days
        person["tweede factor"] = rng.choices(
            ("sms", "app", "passkey"), (60, 25, 15))[0]
        person["tweede factor sinds"] = since + datetime.timedelta(
            days=rng.randrange(span))


def main():
    """Writes the file to standard output."""
    rng = random.Random(SEED)
    people = make_institutions(rng)
    assert len(people) == PEOPLE
    hand_out_phones(rng, people)
    take_away(rng, people)
    choose_english(rng, people)
    enrol_first(rng, people)
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.DictWriter(sys.stdout, HEADER, restval="", delimiter=";",
                            extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(people)


if __name__ == "__main__":
    main()
