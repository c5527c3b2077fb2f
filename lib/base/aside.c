#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/aside.h"
#include "base/stream.h"
#include "base/text.h"

#define SUFFIX ".XXXXXX" /* for mkstemp(3) */

static int
wrong(struct aside *aside, struct err *err)
{
	err_set(err, ERR_LATER, "%s: cannot be written: %s", aside->path,
	    strerror(errno));
	aside_drop(aside);
	return -1;
}

int
aside_open(struct aside *aside, const char *path, struct err *err)
{
	size_t size = strlen(path) + sizeof(SUFFIX);

	*aside = (struct aside){text_copy(path), malloc(size), -1};
	if (aside->path == NULL || aside->name == NULL) {
		aside_drop(aside);
		return err_memory(err);
	}
	snprintf(aside->name, size, "%s" SUFFIX, path);
	aside->fd = mkstemp(aside->name);
	return aside->fd == -1 ? wrong(aside, err) : 0;
}

int
aside_write(struct aside *aside, const void *data, size_t len, struct err *err)
{
	return stream_write(aside->fd, data, len) == -1 ? wrong(aside, err) : 0;
}

int
aside_put(struct aside *aside, struct err *err)
{
	if (fsync(aside->fd) == -1 || rename(aside->name, aside->path) == -1)
		return wrong(aside, err);
	close(aside->fd);
	aside->fd = -1;
	aside_drop(aside);
	return 0;
}

void
aside_drop(struct aside *aside)
{
	if (aside->fd != -1) {
		close(aside->fd);
		if (aside->name != NULL)
			unlink(aside->name);
	}
	free(aside->path);
	free(aside->name);
	*aside = (struct aside){NULL, NULL, -1};
}
