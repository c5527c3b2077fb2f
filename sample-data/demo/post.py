"""What arrived: the mails in the mailbox, the pop-ups at the host app."""

import email
import email.utils
import itertools
import json
import os
import re


class Post:
    """The mails and pop-ups that arrived since the last time."""

    def __init__(self, mail, popups, base):
        self.mail = mail
        self.popups = popups
        self.link = re.compile(re.escape(base) + r"/[et]/[\w.-]+")
        self.mails_read = 0
        self.popups_read = 0  # bytes

    def new_mails(self):
        """Address and link of each new mail that has a link."""
        for number in itertools.count(self.mails_read + 1):
            path = os.path.join(self.mail, f"{number:06d}.eml")
            if not os.path.exists(path):
                return
            self.mails_read = number
            with open(path, "rb") as file:
                mail = email.message_from_binary_file(file)
            link = self.link.search(text_of(mail))
            if link:
                yield email.utils.parseaddr(mail["To"])[1], link.group()

    def new_popups(self):
        """User and link of each new pop-up."""
        if not os.path.exists(self.popups):
            return
        with open(self.popups, "rb") as file:
            file.seek(self.popups_read)
            for line in file:
                popup = json.loads(line)
                yield popup["user"], popup["url"]
            self.popups_read = file.tell()


def text_of(mail):
    """The part of a mail that is plain text."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            return part.get_payload(decode=True).decode(
                part.get_content_charset("utf-8"))
    return ""
