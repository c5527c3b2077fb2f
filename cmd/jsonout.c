#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "jsonout.h"

#define REPLACEMENT "\\ufffd"
#define INDENT 2        /* blanks */
#define CHARACTER_MAX 4 /* bytes in UTF-8 */

/* Prints the character at "text" as it is; returns how many bytes it has. */
static size_t
print_character(const char *text)
{
	size_t left = strnlen(text, CHARACTER_MAX), len;

	for (len = 1; len <= left; len++) {
		if (text_is_utf8(text, len)) {
			fwrite(text, 1, len, stdout);
			return len;
		}
	}
	fputs(REPLACEMENT, stdout);
	return 1;
}

/* RFC 8259, section 7. */
static void
print_string(const char *text)
{
	unsigned char c;

	putchar('"');
	while ((c = (unsigned char)*text) != '\0') {
		if (c == '"' || c == '\\') {
			printf("\\%c", c);
			text++;
		} else if (c < 0x20 || c == 0x7f) {
			printf("\\u%04x", c);
			text++;
		} else {
			text += print_character(text);
		}
	}
	putchar('"');
}

static void
new_line(const struct jsonout *out)
{
	if (out->spread)
		printf("\n%*s", INDENT * out->depth, "");
}

static void
print_name(struct jsonout *out, const char *name)
{
	if (out->more)
		putchar(',');
	if (out->depth > 0)
		new_line(out);
	out->more = true;
	if (name != NULL) {
		print_string(name);
		fputs(out->spread ? ": " : ":", stdout);
	}
}

void
jsonout_begin(struct jsonout *out, const char *name, char bracket)
{
	print_name(out, name);
	putchar(bracket);
	out->more = false;
	out->depth++;
}

void
jsonout_end(struct jsonout *out, char bracket)
{
	out->depth--;
	if (out->more)
		new_line(out);
	putchar(bracket);
	out->more = true;
}

void
jsonout_text(struct jsonout *out, const char *name, const char *text)
{
	print_name(out, name);
	if (text != NULL)
		print_string(text);
	else
		fputs("null", stdout);
}

void
jsonout_number(struct jsonout *out, const char *name, int64_t number)
{
	print_name(out, name);
	printf("%" PRId64, number);
}

void
jsonout_flag(struct jsonout *out, const char *name, bool flag)
{
	print_name(out, name);
	fputs(flag ? "true" : "false", stdout);
}

void
jsonout_instant(struct jsonout *out, const char *name, int64_t instant)
{
	char text[CLOCK_TEXT_SIZE];

	if (instant != 0)
		clock_text(instant, text);
	jsonout_text(out, name, instant != 0 ? text : NULL);
}

void
jsonout_day(struct jsonout *out, const char *name, int64_t day)
{
	char text[DAY_TEXT_SIZE];

	day_text(day, text);
	jsonout_text(out, name, day == 0 ? NULL : text);
}
