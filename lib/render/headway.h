#ifndef RENDER_HEADWAY_H
#define RENDER_HEADWAY_H

#include <stdint.h>

#include "render/catalogue.h"
#include "render/value.h"
#include "store/progress.h"

/*
 * Tells "data" how far people are, in the names that mails, pages and kits have
 * for it:
 *
 *	done                    nobody is to go
 *	missing                 how many are to go
 *	gained, exempt, begun, unreachable   numbers, "" for none
 *	missing_words, gained_words          "8 mensen", "3 mensen"
 *	gained_tale, exempt_words, begun_words   sentences; "" for none
 *	bar                     {before, gained, rest}: widths in per cents that
 *				are a hundred together, "" for none
 *	advice                  {exempt, arrival, administrator, visit, call}:
 *				the thing to do next is true; see store/advice.h
 */
void headway_fill(const struct progress *progress,
    const struct catalogue *words, struct value *data);

/* Set a number as people write it; "" instead of none. */
void headway_number(struct value *data, const char *name,
    const struct catalogue *words, int64_t number);
void headway_some(struct value *data, const char *name,
    const struct catalogue *words, int64_t number);

/* That thing in a line, for who looks after many institutions. */
const char *headway_advice(
    const struct progress *progress, const struct catalogue *words);

/*
 * Adds somebody who is to go to a list: {name, ref, id, unreachable, state,
 * promised}, where state is in a few words and promised a day, "" for none.
 */
void headway_straggler(const struct straggler *straggler,
    const struct catalogue *words, struct value *list);

#endif
