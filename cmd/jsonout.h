#ifndef JSONOUT_H
#define JSONOUT_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Prints one JSON value to stdout, piece by piece, and puts the commas.  "name"
 * is the member's, NULL for an element of an array and for the outermost value.
 */
struct jsonout {
	bool more;   /* something stands before in the same bracket */
	bool spread; /* over lines, for people to read */
	int depth;   /* brackets that are open */
};

/* "bracket" is '{' or '[', and for the end '}' or ']'. */
void jsonout_begin(struct jsonout *out, const char *name, char bracket);
void jsonout_end(struct jsonout *out, char bracket);

/* NULL is printed as null; bytes that are no UTF-8 as U+FFFD. */
void jsonout_text(struct jsonout *out, const char *name, const char *text);
void jsonout_number(struct jsonout *out, const char *name, int64_t number);

void jsonout_flag(struct jsonout *out, const char *name, bool flag);

/* An instant as RFC 3339 in UTC, and a day; null for 0. */
void jsonout_instant(struct jsonout *out, const char *name, int64_t instant);
void jsonout_day(struct jsonout *out, const char *name, int64_t day);

#endif
