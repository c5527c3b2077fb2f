#!/usr/bin/python3
"""Counts every figure of a report once more, in SQL of its own.

usage: recount.py DATABASE REPORT.json REPORT.csv DAY

DAY is the report's, in the campaign's time zone.  Every member of the JSON is
walked: one that is not recounted here, or is foreseen or said of the
configuration (ELSEWHERE), is a mistake, and so is a column of the CSV that is
not the JSON's.  Prints a line for each mistake.
"""
import csv
import json
import re
import sqlite3
import sys

# What is no count of what happened: said in the configuration, or foreseen,
# which the forecast's own tests are for.
ELSEWHERE = re.compile(
    r"\.(version|campaign|product|as_of|start|deadline|days_left|forecast.*|"
    r"waves\[\]\.deadline|organisations\[\]\.(deadline|forecast\..*))$")

PERSON = """(SELECT p.*, o.ref AS team,
 p.left_at = 0 AS here, p.enrolled_at > 0 AS done,
 max(p.exempt_until, o.exempt_until) >= :today AS free
 FROM person p JOIN organisation o ON o.id = p.organisation_id)"""

# The figures of some people: what has to hold of each of them.
FIGURES = {
    "population": "here",
    "waiting": "here AND NOT done AND NOT started_at AND NOT opened_at"
               " AND NOT invited_at",
    "invited": "here AND NOT done AND NOT started_at AND NOT opened_at"
               " AND invited_at",
    "opened": "here AND NOT done AND NOT started_at AND opened_at",
    "started": "here AND NOT done AND started_at",
    "enrolled": "here AND done",
    "exempt": "here AND NOT done AND free",
    "snoozed": "here AND NOT done AND NOT free AND promised_day > :today",
    "unreachable": "here AND NOT done AND unreachable_at",
    "locked": "here AND done AND id IN (SELECT person_id FROM throttle"
              " WHERE subject = 'code' AND failures >= 100)",
    "admins": "here AND audience = 'admin'",
    "admins_enrolled": "here AND done AND audience = 'admin'",
    "left": "left_at > 0",
}

LOCAL = "julianday(date({}, 'unixepoch', 'localtime')) - 2440587.5"


class Recount:
    """The database, asked anew."""

    def __init__(self, path, day):
        self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.today = self.one("SELECT julianday(?) - 2440587.5", day)

    def one(self, sql, *values, **named):
        """The number that a statement gives."""
        return self.db.execute(sql, values or named).fetchone()[0]

    def people(self, figure, where, **named):
        """One of FIGURES, or the percentage, of the people of a condition."""
        if figure == "percent":
            people = self.people("population", where, **named)
            done = self.people("enrolled", where, **named)
            # Cut, so that 100 % is everybody.
            return done * 1000 // people / 10 if people else 0.0
        return self.one(f"SELECT count(*) FROM {PERSON}"
                        f" WHERE ({FIGURES[figure]}) AND {where}",
                        today=self.today, **named)

    def day(self, figure, day):
        """Who was there, or had enrolled, at the end of a day."""
        done = "" if figure == "population" else (
            f" AND done AND {LOCAL.format('enrolled_at')}"
            " <= julianday(:day) - 2440587.5")
        return self.one(
            f"SELECT count(*) FROM {PERSON} WHERE min(joined_day, :today) <="
            " julianday(:day) - 2440587.5 AND (here OR "
            f"{LOCAL.format('left_at')} > julianday(:day) - 2440587.5){done}",
            day=day, today=self.today)

    def hours(self, figure):
        """How long people took from their invitation."""
        took = [row[0] for row in self.db.execute(
            f"SELECT (enrolled_at - invited_at) / 3600 FROM {PERSON}"
            " WHERE here AND invited_at AND enrolled_at >= invited_at"
            " ORDER BY 1", {"today": self.today})]
        if figure == "people":
            return len(took)
        share = {"median": 5, "nine_in_ten": 9}[figure]
        return took[(len(took) * share + 9) // 10 - 1] if took else 0

    def led(self, stage, channel):
        """Whose last message before enrolling with us it was."""
        return self.one(
            f"SELECT count(*) FROM {PERSON} p WHERE here AND done AND"
            " coalesce((SELECT stage || '/' || channel FROM message m"
            " WHERE m.person_id = p.id AND p.method = 'totp'"
            " AND state = 'sent' AND bounce = ''"
            " AND changed_at <= p.enrolled_at"
            " ORDER BY changed_at DESC, id DESC LIMIT 1), '/') = :name",
            today=self.today, name=f"{stage}/{channel}")

    def stage(self, figure, stage, channel):
        """What became of a stage's messages by one channel."""
        arrived = "state = 'sent' AND bounce = ''"
        settled = f" AND {LOCAL.format('changed_at')} < :today - 7"
        followed = (
            "coalesce(sum((SELECT count(*) FROM event e WHERE"
            " e.person_id = m.person_id AND e.kind = 'enrolled' AND"
            " e.at >= m.changed_at AND e.at < m.changed_at + 7 * 86400)), 0)")
        what, where = {
            "sent": ("count(*)", "state = 'sent'"),
            "bounced": ("count(*)", "bounce <> ''"),
            "failed": ("count(*)", "state = 'failed'"),
            "followed": (followed, arrived),
            "settled": ("count(*)", arrived + settled),
            "settled_followed": (followed, arrived + settled),
        }[figure]
        return self.one(f"SELECT {what} FROM message m WHERE {where}"
                        " AND stage = :stage AND channel = :channel",
                        today=self.today, stage=stage, channel=channel)

    def sent(self, day, stage, channel):
        """How many went out on a day."""
        return self.one(
            "SELECT count(*) FROM message WHERE state = 'sent'"
            " AND stage = ? AND channel = ?"
            " AND date(changed_at, 'unixepoch', 'localtime') = ?",
            stage, channel, day)


def leaves(value, path="", around=None):
    """(path, value, the object that it is in) of all that is no container."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from leaves(member, f"{path}.{name}", value)
    elif isinstance(value, list):
        for member in value:
            yield from leaves(member, path + "[]", around)
    else:
        yield path, value, around


def expected(count, path, value, around):
    """What the figure at a path has to be; None where it is no figure."""
    *_, group, figure = [""] + path.split(".")
    if group == "total":
        return count.people(figure, "true")
    if path.startswith(".audiences."):
        return count.people(figure, "audience = :group", group=group)
    if group == "waves[]":
        if figure == "wave":
            return value if value in ("", "pilot") else "a known wave"
        return count.people(figure, "wave = :wave", wave=around["wave"])
    if group == "organisations[]":
        if figure in ("ref", "name"):
            return count.one("SELECT " + figure + " FROM organisation"
                             " WHERE ref = ?", around["ref"])
        return count.people(figure, "team = :ref", ref=around["ref"])
    if group == "methods[]":
        return value if figure == "method" else count.people(
            "enrolled", "method = :method", method=around["method"])
    if group == "led_by[]":
        return value if figure != "people" else count.led(
            around["stage"], around["channel"])
    if group == "hours_to_enrol":
        return count.hours(figure)
    if group == "stages[]":
        return value if figure in ("stage", "channel") else count.stage(
            figure, around["stage"], around["channel"])
    if group == "calls":
        return count.one("SELECT count(*) FROM event WHERE kind = 'called'"
                         " AND detail || ':' LIKE ?", figure + ":%")
    if group == "sent[]":
        return value if figure != "messages" else count.sent(
            around["day"], around["stage"], around["channel"])
    if group == "days[]" and figure in ("population", "enrolled"):
        return count.day(figure, around["day"])
    if group == "days[]" and figure == "day":
        return value
    raise KeyError(path)


def complete(count, report):
    """Nothing that there is was left out of a list."""
    lists = {
        "organisations": "SELECT count(DISTINCT organisation_id) FROM person"
                         " WHERE left_at = 0",
        "methods": "SELECT count(DISTINCT method) FROM person"
                   " WHERE left_at = 0 AND enrolled_at > 0",
        "stages": "SELECT count(DISTINCT stage || '/' || channel) FROM message"
                  " WHERE state IN ('sent', 'failed') AND stage NOT IN"
                  " ('weekly', 'weekly-owner', 'import-report',"
                  " 'recovery-used', 'report.weekly')",
        "sent": "SELECT count(DISTINCT stage || '/' || channel ||"
                " date(changed_at, 'unixepoch', 'localtime')) FROM message"
                " WHERE state = 'sent' AND stage NOT IN ('weekly',"
                " 'weekly-owner', 'import-report', 'recovery-used',"
                " 'report.weekly')",
    }
    for name, sql in lists.items():
        yield f".{name}", len(report[name]), count.one(sql)
    yield ".led_by", sum(one["people"] for one in report["led_by"]), \
        report["total"]["enrolled"]
    yield ".waves", sum(one["population"] for one in report["waves"]), \
        report["total"]["population"]


def table(report, path):
    """The CSV has the figures of the JSON, and no others."""
    lines = {one["ref"]: one for one in report["organisations"]}
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    yield "the rows of the CSV", len(rows), len(lines)
    for row in rows:
        one = dict(lines[row["organisation"]])
        one.update(one.pop("forecast"), organisation=row["organisation"])
        for name, text in row.items():
            figure = one[name]
            if name in ("low", "expected", "high"):
                # Whole percentages there.
                yield f"{row['organisation']} {name}", \
                    abs(int(text) - figure) <= 1, True
            else:
                yield f"{row['organisation']} {name}", text, str(figure)


def main():
    """Reads the command line, and does it."""
    database, report, table_path, day = sys.argv[1:]
    count = Recount(database, day)
    with open(report, encoding="utf-8") as file:
        report = json.load(file)
    told = counted = 0
    for path, value, around in leaves(report):
        if ELSEWHERE.match(path):
            continue
        counted += 1
        try:
            wanted = expected(count, path, value, around)
        except KeyError:
            print(f"{path} is recounted by nobody")
            told += 1
            continue
        if value != wanted:
            print(f"{path} is {value}, recounted {wanted}: {around}")
            told += 1
    for what, value, wanted in (*complete(count, report),
                                *table(report, table_path)):
        counted += 1
        if value != wanted:
            print(f"{what} is {value}, recounted {wanted}")
            told += 1
    print(f"{counted} figures, {told} mistakes")


main()
