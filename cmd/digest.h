#ifndef DIGEST_H
#define DIGEST_H

#include "campaign.h"
#include "render/letter.h"
#include "store/progress.h"

#define DIGEST_EXAMPLES 3

/*
 * Write a digest about the row "about" of "weekly": of the letter's
 * institution, or of all.  For 0, -1 and -2 it is an example: in the middle,
 * without names near the end, and with everybody there.  They are writers of
 * notice.c.  Besides what facts.h lists their templates may name
 *
 *	done                    everybody is there
 *	gained, exempt, unreachable, begun   numbers, "" for none
 *	missing                 a number, "0" for none
 *	bar                     {before, gained, rest}: widths in per cents, ""
 *				for none
 *	missing_words, gained_words   "8 mensen", "3 mensen"
 *	gained_tale, exempt_words, begun_words   sentences; "" for none
 *
 * and of an institution
 *
 *	advice                  {leader, begun, unreachable, last, first,
 *				meeting}: one of them is true
 *	names                   true when who is missing may be named
 *	stragglers              {name, state, promised} of who is missing
 *	more                    how many are not in that list; "" for none
 *	page                    address of the institution's page; ""
 *
 * and of all of them
 *
 *	institutions, complete  how many there are, and are done
 *	laggards                {name, people, enrolled, missing, gained,
 *advice, bar}, the most missing first finished                names of those
 *that got done, and finished_more, laggards_more   how many are not in these
 *lists; ""
 */
int digest_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err);
int digest_owner_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err);

/*
 * Tells "data" how far they are: the names above up to "missing_words", and
 * "advice" for how many days there are left.
 */
void digest_fill(const struct progress *progress, int64_t days_left,
    const struct catalogue *words, struct value *data);

#endif
