"""How the simulated people answer, read from behaviour.csv.

The file has a row for each group and moment.  A moment is how near the
person's deadline is: "early" (more than 60 days left), "middle" (15 to 60),
"last-weeks" (1 to 14) and "stopped" (the deadline has come, the host app lets
nobody in without a second factor).  What holds for a whole group stands in its
first row only.

share            of all people belong to this group, in percent
mistypes_code    chance to type the first code wrong, once
mistypes_number  chance to type the personnel number wrong, once
stops_halfway    chance to stop at the key, and to come back days later
reads_mail       chance to read a mail
reads_popup      chance to read a pop-up
acts             chance to act on what was read
delay_min/max    days from reading to acting; at "stopped" also the days from
                 the deadline to the first login

Chance is a hash of the seed, the person and the occasion: every run of the
same campaign goes the same way, in whatever order things are asked.
"""

import csv
import hashlib
from typing import NamedTuple

SEED = "medplan"
COMES_BACK = (1, 6)  # days after having stopped half-way


class Habit(NamedTuple):
    """What somebody does at a moment."""
    reads: dict  # chance by channel: "mail", "popup"
    acts: float
    delay: tuple  # days, at least and at most


class Group(NamedTuple):
    """People of a kind."""
    name: str
    share: float
    mistypes_code: float
    mistypes_number: float
    stops_halfway: float
    habits: dict  # Habit by moment


def moment(days_left):
    """The name of the moment, by the days to the person's deadline."""
    if days_left > 60:
        return "early"
    if days_left > 14:
        return "middle"
    return "last-weeks" if days_left > 0 else "stopped"


def draw(*occasion):
    """A number from 0 up to 1 that belongs to this occasion."""
    text = "/".join(map(str, (SEED,) + occasion))
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def draw_days(span, *occasion):
    """A number of days within "span", both ends included."""
    low, high = span
    return low + int((high - low + 1) * draw(*occasion))


def read(path):
    """The groups of a file."""
    groups = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["group"]:
                groups.append(Group(
                    row["group"], float(row["share"]),
                    float(row["mistypes_code"]), float(row["mistypes_number"]),
                    float(row["stops_halfway"]), {}))
            groups[-1].habits[row["moment"]] = Habit(
                {"mail": float(row["reads_mail"]),
                 "popup": float(row["reads_popup"])},
                float(row["acts"]),
                (int(row["delay_min"]), int(row["delay_max"])))
    return groups


def group_of(groups, user):
    """The group to which a person belongs."""
    point = draw(user, "group") * sum(group.share for group in groups)
    for group in groups:
        point -= group.share
        if point < 0:
            return group
    return groups[-1]


def days_until_acting(habit, channel, user, day):
    """After how many days somebody acts on a message; None for never."""
    if draw(user, day, channel, "reads") >= habit.reads[channel]:
        return None
    if draw(user, day, channel, "acts") >= habit.acts:
        return None
    return draw_days(habit.delay, user, day, channel, "delay")
