#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "deliver/ics.h"

#define NOW INT64_C(1792738800) /* Fri 2026-10-23 07:00:00Z */

static int
set_up(void **state)
{
	struct err err;

	(void)state;
	return clock_zone("Europe/Amsterdam", &err);
}

static int64_t
day(const char *text)
{
	int64_t number;

	assert_int_equal(day_parse(text, &number), 0);
	return number;
}

static struct appointment
meeting(void)
{
	return (struct appointment){.id = "questions-1@example.nl",
	    .title = "Vragenuur; stel ze, gerust",
	    .text = "Eén\\twee\nregel",
	    .place = "https://video.example.nl/2fa",
	    .timezone = "Europe/Amsterdam",
	    .day = day("2026-10-26"),
	    .from = 14 * 60 + 5,
	    .minutes = 45,
	    .alarm = 15};
}

static void
test_hours(void **state)
{
	static const char want[] =
	    "BEGIN:VCALENDAR\r\n"
	    "VERSION:2.0\r\n"
	    "PRODID:-//Twofold//Twofold//EN\r\n"
	    "CALSCALE:GREGORIAN\r\n"
	    "METHOD:PUBLISH\r\n"
	    "BEGIN:VTIMEZONE\r\n"
	    "TZID:Europe/Amsterdam\r\n"
	    "BEGIN:STANDARD\r\n"
	    "DTSTART:20261026T000000\r\n"
	    "TZOFFSETFROM:+0100\r\n"
	    "TZOFFSETTO:+0100\r\n"
	    "END:STANDARD\r\n"
	    "END:VTIMEZONE\r\n"
	    "BEGIN:VEVENT\r\n"
	    "UID:questions-1@example.nl\r\n"
	    "SEQUENCE:20749\r\n"
	    "DTSTAMP:20261023T070000Z\r\n"
	    "DTSTART;TZID=Europe/Amsterdam:20261026T140500\r\n"
	    "DURATION:PT45M\r\n"
	    "ORGANIZER:mailto:2fa@example.nl\r\n"
	    "SUMMARY:Vragenuur\\; stel ze\\, gerust\r\n"
	    "DESCRIPTION:Eén\\\\twee\\nregel\r\n"
	    "LOCATION:https://video.example.nl/2fa\r\n"
	    "URL:https://video.example.nl/2fa\r\n"
	    "BEGIN:VALARM\r\n"
	    "ACTION:DISPLAY\r\n"
	    "DESCRIPTION:Vragenuur\\; stel ze\\, gerust\r\n"
	    "TRIGGER:-PT15M\r\n"
	    "END:VALARM\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n";
	struct appointment a = meeting();
	struct buf out;

	(void)state;
	buf_init(&out, 65536);
	ics_write(&a, "2fa@example.nl", NOW, &out);
	assert_string_equal(out.data, want);
	/* On the last day of summer time the clocks say something else. */
	buf_clear(&out);
	a.day = day("2026-10-23");
	ics_write(&a, "2fa@example.nl", NOW, &out);
	assert_non_null(strstr(out.data, "TZOFFSETTO:+0200\r\n"));
	buf_free(&out);
}

static void
test_whole_day(void **state)
{
	struct appointment a = meeting();
	struct buf out;

	(void)state;
	a.from = APPOINTMENT_ALL_DAY;
	a.alarm = 7 * 1440;
	a.place = "";
	a.text = "";
	buf_init(&out, 65536);
	ics_write(&a, "2fa@example.nl", NOW, &out);
	assert_non_null(strstr(out.data,
	    "\r\nDTSTART;VALUE=DATE:20261026\r\nTRANSP:TRANSPARENT\r\n"));
	assert_non_null(strstr(out.data, "\r\nTRIGGER:-P7D\r\n"));
	assert_null(strstr(out.data, "VTIMEZONE"));
	assert_null(strstr(out.data, "DURATION"));
	assert_null(strstr(out.data, "LOCATION"));
	buf_clear(&out);
	a.alarm = 0;
	ics_write(&a, "2fa@example.nl", NOW, &out);
	assert_null(strstr(out.data, "VALARM"));
	buf_free(&out);
}

/* Takes the folds out; the lines before were short and whole characters. */
static void
unfold(const char *from, char *to)
{
	size_t len;

	while (*from != '\0') {
		len = strcspn(from, "\r");
		assert_true(len <= 75);
		assert_true(text_is_utf8(from, len));
		memcpy(to, from, len);
		to += len;
		from += len;
		assert_true(text_starts(from, "\r\n"));
		from += 2;
		if (*from == ' ')
			from++;
		else
			*to++ = '\n';
	}
	*to = '\0';
}

/* Whatever the column, what was folded is the same again. */
static void
test_folds(void **state)
{
	char text[600], unfolded[8192], want[700];
	struct appointment a = meeting();
	struct buf out;
	size_t shift, i;

	(void)state;
	buf_init(&out, 65536);
	for (shift = 0; shift < 8; shift++) {
		memset(text, 'a', shift);
		for (i = shift; i + 9 < sizeof(text); i += 9)
			memcpy(text + i, "\xf0\x9f\x94\x91é€", 9);
		text[i] = '\0';
		a.text = text;
		buf_clear(&out);
		ics_write(&a, "2fa@example.nl", NOW, &out);
		unfold(out.data, unfolded);
		snprintf(want, sizeof(want), "\nDESCRIPTION:%s\n", text);
		assert_non_null(strstr(unfolded, want));
	}
	/* No line of its own begins in a text. */
	a.text = "x\r\nATTENDEE:mailto:all@example.nl\x01";
	buf_clear(&out);
	ics_write(&a, "2fa@example.nl", NOW, &out);
	assert_non_null(strstr(out.data,
	    "\r\nDESCRIPTION:x\\nATTENDEE:mailto:all@example.nl\r\n"));
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_hours),
	    cmocka_unit_test(test_whole_day),
	    cmocka_unit_test(test_folds),
	};

	return cmocka_run_group_tests_name("ics", tests, set_up, NULL);
}
