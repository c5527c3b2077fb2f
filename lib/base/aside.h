#ifndef BASE_ASIDE_H
#define BASE_ASIDE_H

#include <stddef.h>

#include "base/err.h"

/*
 * A file that is written beside its place and then put there as a whole, piece
 * by piece where file_write() would need all of it in memory.  Only its owner
 * may read it.
 */
struct aside {
	char *path;
	char *name; /* while it is written */
	int fd;     /* -1 when nothing is open */
};

/*
 * All return 0, or -1 with "err" (ERR_LATER).  After aside_put or aside_drop
 * nothing is left open; aside_drop takes one that was never opened, too, as
 * {NULL, NULL, -1}.
 */
int aside_open(struct aside *aside, const char *path, struct err *err);
int aside_write(
    struct aside *aside, const void *data, size_t len, struct err *err);
int aside_put(struct aside *aside, struct err *err);
void aside_drop(struct aside *aside);

#endif
