#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"

/*
 * Bytes from and to a descriptor, in one call each, whatever read(2) and
 * write(2) do in pieces.
 */

/* Returns how many bytes were read: less than "size" only at the end; or -1. */
ssize_t stream_read(int fd, void *data, size_t size);

/* Returns 0, or -1 with errno. */
int stream_write(int fd, const void *data, size_t len);

/*
 * A temporary file without a name in $TMPDIR or /tmp, gone when it is closed.
 * Returns its descriptor, or -1 with "err" (ERR_LATER).
 */
int stream_temporary(struct err *err);

#endif
