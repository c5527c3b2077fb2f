"""What a campaign does, said as simply as possible: the reference that the
program is compared with.  It looks at everyone on every run, keeps the whole
history and counts days with datetime; nothing here is fast or clever."""

import datetime
import zoneinfo

ONE_DAY = datetime.timedelta(days=1)
EPOCH = datetime.date(1970, 1, 1)
EVENTS = ("enrolled", "reset")


def number(day):
    return (day - EPOCH).days


def easter(year):
    """Gauss, as in Meeus, Astronomical Algorithms, chapter 8."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)


def dutch_holidays(year):
    kings = datetime.date(year, 4, 27)
    if kings.weekday() == 6:
        kings -= ONE_DAY
    days = {datetime.date(year, 1, 1), datetime.date(year, 12, 25),
            datetime.date(year, 12, 26), kings}
    for after in (0, 1, 39, 49, 50):
        days.add(easter(year) + after * ONE_DAY)
    if year % 5 == 0:
        days.add(datetime.date(year, 5, 5))
    return days


class Stage:
    def __init__(self, name, at, days, every=0, until=None,
                 audience=("worker", "admin"), channels=("email", "popup"),
                 in_turn=(), only_if=()):
        self.name, self.at, self.days = name, at, days
        self.every, self.until = every, until
        self.audience, self.channels = audience, channels
        self.in_turn, self.only_if = in_turn, only_if


class DaysOff:
    """When there is no mail."""

    def __init__(self, weekdays=(0, 1, 2, 3, 4), dutch=False, days=()):
        self.weekdays, self.dutch, self.days = weekdays, dutch, set(days)

    def sends_on(self, day):
        return (day.weekday() in self.weekdays and day not in self.days
                and not (self.dutch and day in dutch_holidays(day.year)))


class Settings:
    """A configuration; "waves" is name -> (start, deadline, invites), and
    "calendars" is team -> DaysOff, for teams that have their own."""

    def __init__(self):
        self.zone = "Europe/Amsterdam"
        self.start = self.deadline = None
        self.invites = 0
        self.grace = 14
        self.waves = {}
        self.stages = []
        self.days_off = DaysOff()
        self.calendars = {}
        self.opens, self.closes = 8, 18
        self.per_week = 3
        self.escalate_after = 3
        self.margin = 7
        self.holds = False

    def sends_on(self, team, day):
        return self.calendars.get(team, self.days_off).sends_on(day)

    def mail_day(self, team, day, hour):
        """The day on which a team's mail of that moment goes out."""
        if self.sends_on(team, day) and hour < self.closes:
            return day
        day += ONE_DAY
        while not self.sends_on(team, day):
            day += ONE_DAY
        return day

    def instant(self, day, hour, minute=0):
        zone = zoneinfo.ZoneInfo(self.zone)
        return int(datetime.datetime(day.year, day.month, day.day, hour,
                                     minute, tzinfo=zone).timestamp())


class Person:
    def __init__(self, ref, team, audience, wave, joined, listed, email,
                 phone):
        self.ref, self.team, self.audience = ref, team, audience
        self.wave, self.joined, self.listed = wave, joined, listed
        self.email, self.phone = email, phone
        self.bounced = self.opened = self.started = self.left = False
        self.enrolled = None   # (instant, day)
        self.method = None
        self.reset = None
        self.extended = self.exempt = self.promised = None
        self.handled = EPOCH   # day of the last step that was dealt with
        self.noticed = 0
        self.explained = EPOCH
        self.silent = 0
        self.waits = None      # a day on which no more is said
        self.said = set()      # (channel, day on which it went out)

    def copy(self):
        other = Person.__new__(Person)
        other.__dict__ = dict(self.__dict__, said=set(self.said))
        return other


class Team:
    def __init__(self):
        self.extended = self.exempt = None


class Campaign:
    def __init__(self, settings):
        self.settings = settings
        self.people = []       # in the order of their rows
        self.teams = {}
        self.paused = set()
        self.enforced = set()
        self.admitted = {}     # (wave, day) -> people
        self.written = set()   # what there is once is never there twice

    def copy(self):
        other = Campaign.__new__(Campaign)
        other.__dict__ = dict(self.__dict__)
        other.people = [p.copy() for p in self.people]
        other.admitted = dict(self.admitted)
        other.written = set(self.written)
        return other

    def look_again(self, people):
        """Something changed for them: who waits for the next day does not."""
        for p in people:
            p.waits = None

    # A person's own days.

    def wave(self, p):
        return p.wave if p.wave in self.settings.waves else ""

    def wave_days(self, p):
        s = self.settings
        return s.waves.get(p.wave, (s.start, s.deadline, s.invites))

    def exempt_until(self, p):
        days = [d for d in (p.exempt, self.teams[p.team].exempt) if d]
        return max(days) if days else None

    def start(self, p):
        days = [self.wave_days(p)[0], p.joined]
        if self.exempt_until(p):
            days.append(self.exempt_until(p) + ONE_DAY)
        return max(days)

    def is_late(self, p):
        return self.start(p) > self.wave_days(p)[0]

    def deadline(self, p):
        day = (p.extended or self.teams[p.team].extended
               or self.wave_days(p)[1])
        late = max(self.start(p), p.listed)
        if late > self.wave_days(p)[0]:
            day = max(day, late + self.settings.grace * ONE_DAY)
        return day

    def promised(self, p):
        if p.promised is None:
            return None
        last = self.deadline(p) - self.settings.margin * ONE_DAY
        return min(p.promised, last)

    # Steps.

    def explanations(self, p):
        return [g for g in self.settings.stages if g.at == "start"
                and not g.only_if and p.audience in g.audience]

    def days_earlier(self, p):
        """By how much the start's steps move forward for who is late."""
        if not self.is_late(p) or not self.explanations(p):
            return 0
        return min(g.days for g in self.explanations(p))

    def first_explanation(self, p):
        first = min(g.days for g in self.explanations(p))
        return self.start(p) + (first - self.days_earlier(p)) * ONE_DAY

    def day(self, p, anchor, days):
        if anchor == "start":
            return self.start(p) + (days - self.days_earlier(p)) * ONE_DAY
        return self.deadline(p) + days * ONE_DAY

    def steps(self, p):
        """All steps of the ladder: (day, place in the file, stage, what)."""
        for place, g in enumerate(self.settings.stages):
            if p.audience not in g.audience or g.at in EVENTS:
                continue
            if g.at == "promised":
                day = self.promised(p)
                if day and day >= self.start(p):
                    yield day, place, g, number(day)
                continue
            if (g.at == "deadline" and g.days >= 0 and self.settings.holds
                    and self.wave(p) not in self.enforced):
                continue
            day = self.day(p, g.at, g.days)
            last = self.day(p, *g.until) if g.every else day
            while day <= last:
                if g.at != "deadline" or day >= self.start(p):
                    yield day, place, g, number(day)
                day += (g.every or 1) * ONE_DAY

    def notices(self, p):
        """What tells of something that happened: (key, place, stage,
        instant, day)."""
        for place, g in enumerate(self.settings.stages):
            if p.audience not in g.audience:
                continue
            event = None
            if g.at == "enrolled" and p.enrolled and p.method == "totp":
                event = p.enrolled
            if g.at == "reset" and p.reset:
                event = p.reset
            if event:
                yield (event[0] + g.days * 86400, place, g, event[0],
                       event[1] + g.days * ONE_DAY)

    def meets(self, p, g):
        state = ("started_not_finished" if p.started else
                 "opened_not_started" if p.opened else "not_opened")
        mine = {"not_enrolled", state}
        if not p.email or p.bounced:
            mine.add("unreachable")
        return not g.only_if or bool(mine & set(g.only_if))

    # Channels.

    def leads(self, p, channel):
        if channel == "email":
            return bool(p.email) and not p.bounced
        return channel != "call" or bool(p.phone)

    def reach(self, p, g):
        if not g.in_turn:
            return [c for c in g.channels if self.leads(p, c)]
        there = [c for c in g.in_turn if self.leads(p, c)]
        turn = p.silent // self.settings.escalate_after
        return [there[min(turn, len(there) - 1)]] if there else []

    def has_ration(self, p, channel, day):
        week = {day - i * ONE_DAY for i in range(7)}
        said = {d for c, d in p.said if c == channel}
        return (day not in said
                and len(said & week) < self.settings.per_week)

    # A run.

    def due(self, p, now, today, mail_day):
        """What is planned for one person: (stage, what, channels), or
        nothing; the person is then as it was dealt with."""
        if p.left:
            return None
        new = [n for n in self.notices(p) if n[0] > p.noticed
               and n[4] <= today]
        if new:
            key, _, stage, what, _ = max(new, key=lambda n: n[:2])
            p.noticed = key
            p.waits = today  # one thing at a time
            return stage, what, self.reach(p, stage)
        if (p.enrolled or self.wave(p) in self.paused
                or "*" in self.paused):
            return None
        if self.promised(p) and self.promised(p) > today:
            return None
        if p.waits == today:
            return None
        past = [s for s in self.steps(p) if p.handled < s[0] <= today]
        if not past:
            return None
        handled = max(s[0] for s in past)
        fit = [s for s in past if self.meets(p, s[2])]
        untold = (self.explanations(p)
                  and p.explained < self.first_explanation(p))
        explaining = [s for s in fit if s[2] in self.explanations(p)]
        promise = [s for s in fit if s[2].at == "promised"]
        if untold and not explaining:
            return None
        fit = explaining if untold else promise or fit
        if not fit:
            p.handled = handled
            return None
        day, _, stage, what = max(fit, key=lambda s: s[:2])
        goes = {c: today if c == "popup" else mail_day
                for c in self.reach(p, stage)}
        channels = [c for c in goes if self.has_ration(p, c, goes[c])]
        if goes and not channels:
            p.waits = today
            return None
        if channels and not p.said and not self.admit(p, today):
            return None
        p.handled = handled
        if stage in self.explanations(p):
            p.explained = today
        if channels and not p.opened:
            p.silent += 1
        p.said |= {(c, goes[c]) for c in channels}
        return stage, what, channels

    def admit(self, p, today):
        limit = self.wave_days(p)[2]
        key = self.wave(p), today
        if not limit:
            return True
        if (not self.settings.sends_on(p.team, today)
                or self.admitted.get(key, 0) >= limit):
            return False
        self.admitted[key] = self.admitted.get(key, 0) + 1
        return True

    def run(self, now, today, hour):
        """The messages of a run: (ref, stage, what, channel, day)."""
        messages = []
        for p in self.people:
            mail_day = self.settings.mail_day(p.team, today, hour)
            found = self.due(p, now, today, mail_day)
            if not found:
                continue
            stage, what, channels = found
            for c in channels:
                key = p.ref, stage.name, what, c
                if key not in self.written:
                    self.written.add(key)
                    messages.append(key + (
                        number(today if c == "popup" else mail_day),))
        return messages

    def foresee(self, now, today, hour, last):
        """What every night up to the last one would do."""
        other = self.copy()
        messages = []
        while today <= last:
            messages += other.run(now, today, hour)
            today, hour = today + ONE_DAY, 0
        return messages
