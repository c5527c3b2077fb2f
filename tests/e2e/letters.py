#!/usr/bin/python3
"""Reads the mails that a test received, strictly, and tells what is wrong.

Prints a line for each mistake, and ends with 1 when there is one.
"""

import email
import email.policy
import pathlib
import re
import sys

import icalendar

HEADERS = ("Date", "From", "To", "Subject", "Message-ID", "MIME-Version",
           "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Type")
LINE_MAX = 998  # bytes, RFC 5322
APPOINTMENTS = []  # UID and beginning of each


def mistakes(content, link):
    """Yields what is wrong with a mail."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    for part in mail.walk():
        yield from (f"defect: {d!r}" for d in part.defects)
        for name, value in part.items():
            yield from (f"defect of {name}: {d!r}" for d in value.defects)
    for name in HEADERS:
        if len(mail.get_all(name, [])) != 1:
            yield f"{name} is there {len(mail.get_all(name, []))} times"
    if mail["Auto-Submitted"] != "auto-generated":
        yield f"Auto-Submitted: {mail['Auto-Submitted']}"
    if mail["X-Auto-Response-Suppress"] != "OOF, AutoReply":
        yield f"X-Auto-Response-Suppress: {mail['X-Auto-Response-Suppress']}"
    if not re.fullmatch(r"<\d+\.[0-9a-f]+@[a-z0-9.]+>",
                        mail["Message-ID"].strip()):
        yield f"Message-ID: {mail['Message-ID']}"
    if max(map(len, content.split(b"\r\n"))) > LINE_MAX:
        yield "a line is too long"
    if b"\n" in content.replace(b"\r\n", b""):
        yield "a line does not end with CR LF"
    yield from body_mistakes(mail, link)


def body_mistakes(mail, link):
    """Yields what is wrong with text and HTML."""
    if mail.get_content_type() == "multipart/mixed":
        mail, *others = mail.iter_parts()
        for part in others:
            yield from calendar_mistakes(part)
    types = [part.get_content_type() for part in mail.iter_parts()]
    if mail.get_content_type() != "multipart/alternative" or \
            types != ["text/plain", "text/html"]:
        yield f"{mail.get_content_type()} of {types}"
        return
    text, html = (part.get_content() for part in mail.iter_parts())
    links = [set(re.findall(re.escape(link) + r"[\w-]+", body))
             for body in (text, html)]
    if len(links[0]) != 1 or links[0] != links[1]:
        yield "text and HTML do not have the same link"
    if 'lang="' not in html:
        yield "the HTML has no language"
    for body in text, html:
        if "{{" in body or "otpauth" in body or "<img" in body:
            yield "something is in it that should not be"
        if "Zoë" not in body:
            yield "it does not greet by name"


def calendar_mistakes(part):
    """Yields what is wrong with an appointment, and notes what is right."""
    if part.get_content_type() != "text/calendar":
        yield f"{part.get_content_type()} beside text and HTML"
        return
    lines = part.get_payload(decode=True)
    calendar = icalendar.Calendar.from_ical(lines)
    if max(map(len, lines.split(b"\r\n"))) > 75 or \
            b"\n" in lines.replace(b"\r\n", b""):
        yield "the calendar has lines of another kind"
    if part.get_param("method") != str(calendar["METHOD"]):
        yield "the calendar's method is not the part's"
    events = calendar.walk("VEVENT")
    if len(events) != 1:
        yield f"{len(events)} events in a calendar"
    for item in calendar.walk():
        yield from (f"calendar: {error}" for error in item.errors)
    for event in events:
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER"):
            if name not in event:
                yield f"the event has no {name}"
        APPOINTMENTS.append((str(event["UID"]), event["DTSTART"].dt))


def main():
    """letters.py DIR LINK [FILE], where LINK is how every link begins, and
    FILE gets a line for each appointment."""
    count = 0
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
        for mistake in mistakes(path.read_bytes(), sys.argv[2]):
            print(f"{path.name}: {mistake}")
            count += 1
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w", encoding="utf-8") as file:
            for uid, start in sorted(APPOINTMENTS):
                print(uid, start.isoformat(), file=file)
    sys.exit(count > 0)


if __name__ == "__main__":
    main()
