#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stddef.h>

#include "base/err.h"

/* The names in a folder, by the alphabet of bytes; without "." and "..". */
struct folder {
	char **names;
	size_t count;
};

/*
 * Returns 0, or -1 with "err" (ERR_LATER) when the folder cannot be read.  Free
 * with folder_free in both cases.
 */
int folder_read(const char *path, struct folder *folder, struct err *err);
void folder_free(struct folder *folder);

#endif
