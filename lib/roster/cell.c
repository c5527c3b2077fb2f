#include <ctype.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "base/utf8.h"
#include "roster/cell.h"
#include "roster/fault.h"

/* In English and Dutch; a column that is too narrow gives "####". */
static const char *const errors[] = {
    "#N/A",
    "#N/B",
    "#VALUE!",
    "#WAARDE!",
    "#REF!",
    "#VERW!",
    "#NAME?",
    "#NAAM?",
    "#DIV/0!",
    "#DEEL/0!",
    "#NUM!",
    "#GETAL!",
    "#NULL!",
    "#LEEG!",
    "#SPILL!",
    "#OVERLOOP!",
    "#CALC!",
    "#BEREKENEN!",
    "#GETTING_DATA",
};

static const char *const numbered[] = {"Err:", "Fout:"};

char *
cell_clean(char *field)
{
	char *s = strstr(field, "\xc2\xa0"), *to = s;

	if (s != NULL) {
		for (; *s != '\0'; s++) {
			if (text_starts(s, "\xc2\xa0"))
				*++s = ' ';
			*to++ = *s;
		}
		*to = '\0';
	}
	s = text_trim(field);
	if (s[0] == '\'' && s[1] != '\0' && strchr("=+-@", s[1]) != NULL)
		s++;
	return s;
}

void
cell_squeeze(char *text)
{
	char *s = strstr(text, "  "), *to = s;

	for (; s != NULL && *s != '\0'; s++) {
		if (s[0] != ' ' || s[1] != ' ')
			*to++ = *s;
	}
	if (s != NULL)
		*to = '\0';
}

/* LibreOffice has numbers for most of its errors: "Err:508", "Fout:508". */
static bool
is_numbered_error(const char *text)
{
	size_t i;

	for (i = 0; i < sizeof(numbered) / sizeof(numbered[0]); i++) {
		if (text_starts(text, numbered[i]))
			break;
	}
	if (i == sizeof(numbered) / sizeof(numbered[0]))
		return false;
	text += strlen(numbered[i]);
	return strlen(text) == 3 && strspn(text, "0123456789") == 3;
}

static bool
is_error(const char *text)
{
	size_t i;

	if (text[0] != '#')
		return is_numbered_error(text);
	if (text[1] != '\0' && text[strspn(text, "#")] == '\0')
		return true;
	for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		if (text_same_nocase(text, errors[i]))
			return true;
	}
	return false;
}

/* U+FFFD, which programs put where they could not read a character. */
static const char lost[] = "\xef\xbf\xbd";

/* Whether there is a character that cannot be seen; few texts go this way. */
static bool
hides(const char *text)
{
	for (; *text != '\0'; text++) {
		if (utf8_hidden(text) > 0)
			return true;
	}
	return false;
}

const char *
cell_fault(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;
	bool plain = true;

	for (; *s != '\0' && plain; s++)
		plain = *s >= 0x20 && *s < 0x7f;
	if (!plain) {
		if (strpbrk(text, "\r\n") != NULL)
			return FAULT_LINE_BREAK;
		if (text_has_control(text))
			return FAULT_CONTROL;
		if (hides(text))
			return FAULT_HIDDEN;
		if (strstr(text, lost) != NULL)
			return FAULT_LOST_CHARACTER;
	}
	if (is_error(text))
		return FAULT_FORMULA;
	return NULL;
}

static const char *
digits(const char *s)
{
	while (isdigit((unsigned char)*s))
		s++;
	return s;
}

bool
cell_is_scientific(const char *text)
{
	const char *s = text, *after;

	if (*s == '+' || *s == '-')
		s++;
	after = digits(s);
	if (after == s)
		return false;
	s = after;
	if (*s == '.' || *s == ',')
		s = digits(s + 1);
	/* Spreadsheets write the sign; without one it may be a user name. */
	if ((*s != 'E' && *s != 'e') || (s[1] != '+' && s[1] != '-'))
		return false;
	s += 2;
	after = digits(s);
	return after > s && *after == '\0';
}

int
cell_day(const char *text, int64_t *day)
{
	static const char decimals[] = "0123456789";
	char iso[DAY_TEXT_SIZE] = "0000-00-00";
	size_t d = strspn(text, decimals), m;
	const char *month, *year;

	if (day_parse(text, day) == 0)
		return *day < 0 ? -1 : 0;
	if (d < 1 || d > 2 || text[d] == '\0' || strchr("-/.", text[d]) == NULL)
		return -1;
	month = text + d + 1;
	m = strspn(month, decimals);
	if (m < 1 || m > 2 || month[m] != text[d])
		return -1;
	year = month + m + 1;
	if (strlen(year) != 4)
		return -1;
	memcpy(iso, year, 4);
	memcpy(iso + 7 - m, month, m);
	memcpy(iso + 10 - d, text, d);
	return day_parse(iso, day) == 0 && *day >= 0 ? 0 : -1;
}

void
cell_key(const char *text, char key[CELL_KEY_SIZE])
{
	size_t n = 0;

	for (; *text != '\0' && n < CELL_KEY_SIZE - 1; text++) {
		if (strchr(" _-.", *text) == NULL)
			key[n++] = *text;
	}
	key[*text == '\0' ? n : 0] = '\0';
	text_lower(key);
}
