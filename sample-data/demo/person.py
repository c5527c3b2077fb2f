"""Somebody of the roster: when he or she acts, and what goes wrong."""

import datetime

import behaviour


class Person:
    """Somebody of the roster, and how far he or she is."""

    def __init__(self, row, groups, deadlines):
        self.user = row["gebruikersnaam"]
        self.email = row["e-mail"]
        self.number = row["personeelsnummer"]
        self.language = row["taal"]
        self.deadline = deadlines[row["golf"]]
        self.group = behaviour.group_of(groups, self.user)
        self.enrolled = bool(row["tweede factor"])
        self.secret = None  # in the password manager
        self.link = None  # the latest one that was read
        self.acts_on = None  # day on which the link will be opened
        self.past = []  # which mistakes have been made

    def habit(self, day):
        """The habit that goes with the days left."""
        moment = behaviour.moment((self.deadline - day).days)
        return self.group.habits[moment]

    def receive(self, channel, link, day):
        """A message came; may set a day to act, or bring it forward."""
        if self.enrolled:
            return
        days = behaviour.days_until_acting(self.habit(day), channel,
                                           self.user, day)
        if days is None:
            return
        self.link = link
        acts_on = day + datetime.timedelta(days=days)
        self.acts_on = min(acts_on, self.acts_on or acts_on)

    def must_log_in(self, day):
        """Whether the host app has stopped letting this person in, and the
        first login since then is due."""
        if day < self.deadline:
            return False
        days = behaviour.draw_days(self.habit(day).delay, self.user, "login")
        return day >= self.deadline + datetime.timedelta(days=days)

    def acts(self, day):
        """Whether this person does something about it today."""
        if self.enrolled:
            return False
        return self.must_log_in(day) or (self.acts_on is not None
                                         and self.acts_on <= day)

    def slips(self, mistake):
        """Whether a mistake is made now; nobody makes the same one twice."""
        chance = getattr(self.group, mistake)
        if mistake in self.past or behaviour.draw(self.user,
                                                  mistake) >= chance:
            return False
        self.past.append(mistake)
        return True

    def come_back(self, day, days):
        """Sets the day of another attempt."""
        self.acts_on = day + datetime.timedelta(days=days)

    def state(self):
        """What must be known tomorrow."""
        return {"enrolled": self.enrolled, "secret": self.secret,
                "link": self.link,
                "acts_on": self.acts_on and self.acts_on.isoformat(),
                "past": self.past}

    def restore(self, state):
        """The inverse of state()."""
        self.enrolled, self.link = state["enrolled"], state["link"]
        self.secret = state["secret"]
        self.acts_on = state["acts_on"] and datetime.date.fromisoformat(
            state["acts_on"])
        self.past = state["past"]
