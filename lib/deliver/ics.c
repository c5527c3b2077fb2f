#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "deliver/ics.h"

#define LINE_BYTES 75 /* RFC 5545, section 3.1 */
#define DAY_MINUTES 1440
#define STAMP_SIZE 32 /* bytes: 20261023T070000Z, for any year */

/* A line that is being written. */
struct line {
	struct buf *out;
	size_t len; /* bytes in it, since it was folded last */
};

static size_t
character_bytes(unsigned char first)
{
	return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* Folds before a character that has no room any more. */
static void
put(struct line *line, char c)
{
	unsigned char byte = (unsigned char)c;

	if ((byte & 0xc0) != 0x80 &&
	    line->len + character_bytes(byte) > LINE_BYTES) {
		buf_text(line->out, "\r\n ");
		line->len = 1;
	}
	buf_char(line->out, c);
	line->len++;
}

static void
put_text(struct line *line, const char *text)
{
	while (*text != '\0')
		put(line, *text++);
}

static void
add_line(struct buf *out, const char *name, const char *value)
{
	struct line line = {.out = out};

	put_text(&line, name);
	put_text(&line, value);
	buf_text(out, "\r\n");
}

/* A text with what RFC 5545, section 3.3.11, escapes. */
static void
add_text(struct buf *out, const char *name, const char *text)
{
	struct line line = {.out = out};

	if (*text == '\0')
		return;
	put_text(&line, name);
	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			put_text(&line, "\\n");
		} else if (strchr("\\;,", *text) != NULL) {
			put(&line, '\\');
			put(&line, *text);
		} else if ((unsigned char)*text >= 0x20) {
			put(&line, *text);
		}
	}
	buf_text(out, "\r\n");
}

static void
write_date(int64_t day, char out[STAMP_SIZE])
{
	struct date date = day_to_date(day);

	snprintf(
	    out, STAMP_SIZE, "%04d%02d%02d", date.year, date.month, date.day);
}

static void
add_stamp(struct buf *out, int64_t instant)
{
	char day[STAMP_SIZE];
	int second = (int)(instant % CLOCK_DAY);

	write_date(instant / CLOCK_DAY, day);
	buf_format(out, "DTSTAMP:%sT%02d%02d%02dZ\r\n", day, second / 3600,
	    second / 60 % 60, second % 60);
}

/*
 * What the clocks of the zone say on the day, as far as that goes: a calendar
 * knows the zone by its name.
 */
static void
add_zone(struct buf *out, const struct appointment *a)
{
	int64_t wall = a->day * CLOCK_DAY + a->from * CLOCK_MINUTE;
	int64_t east = (wall - day_at(a->day, a->from)) / CLOCK_MINUTE;
	char offset[STAMP_SIZE], day[STAMP_SIZE];

	snprintf(offset, sizeof(offset), "%c%02d%02d", east < 0 ? '-' : '+',
	    abs((int)east) / 60, abs((int)east) % 60);
	write_date(a->day, day);
	add_line(out, "BEGIN:", "VTIMEZONE");
	add_line(out, "TZID:", a->timezone);
	buf_format(out,
	    "BEGIN:STANDARD\r\nDTSTART:%sT000000\r\nTZOFFSETFROM:%s\r\n"
	    "TZOFFSETTO:%s\r\nEND:STANDARD\r\n",
	    day, offset, offset);
	add_line(out, "END:", "VTIMEZONE");
}

static void
add_time(struct buf *out, const struct appointment *a)
{
	char day[STAMP_SIZE], time[STAMP_SIZE * 2];
	struct line line = {.out = out};

	write_date(a->day, day);
	if (a->from == APPOINTMENT_ALL_DAY) {
		buf_format(out,
		    "DTSTART;VALUE=DATE:%s\r\nTRANSP:TRANSPARENT\r\n", day);
		return;
	}
	snprintf(time, sizeof(time), ":%sT%02d%02d00\r\n", day, a->from / 60,
	    a->from % 60);
	put_text(&line, "DTSTART;TZID=");
	put_text(&line, a->timezone);
	buf_text(out, time);
	buf_format(out, "DURATION:PT%" PRId64 "M\r\n", a->minutes);
}

static void
add_alarm(struct buf *out, const struct appointment *a)
{
	if (a->alarm == 0)
		return;
	buf_text(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
	add_text(out, "DESCRIPTION:", a->title);
	if (a->alarm % DAY_MINUTES == 0)
		buf_format(
		    out, "TRIGGER:-P%" PRId64 "D\r\n", a->alarm / DAY_MINUTES);
	else
		buf_format(out, "TRIGGER:-PT%" PRId64 "M\r\n", a->alarm);
	buf_text(out, "END:VALARM\r\n");
}

void
ics_write(const struct appointment *a, const char *organiser, int64_t stamp,
    struct buf *out)
{
	buf_text(out,
	    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Twofold//Twofold//EN"
	    "\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	if (a->from != APPOINTMENT_ALL_DAY)
		add_zone(out, a);
	add_line(out, "BEGIN:", "VEVENT");
	add_line(out, "UID:", a->id);
	/* What is written on a later day takes the place of this. */
	buf_format(out, "SEQUENCE:%" PRId64 "\r\n", stamp / CLOCK_DAY);
	add_stamp(out, stamp);
	add_time(out, a);
	add_line(out, "ORGANIZER:mailto:", organiser);
	add_text(out, "SUMMARY:", a->title);
	add_text(out, "DESCRIPTION:", a->text);
	add_text(out, "LOCATION:", a->place);
	if (a->place[0] != '\0')
		add_line(out, "URL:", a->place);
	add_alarm(out, a);
	add_line(out, "END:", "VEVENT");
	add_line(out, "END:", "VCALENDAR");
}
