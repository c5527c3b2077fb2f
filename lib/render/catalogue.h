#ifndef RENDER_CATALOGUE_H
#define RENDER_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * The words of one language, from files with lines such as
 *
 *	# Days of the week
 *	weekday.1 = maandag
 *	days.many = {n} dagen
 *
 * in UTF-8.  Lines that are empty or begin with "#" say nothing; blanks around
 * key and text do not count.
 */
struct catalogue;

/* An empty one, NULL without memory.  Free with catalogue_free. */
struct catalogue *catalogue_new(void);
void catalogue_free(struct catalogue *catalogue);

/*
 * Adds the lines of "text"; "name" stands for the file.  A key that an earlier
 * file had takes the new text.  Returns 0; or -1 with "err" (ERR_CONFIG):
 *
 *	nl/words:12: "weekday.1" stands on line 4 already
 */
int catalogue_add(struct catalogue *catalogue, const char *name,
    const char *text, struct err *err);

/* The text of a key; the key itself, which has to last, when there is none. */
const char *catalogue_get(const struct catalogue *catalogue, const char *key);

/* The text of KIND.NAME; the name, which has to last, when there is none. */
const char *catalogue_named(
    const struct catalogue *catalogue, const char *kind, const char *name);

/*
 * Adds the text of KIND.NAME with the texts in the places of {1}, {2}, ...; at
 * most CATALOGUE_TEXTS of them.  Returns false when there is none.
 */
#define CATALOGUE_TEXTS 9
bool catalogue_sentence(const struct catalogue *catalogue, const char *kind,
    const char *name, const char *const *texts, size_t count, struct buf *out);

/*
 * Adds each key of "other" that "catalogue" lacks to "out", a line each, in
 * order of the alphabet.  Returns how many.
 */
size_t catalogue_missing(const struct catalogue *catalogue,
    const struct catalogue *other, struct buf *out);

/*
 * Adds a day of base/day.h as people write it, by the key date.long with
 * {weekday}, {day}, {month} and {year}, and by weekday.1 (Monday) to weekday.7
 * and month.1 to month.12: "dinsdag 1 december 2026".
 */
void catalogue_day(
    const struct catalogue *catalogue, int64_t day, struct buf *out);

/* Adds a number, 0 or more, as people write it, by number.group: "1.200". */
void catalogue_number(
    const struct catalogue *catalogue, int64_t n, struct buf *out);

/*
 * Adds how many there are of something: the text of KEY.one for 1 and of
 * KEY.many for any other number, with the number in the place of {n}.
 */
void catalogue_count(const struct catalogue *catalogue, const char *key,
    int64_t n, struct buf *out);

/* catalogue_count() of "days": "14 dagen". */
void catalogue_days(
    const struct catalogue *catalogue, int64_t n, struct buf *out);

#endif
