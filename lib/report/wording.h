#ifndef REPORT_WORDING_H
#define REPORT_WORDING_H

#include <stdint.h>

#include "base/buf.h"

/*
 * The words of a report in one language, from whoever has them; everything that
 * is added here is escaped for HTML.
 */
struct wording {
	const char *language;
	const void *source;
	const char *(*word)(const void *source, const char *key);
};

/* A word; the text of a key that may be missing, or else "other". */
void wording_add(const struct wording *w, const char *key, struct buf *out);
const char *wording_or(
    const struct wording *w, const char *key, const char *other);

/* A text as it is. */
void wording_text(const char *text, struct buf *out);

/*
 * The text of a key with {1}, which may be {n}, {2} and {3} filled in; NULL for
 * what it has not.  What is filled in is HTML already.
 */
void wording_fill(const struct wording *w, const char *key, const char *first,
    const char *second, const char *third, struct buf *out);

/*
 * How many there are of something, in the words of KEY.one for 1 and of
 * KEY.many for any other number, with the number in the place of {n}: escaped.
 */
#define WORDING_SIZE 64
const char *wording_count(const struct wording *w, const char *key,
    int64_t number, char text[WORDING_SIZE]);

/* Fills in the text of KEY.one or KEY.many, whichever suits the number. */
void wording_fill_count(const struct wording *w, const char *key,
    int64_t number, const char *first, const char *second, struct buf *out);

/* Numbers as people write them, in texts of WORDING_SIZE. */
const char *wording_number(
    const struct wording *w, int64_t number, char text[WORDING_SIZE]);
const char *wording_tenths(
    const struct wording *w, int tenths, char text[WORDING_SIZE]);

/* A share as a whole percentage: "72%". */
const char *wording_percent(double share, char text[WORDING_SIZE]);

/* "1 december", or with a year; "dec". */
const char *wording_day(
    const struct wording *w, int64_t day, char text[WORDING_SIZE]);
const char *wording_month(
    const struct wording *w, int month, char text[WORDING_SIZE]);

#endif
