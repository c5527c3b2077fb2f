#include <ctype.h>
#include <string.h>

#include "base/day.h"
#include "config/week.h"

#define NAME_LEN 3
#define WEEK_LEN 7

static const char *const names[WEEK_LEN] = {
    "mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* Reads a name at "*text" and goes past it; -1 when there is none. */
static int
weekday(const char **text)
{
	int i;

	for (i = MONDAY; i <= SUNDAY; i++) {
		if (strncmp(*text, names[i], NAME_LEN) == 0) {
			*text += NAME_LEN;
			return i;
		}
	}
	return -1;
}

int
week_days(const char *text, unsigned int *days)
{
	unsigned int mask = 0;
	int first, last;

	for (;;) {
		text += strspn(text, " ");
		first = last = weekday(&text);
		if (*text == '-') {
			text++;
			last = weekday(&text);
		}
		if (first == -1 || last == -1)
			return -1;
		while (first != last) {
			mask |= 1U << first;
			first = (first + 1) % WEEK_LEN;
		}
		mask |= 1U << last;
		text += strspn(text, " ");
		if (*text == '\0')
			break;
		if (*text++ != ',')
			return -1;
	}
	*days = mask;
	return 0;
}

int
week_minute(const char *text, int *minute)
{
	int i, value;

	if (strlen(text) != 5 || text[2] != ':')
		return -1;
	for (i = 0; i < 5; i++) {
		if (i != 2 && !isdigit((unsigned char)text[i]))
			return -1;
	}
	if (text[3] > '5')
		return -1;
	value = ((text[0] - '0') * 10 + text[1] - '0') * 60 +
	    (text[3] - '0') * 10 + text[4] - '0';
	if (value > WEEK_MINUTE_MAX)
		return -1;
	*minute = value;
	return 0;
}
