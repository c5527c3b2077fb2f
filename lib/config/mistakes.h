#ifndef CONFIG_MISTAKES_H
#define CONFIG_MISTAKES_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "config/keep.h"

#define MISTAKES_MAX 200 /* lines; nobody mends more than that in one go */
#define MISTAKE_SIZE 768 /* bytes of one, with its NUL; longer ones are cut */

/* What is wrong in one file, in the order of its lines. */
struct mistakes {
	const char *path;
	struct keep *keep;
	struct mistake *first;
	size_t count; /* of all, also of those beyond MISTAKES_MAX */
};

/* Notes one, in the manner of printf and without a final newline. */
void mistakes_add(struct mistakes *mistakes, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Adds them to "lines" as "FILE:LINE: TEXT", with a newline each, and fills
 * "err" (ERR_CONFIG) with the first.  Does nothing when there are none.
 */
void mistakes_write(
    const struct mistakes *mistakes, struct buf *lines, struct err *err);

#endif
