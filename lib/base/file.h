#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* What file_read is told about a file that holds a secret. */
enum file_access {
	FILE_ANY,
	FILE_PRIVATE /* refused when group or others may read or write it */
};

/*
 * Adds a whole file to "buf" (whose maximum is the file's).  Returns 0, or -1
 * with "err" (ERR_CONFIG) naming the file.
 */
int file_read(const char *path, enum file_access access, struct buf *buf,
    struct err *err);

/*
 * Writes a file so that a reader or a crash sees the old one or the new one,
 * never a part: written beside it, flushed to disk, renamed.  "mode" as for
 * open(2).  Returns 0, or -1 with "err" (ERR_LATER when the disk is full).
 */
int file_write(const char *path, const void *data, size_t len,
    unsigned int mode, struct err *err);

/*
 * The same for a file that is there, whose owner and mode stay: who runs this
 * as root locks nobody out.  Where the name is a link, the file behind it is
 * meant.  One process at a time: what is written beside it is called ".new".
 */
int file_replace(
    const char *path, const void *data, size_t len, struct err *err);

/* The same for a file that must not exist yet. */
int file_create(const char *path, const void *data, size_t len,
    unsigned int mode, struct err *err);

/* Whether there is a file or folder of that name. */
bool file_exists(const char *path);

/* Makes a folder; one that exists already is fine. */
int file_make_folder(const char *path, unsigned int mode, struct err *err);

/*
 * "name" seen from the folder in which the file "beside" stands; an absolute
 * name stays as it is.  NULL without memory; free with free().
 */
char *file_beside(const char *beside, const char *name);

/* "folder" "/" "name" on the heap, NULL without memory. */
char *file_join(const char *folder, const char *name);

/*
 * Takes the lock of that name, without waiting; it ends with the process.
 * Returns a descriptor to close(), or -1 with "err" (ERR_LATER when another
 * process has it, whose number the sentence gives).
 */
int file_lock(const char *path, struct err *err);

#endif
