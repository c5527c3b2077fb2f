#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"

int64_t
clock_now(const struct clock *clock)
{
	return clock->fixed != CLOCK_RUNS ? clock->fixed : (int64_t)time(NULL);
}

int64_t
clock_microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t
clock_ticks(void)
{
	return clock_microseconds() / (1000000 / CLOCK_TICKS);
}

int
clock_zone(const char *name, struct err *err)
{
	char path[256];

	/* The C library takes an unknown zone for UTC without a word. */
	snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name);
	if (name[0] == '\0' || name[0] == '/' || strstr(name, "..") != NULL ||
	    access(path, R_OK) != 0)
		return err_set(err, ERR_CONFIG,
		    "time zone \"%s\" is not known here; an example is "
		    "\"Europe/Amsterdam\"",
		    name);
	if (setenv("TZ", name, 1) != 0)
		return err_memory(err);
	tzset();
	return 0;
}

/* A mark and two digits; each line of the log has three of them. */
static void
put_two(char *out, char mark, int64_t number)
{
	out[0] = mark;
	out[1] = (char)('0' + number / 10);
	out[2] = (char)('0' + number % 10);
}

void
clock_text(int64_t instant, char out[CLOCK_TEXT_SIZE])
{
	int64_t day = instant / CLOCK_DAY, rest = instant % CLOCK_DAY;
	char date[DAY_TEXT_SIZE];

	if (rest < 0) {
		rest += CLOCK_DAY;
		day--;
	}
	day_text(day, date);
	memcpy(out, date, DAY_TEXT_SIZE - 1);
	out += DAY_TEXT_SIZE - 1;
	put_two(out, 'T', rest / CLOCK_HOUR);
	put_two(out + 3, ':', rest % CLOCK_HOUR / CLOCK_MINUTE);
	put_two(out + 6, ':', rest % CLOCK_MINUTE);
	memcpy(out + 9, "Z", sizeof("Z"));
}

/* Two digits at "text" up to "high", -1 if they are not. */
static int
two_digits(const char *text, int high)
{
	int value;

	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return -1;
	value = (text[0] - '0') * 10 + text[1] - '0';
	return value <= high ? value : -1;
}

int
clock_parse(const char *text, int64_t *instant)
{
	char date[DAY_TEXT_SIZE];
	int hour, minute, second = 0;
	int64_t day;

	if (strlen(text) < sizeof(date) - 1)
		return -1;
	memcpy(date, text, sizeof(date) - 1);
	date[sizeof(date) - 1] = '\0';
	if (day_parse(date, &day) == -1)
		return -1;
	text += sizeof(date) - 1;
	if (*text == '\0') {
		*instant = day_at(day, 0);
		return 0;
	}
	if ((*text != 'T' && *text != ' ') || strlen(text) < 6 ||
	    text[3] != ':')
		return -1;
	hour = two_digits(text + 1, 23);
	minute = two_digits(text + 4, 59);
	text += 6;
	if (*text == ':') {
		if (strlen(text) < 3)
			return -1;
		second = two_digits(text + 1, 59);
		text += 3;
	}
	if (hour == -1 || minute == -1 || second == -1)
		return -1;
	if (text_same(text, "Z"))
		*instant = day * CLOCK_DAY + hour * CLOCK_HOUR +
		    minute * CLOCK_MINUTE + second;
	else if (*text == '\0')
		*instant = day_at(day, hour * 60 + minute) + second;
	else
		return -1;
	return 0;
}
