#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * A run of calendar days in the zone, made once, in which the day of an instant
 * is found without asking the system: for work that has millions of them.
 */
struct span {
	int64_t first;   /* day of base/day.h */
	size_t days;     /* one at least */
	int64_t *starts; /* the first instant of each, and of the day after */
};

/* From the day "first" to "last".  Returns 0 or -1.  Free with span_free. */
int span_init(struct span *span, int64_t first, int64_t last, struct err *err);
void span_free(struct span *span);

/*
 * The place of a day or of an instant in the span: 0 for what came before it
 * as well, and "days" for what comes after it.
 */
size_t span_of_day(const struct span *span, int64_t day);
size_t span_of(const struct span *span, int64_t instant);

#endif
