#!/usr/bin/env python3
"""Writes a workbook of people, with what spreadsheets do to a list: numbers
that were keys, dates, formulas that went wrong, texts with quotes, delimiters
and line ends in them.

usage: spreadsheet.py FILE.xlsx
"""
import datetime
import sys

from openpyxl import Workbook

TITLES = ("Gebruikersnaam", "Voornaam", "Tussenvoegsel", "Achternaam",
          "E-mailadres", "Mobiel", "Personeelsnummer", "Klantnummer",
          "Instellingsnaam", "Functie", "In dienst", "Opmerking")
HOUSE = "Huize \"'t Anker\"; noord"
NOTE = 'belt "altijd"; ook\n\'s avonds, vóór 9 uur'

# A cell is a value, or a value with its number format.
ROWS = (
    ("r.dörr", "Renée", "", "Dörr", "r.dorr@example.nl", "06 12345678",
     "00042", "007", HOUSE, "Verpleegkundige",
     (datetime.date(2020, 9, 1), "D-M-YYYY"), NOTE),
    ("f.vdberg", "François", "van den", "Berg", "F.Berg@Example.NL",
     "+31 6 12345679", (42, "00000"), "007", HOUSE, "Beheerder",
     (datetime.date(2021, 12, 31), "DD-MM-YYYY"), ""),
    ("00815", "Zoë", "", "Smit-de Boer", "", "", "815", "007", HOUSE,
     "Medewerker", "", "'=geen formule"),
    ("k.fout", "Kees", "", "Fout", "k.fout@example.nl",
     (31612345670, "0.00E+00"), "7", "007", "", "Medewerker", "", ""),
    ("l.fout", "=NA()", "", "Fout", "l.fout@example.nl", "", "8", "007", "",
     "Medewerker", "", ""),
    ("m.fout", "Mia", "", "=1/0", "m.fout@example.nl", "", "9", "007", "",
     "Medewerker", "", ""),
    ("n.fout", "Nel", "", '=VALUE("x")', "n.fout@example.nl", "", "10", "007",
     "", "Medewerker", "", ""),
    ("o.fout", "Otto", "", "Fout", "o.fout@example.nl", "", "11", "007", "",
     "Medewerker", ('=DATE(2020;13', "General"), ""),
)


def main():
    book = Workbook()
    sheet = book.active
    sheet.append(TITLES)
    for y, row in enumerate(ROWS, start=2):
        for x, value in enumerate(row, start=1):
            cell = sheet.cell(y, x)
            if isinstance(value, tuple):
                value, cell.number_format = value
            cell.value = value
    book.save(sys.argv[1])


main()
