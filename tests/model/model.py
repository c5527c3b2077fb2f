"""Plays random campaigns through the reference and through Twofold, which have
to agree on every message.

usage: model.py PLAY COUNT [SEED]

PLAY is the program made of tests/model/play.c.  Each campaign has a number,
from SEED on, and the same number gives the same campaign: to see one again,
give it as SEED with a COUNT of 1."""

import datetime
import os
import random
import subprocess
import sys
import tempfile

from reference import (Campaign, DaysOff, ONE_DAY, Person, Settings, Stage,
                       Team, number)

ZONES = ("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe",
         "Pacific/Auckland")
CONDITIONS = ("not_enrolled", "not_opened", "opened_not_started",
              "started_not_finished", "unreachable")
WEEKDAYS = ((0, 1, 2, 3, 4), (0, 1, 2, 3, 4), (1,), tuple(range(7)), (0, 3))
TEAMS = ("north", "south")
HOURS = (0, 3, 7, 8, 12, 17, 18, 22)


class Disagreement(Exception):
    pass


class Play:
    def __init__(self, path, folder):
        self.process = subprocess.Popen(
            [os.path.abspath(path)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, cwd=folder)
        self.log = []

    def tell(self, *words):
        line = " ".join(str(w) for w in words)
        self.log.append(line)
        self.process.stdin.write(line + "\n")

    def ask(self, *words):
        self.tell(*words)
        self.process.stdin.flush()
        messages = []
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise Disagreement("play ended")
            if line == ".\n":
                return messages
            ref, stage, what, channel, day = line.split()
            messages.append((ref, stage, int(what), channel, int(day)))


def some(rng, words, least=1):
    count = rng.randint(least, len(words))
    return tuple(rng.sample(words, count))


def random_stages(rng, length):
    stages = []
    for n in range(rng.randint(2, 7)):
        kind = rng.choice(("start", "start", "deadline", "deadline",
                           "deadline", "enrolled", "reset", "promised"))
        g = Stage(f"s{n}", kind, 0)
        if kind == "start":
            g.days = rng.randint(-3, length // 2)
        elif kind == "deadline":
            g.days = rng.randint(-length, 10)
        elif kind != "promised":
            g.days = rng.choice((0, 0, 1, 28))
        if kind in ("start", "deadline") and rng.random() < 0.5:
            g.every = rng.choice((1, 2, 3, 7, 14))
            g.until = kind, g.days + rng.randint(1, length)
        if rng.random() < 0.3:
            g.audience = (rng.choice(("worker", "admin")),)
        if rng.random() < 0.3:
            g.in_turn = some(rng, ("popup", "email", "letter", "call"))
        else:
            g.channels = some(rng, ("email", "popup", "letter", "call"))
        if kind in ("enrolled", "reset"):
            g.in_turn, g.channels = (), (*g.channels[:1], "popup")[-2:]
            g.channels = tuple(c for c in dict.fromkeys(g.channels)
                               if c != "letter" or kind == "reset")
        elif rng.random() < 0.25:
            g.only_if = some(rng, CONDITIONS)
        stages.append(g)
    # "check" refuses a campaign in which somebody hears nothing.
    told = Stage("told", "start", rng.randint(-3, length // 2))
    if rng.random() < 0.3:
        told = Stage("told", "deadline", -rng.randint(1, length))
    told.channels = some(rng, ("email", "popup", "letter", "call"))
    stages.insert(rng.randint(0, len(stages)), told)
    return stages


def least_length(stages):
    """In how many days every stage comes to somebody in time."""
    return max([1] + [g.days + 1 if g.at == "start" else -g.days
                      for g in stages if g.at in ("start", "deadline")])


def random_days_off(rng, start, length):
    days = {start + rng.randint(0, length) * ONE_DAY
            for _ in range(rng.randint(0, 4))}
    return DaysOff(rng.choice(WEEKDAYS), rng.random() < 0.5, days)


def random_settings(rng):
    s = Settings()
    s.zone = rng.choice(ZONES)
    s.start = datetime.date(2026, 1, 1) + rng.randint(0, 1500) * ONE_DAY
    length = rng.randint(15, 120)
    s.deadline = s.start + length * ONE_DAY
    s.invites = rng.choice((0, 0, 1, 2))
    s.grace = rng.choice((0, 1, 7, 14, 30))
    for name in ("pilot", "second")[:rng.randint(0, 2)]:
        start = s.start + rng.randint(-10, 20) * ONE_DAY
        s.waves[name] = (start, start + rng.randint(5, 90) * ONE_DAY,
                         rng.choice((0, 0, 1, 3)))
    s.stages = random_stages(rng, length)
    s.days_off = random_days_off(rng, s.start, length)
    for team in TEAMS:
        if rng.random() < 0.3:
            own = random_days_off(rng, s.start, length)
            # What a calendar does not say is as the campaign has it.
            if not own.dutch and not own.days:
                own.dutch, own.days = s.days_off.dutch, s.days_off.days
            s.calendars[team] = own
    s.opens, s.closes = rng.choice(((8, 18), (9, 17), (0, 24)))
    s.per_week = rng.randint(1, 7)
    s.escalate_after = rng.randint(1, 4)
    s.margin = rng.choice((1, 7, 14))
    s.holds = rng.random() < 0.2
    return s


def braces(words):
    return "{" + ", ".join(f'"{w}"' for w in words) + "}"


def days_off_lines(off):
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    yield 'days = "' + ",".join(names[d] for d in off.weekdays) + '"'
    holidays = (["nl"] if off.dutch else []) + sorted(map(str, off.days))
    if holidays:
        yield f"holidays = {braces(holidays)}"


def write_conf(s, folder):
    """The settings as the program reads them."""
    lines = [f'campaign "model" {{ product = "MedPlan" timezone = "{s.zone}"',
             f'start = "{s.start}" deadline = "{s.deadline}"',
             f'grace = {s.grace} escalate_after = {s.escalate_after}']
    if s.invites:
        lines.append(f"invites_per_day = {s.invites}")
    lines.append("}")
    for name, (start, deadline, invites) in s.waves.items():
        lines.append(f'wave "{name}" {{ start = "{start}"'
                     f' deadline = "{deadline}"')
        if invites:
            lines.append(f"invites_per_day = {invites}")
        lines.append("}")
    for g in s.stages:
        lines.append(f'stage "{g.name}" {{ at = "{moment(g.at, g.days)}"')
        if g.every:
            lines.append(f'every = "{g.every}d" until = "{moment(*g.until)}"')
        lines.append(f"audience = {braces(g.audience)}")
        if g.in_turn:
            lines.append(f"in_turn = {braces(g.in_turn)}")
        else:
            lines.append(f"channels = {braces(g.channels)}")
        if g.only_if:
            lines.append(f"only_if = {braces(g.only_if)}")
        lines.append("}")
    lines += ["send {", *days_off_lines(s.days_off),
              f'from = "{s.opens:02}:00" until = "{s.closes:02}:00"',
              f"per_week = {s.per_week} }}"]
    for team, off in s.calendars.items():
        lines += [f'calendar "{team}" {{ organisations = {braces([team])}',
                  *days_off_lines(off), "}"]
    lines += [f"snooze {{ margin = {s.margin} }}"]
    if s.holds:
        lines.append('enforce { at_least = "95%" otherwise = "hold" }')
    lines += ['mail { server = "smtp://127.0.0.1:25" tls = "none"'
              ' from = "2fa@example.nl" }',
              'webhook { url = "https://app.example.nl/"'
              ' secret_file = "secret" }',
              'enrol { base_url = "https://2fa.example.nl" }']
    path = os.path.join(folder, "twofold.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def moment(anchor, days):
    return anchor + (f"{days:+}d" if days else "")


class Game:
    """One campaign, told to both."""

    def __init__(self, rng, play, folder):
        self.rng, self.play, self.folder = rng, play, folder
        self.settings = random_settings(rng)
        self.campaign = Campaign(self.settings)
        self.seconds = 0
        self.messages = []
        play.log = []
        play.tell("begin", write_conf(self.settings, folder))
        self.today = self.settings.start - rng.randint(0, 10) * ONE_DAY
        self.at(0)
        for team in TEAMS:
            self.campaign.teams[team] = Team()
        for _ in range(rng.randint(1, 5)):
            self.add_person()

    def add_person(self):
        rng, s = self.rng, self.settings
        p = Person(f"p{len(self.campaign.people)}",
                   rng.choice(TEAMS),
                   rng.choice(("worker", "worker", "admin")),
                   rng.choice((None, *s.waves)),
                   self.today - rng.choice((-5, 0, 0, 1, 20, 400)) * ONE_DAY,
                   self.today, rng.random() < 0.7, rng.random() < 0.6)
        self.campaign.people.append(p)
        self.play.tell("person", p.ref, p.team, p.audience, p.wave or "-",
                       p.joined, f"{p.ref}@example.nl" if p.email else "-",
                       "+31201234567" if p.phone else "-")

    def at(self, hour):
        """Sets the clock, each time a little later."""
        self.seconds = (self.seconds + 1) % 3600
        text = (f"{self.today}T{hour:02}:{self.seconds // 60:02}"
                f":{self.seconds % 60:02}")
        self.play.tell("at", text)
        return (self.settings.instant(self.today, hour)
                + self.seconds)

    def something_happens(self, hour):
        rng, c, tell = self.rng, self.campaign, self.play.tell
        p = rng.choice(c.people)
        now = self.at(hour)
        soon = self.today + rng.randint(-3, 25) * ONE_DAY
        what = rng.choice(("opened", "opened", "started", "enrolled",
                           "enrolled", "reset", "bounced", "extend",
                           "exempt", "promise", "promise", "team-extend",
                           "team-exempt", "pause", "resume", "resume",
                           "enforce", "deadline", "join", "move", "leave"))
        if what == "opened":
            p.opened = True
            tell(what, p.ref)
        elif what == "started" and not p.enrolled:
            p.started = True
            tell(what, p.ref)
        elif what == "enrolled" and not p.enrolled:
            c.look_again([p])
            p.enrolled = now, self.today
            p.method = rng.choice(("totp", "totp", "sms"))
            tell(what, p.ref, p.method)
        elif what == "reset":
            c.look_again([p])
            if p.enrolled:
                p.reset = now, self.today
            p.enrolled = p.method = None
            p.opened = p.started = False
            p.silent = 0
            tell(what, p.ref)
        elif what == "bounced":
            if not p.bounced:
                c.look_again([p])
            p.bounced = True
            tell(what, p.ref)
        elif what in ("extend", "exempt", "promise"):
            name = {"extend": "extended", "promise": "promised"}.get(what,
                                                                     what)
            c.look_again([p])
            setattr(p, name, soon)
            tell(what, p.ref, soon)
        elif what in ("team-extend", "team-exempt"):
            day = rng.choice((soon, None))
            name = "extended" if what == "team-extend" else "exempt"
            c.look_again([q for q in c.people if q.team == p.team])
            setattr(c.teams[p.team], name, day)
            tell(what, p.team, day or "-")
        elif what in ("pause", "resume", "enforce"):
            wave = rng.choice(("", "*", *self.settings.waves))
            if what == "enforce" and wave == "*":
                return  # the obligation comes wave by wave
            c.look_again([q for q in c.people
                          if wave in ("*", c.wave(q))])
            if what == "enforce":
                c.enforced.add(wave)
                tell(what, wave or "-")
            elif what == "pause":
                c.paused.add(wave)
                tell(what, wave or "-")
            elif what == "resume":
                c.paused.discard(wave)
                tell(what, wave or "-")
        elif what == "deadline":
            before = self.settings.deadline
            least = least_length(self.settings.stages)
            self.settings.deadline = max(
                self.settings.start + max(least, 15) * ONE_DAY,
                before + rng.randint(-10, 20) * ONE_DAY)
            if self.settings.deadline != before:
                c.look_again(c.people)
            tell("change", write_conf(self.settings, self.folder))
        elif what == "join" and len(c.people) < 8:
            self.add_person()
        elif what == "move" or p.left:
            c.look_again([p])
            p.wave = rng.choice((None, *self.settings.waves))
            p.listed, p.left = self.today, False
            tell("move", p.ref, p.wave or "-")
        elif what == "leave":
            p.left = True
            tell(what, p.ref)

    def compare(self, what, got, wanted):
        if sorted(got) != sorted(wanted):
            raise Disagreement(
                f"{what} on {self.today} ({number(self.today)}):"
                f"\n  reference only: {sorted(set(wanted) - set(got))}"
                f"\n  twofold only:   {sorted(set(got) - set(wanted))}")
        return len(got)

    def night(self, eventful):
        rng = self.rng
        compared = 0
        hours = sorted(rng.sample(HOURS, rng.choice((0, 1, 1, 2))))
        if not eventful:
            hours = [0]
        for hour in hours:
            while eventful and rng.random() < 0.12:
                self.something_happens(hour)
            now = self.at(hour)
            if rng.random() < 0.02:
                last = self.today + rng.randint(0, 60) * ONE_DAY
                compared += self.compare(
                    "the plan", self.play.ask("foresee", last),
                    self.campaign.foresee(now, self.today, hour, last))
            messages = self.campaign.run(now, self.today, hour)
            self.messages += messages
            compared += self.compare("the run", self.play.ask("run"),
                                     messages)
        return compared

    def play_on(self):
        """All nights; of a campaign in which nothing happens the plan of the
        first day says everything."""
        eventful = self.rng.random() < 0.8
        days = [self.settings.deadline]
        days += [w[1] for w in self.settings.waves.values()]
        last = max(days) + 30 * ONE_DAY
        plan = None
        compared = 0
        if not eventful:
            self.at(0)
            plan = self.play.ask("foresee", last)
        while self.today <= last:
            compared += self.night(eventful)
            self.today += ONE_DAY
        if plan is not None:
            compared += self.compare("the first plan", plan, self.messages)
        return compared


def play_one(seed, play, folder):
    rng = random.Random(seed)
    return Game(rng, play, folder).play_on()


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        play = Play(path, folder)
        secret = os.path.join(folder, "secret")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w",
                  encoding="ascii") as file:
            file.write("whsec_" + "QUJD" * 10 + "\n")
        for seed in range(first, first + count):
            try:
                compared += play_one(seed, play, folder)
            except Disagreement as why:
                print(f"campaign {seed}: {why}")
                if count == 1:
                    print(*play.log, sep="\n")
                return 1
    print(f"{count} campaigns, {compared} messages: the same")
    return 0


if __name__ == "__main__":
    sys.exit(main())
