#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "roster/stamp.h"

#define DIGITS "0123456789"
#define DATE 8 /* digits, and "-" */
#define TIME 6

void
stamp_name(int64_t at, const char *name, char *out, size_t size)
{
	char text[CLOCK_TEXT_SIZE]; /* 2026-10-23T07:00:00Z */

	clock_text(at < 0 ? 0 : at, text);
	snprintf(out, size, "%.4s%.2s%.2s-%.2s%.2s%.2s-%s", text, text + 5,
	    text + 8, text + 11, text + 14, text + 17, name);
}

const char *
stamp_rest(const char *name)
{
	const char *time = name + DATE + 1, *rest = time + TIME + 1;

	if (strspn(name, DIGITS) != DATE || name[DATE] != '-' ||
	    strspn(time, DIGITS) != TIME || time[TIME] != '-' ||
	    rest[0] == '\0')
		return NULL;
	return rest;
}
