#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "config/moment.h"

static const char *const anchors[] = {
    "start", "deadline", "enrolled", "reset", "promised"};
#define ANCHORS (sizeof(anchors) / sizeof(anchors[0]))

#define DIGITS_MAX 6 /* enough for MOMENT_DAYS_MAX, with some zeros */

int
moment_days(const char *text, int64_t *days)
{
	char digits[DIGITS_MAX + 1];
	size_t len = strlen(text);

	if (len < 2 || len > DIGITS_MAX + 1 || text[len - 1] != 'd' ||
	    !isdigit((unsigned char)text[0]))
		return -1;
	memcpy(digits, text, len - 1);
	digits[len - 1] = '\0';
	return text_number(digits, 1, MOMENT_DAYS_MAX, days);
}

int
moment_parse(const char *text, struct moment *moment)
{
	const char *rest;
	int64_t days = 0;
	size_t i;

	for (i = 0; i < ANCHORS; i++) {
		if (text_starts(text, anchors[i]))
			break;
	}
	if (i == ANCHORS)
		return -1;
	rest = text + strlen(anchors[i]);
	if (*rest != '\0') {
		if (*rest != '+' && *rest != '-')
			return -1;
		if (moment_days(rest + 1, &days) == -1)
			return -1;
		if (*rest == '-')
			days = -days;
	}
	moment->anchor = (enum anchor)i;
	moment->days = days;
	return 0;
}

const char *
moment_anchor(enum anchor anchor)
{
	return anchors[anchor];
}
