#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/encode.h"
#include "deliver/header.h"

#define LINE_AIM 78  /* characters of a line; RFC 5322, section 2.1.1 */
#define WORD_LINE 76 /* of a line with encoded words; RFC 2047, section 2 */
#define WORD_MAX 75  /* of an encoded word */
#define WORD_START "=?utf-8?B?"
#define WORD_END "?="
#define WORD_FRAME (sizeof(WORD_START WORD_END) - 1)

/* Characters of the last line. */
static size_t
column(const struct buf *line)
{
	const char *end = strrchr(line->data, '\n');

	return end == NULL ? line->len : strlen(end + 1);
}

static bool
fits(const struct buf *line, size_t len)
{
	return column(line) + len <= LINE_AIM;
}

/* Whether a reader sees the same when it stands there unencoded. */
static bool
is_plain(const char *text)
{
	size_t len = strlen(text), i;

	if (len > 0 && (text[0] == ' ' || text[len - 1] == ' '))
		return false;
	for (i = 0; i < len; i++) {
		if ((unsigned char)text[i] > 0x7e)
			return false;
	}
	return strstr(text, "=?") == NULL;
}

/* The longest start of "text" of at most "max" bytes that ends a character. */
static size_t
whole_characters(const char *text, size_t max)
{
	size_t len = strlen(text);

	if (len <= max)
		return len;
	while (max > 0 && ((unsigned char)text[max] & 0xc0) == 0x80)
		max--;
	return max;
}

static void
add_words(struct buf *line, const char *text)
{
	char encoded[ENCODE_BASE64_SIZE(WORD_MAX)];
	size_t room, len;

	while (*text != '\0' && !line->failed) {
		room = WORD_LINE - WORD_FRAME;
		room = column(line) < room ? room - column(line) : 0;
		if (room > WORD_MAX - WORD_FRAME)
			room = WORD_MAX - WORD_FRAME;
		len = whole_characters(text, room / 4 * 3);
		if (len > 0) {
			encode_base64((const uint8_t *)text, len, encoded);
			buf_format(line, WORD_START "%s" WORD_END, encoded);
		}
		text += len;
		if (*text != '\0')
			buf_text(line, "\r\n ");
	}
}

void
header_text(struct buf *line, const char *text)
{
	if (is_plain(text) && fits(line, strlen(text)))
		buf_text(line, text);
	else
		add_words(line, text);
}

/* Whether a name needs no quotes: atoms and blanks (RFC 5322, 3.2.5). */
static bool
is_phrase(const char *text)
{
	for (; *text != '\0'; text++) {
		if (!isalnum((unsigned char)*text) &&
		    strchr(" !#$%&'*+-/=?^_`{|}~", *text) == NULL)
			return false;
	}
	return true;
}

static void
add_quoted(struct buf *line, const char *text)
{
	buf_char(line, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buf_char(line, '\\');
		buf_char(line, *text);
	}
	buf_char(line, '"');
}

void
header_mailbox(struct buf *line, const char *name, const char *address)
{
	/* At worst every character is quoted, between two quotes. */
	size_t quoted = 2 * strlen(name) + 2;

	if (*name == '\0') {
		buf_text(line, address);
		return;
	}
	if (!is_plain(name) || !fits(line, quoted))
		add_words(line, name);
	else if (is_phrase(name))
		buf_text(line, name);
	else
		add_quoted(line, name);
	buf_text(line,
	    fits(line, strlen(address) + strlen(" <>")) ? " <" : "\r\n <");
	buf_text(line, address);
	buf_char(line, '>');
}

void
header_date(struct buf *line, int64_t instant)
{
	static const char *const weekdays[] = {
	    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	int64_t day = instant / CLOCK_DAY, second = instant % CLOCK_DAY;
	struct date date = day_to_date(day);

	buf_format(line, "%s, %d %s %d %02d:%02d:%02d +0000",
	    weekdays[day_weekday(day)], date.day, months[date.month - 1],
	    date.year, (int)(second / CLOCK_HOUR),
	    (int)(second % CLOCK_HOUR / CLOCK_MINUTE),
	    (int)(second % CLOCK_MINUTE));
}
