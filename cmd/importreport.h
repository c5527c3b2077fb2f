#ifndef IMPORTREPORT_H
#define IMPORTREPORT_H

#include "campaign.h"
#include "render/letter.h"
#include "roster/column.h"
#include "roster/refusal.h"
#include "store/imported.h"

/*
 * What became of a list, in the words of who made it.  Sets:
 *
 *	file                    the list's name
 *	taken                   true when it was imported
 *	trouble                 why it was refused as a whole, in English; ""
 *	told                    the same by the words "fault.NAME"; "" where
 *				they have it not
 *	added, changed, back, left, unchanged, refused
 *	                        how many; "" for none
 *	refusals                {line, title, value, reason, told, hint} each:
 *				the first few; "reason" is in English, "told" is
 *				as above, and "hint" says how the column is
 *				filled in (words "hint.COLUMN"), once for each
 *				column; title and value are "" where the whole
 *				line is wrong
 *	more                    how many more lines were refused; "" for none
 */
void importreport_fill(const struct imported *imported,
    const struct catalogue *words, struct value *data);

/*
 * The mail to an institution's administrators about a list of theirs, row
 * "about" of the store or, from 0 down, an example.  Besides the facts of every
 * letter its templates may name what importreport_fill() sets.
 */
#define IMPORTREPORT_EXAMPLES 3
int importreport_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err);

/* Refusals as they are kept with the list, until there are enough. */
struct importreport {
	struct buf refusals;
	size_t line;  /* of the last of them */
	size_t lines; /* that are kept */
};
void importreport_init(struct importreport *report);
void importreport_free(struct importreport *report);
void importreport_add(
    struct importreport *report, const struct roster_refusal *refusal);

#endif
