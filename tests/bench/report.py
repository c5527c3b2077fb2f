"""Counts the figures of a report with Python's csv: report.py PEOPLE.csv"""

import collections
import csv
import datetime
import sys
import zoneinfo

ZONE = zoneinfo.ZoneInfo("Europe/Amsterdam")


def main():
    """By institution, wave, audience, method and day."""
    teams = collections.defaultdict(collections.Counter)
    waves, audiences = collections.Counter(), collections.Counter()
    methods, days = collections.Counter(), collections.Counter()
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        for (team, wave, audience, method, left, invited, opened, started,
             enrolled) in csv.reader(file):
            if left != "0":
                continue
            state = ("enrolled" if enrolled != "0" else
                     "started" if started != "0" else
                     "opened" if opened != "0" else
                     "invited" if invited != "0" else "waiting")
            teams[team][state] += 1
            waves[wave, state] += 1
            audiences[audience, state] += 1
            if enrolled != "0":
                methods[method] += 1
                days[datetime.datetime.fromtimestamp(
                    int(enrolled), ZONE).date()] += 1
    for team, states in sorted(teams.items()):
        print(team, *states.items())
    print(waves, audiences, methods, sorted(days.items()))


if __name__ == "__main__":
    main()
