#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/stream.h"

static const char pattern[] = "twofold-XXXXXX";

ssize_t
stream_read(int fd, void *data, size_t size)
{
	char *to = data;
	size_t used = 0;
	ssize_t n;

	while (used < size) {
		n = read(fd, to + used, size - used);
		if (n == 0)
			break;
		if (n > 0)
			used += (size_t)n;
		else if (errno != EINTR)
			return -1;
	}
	return (ssize_t)used;
}

int
stream_write(int fd, const void *data, size_t len)
{
	const char *at = data;
	ssize_t n;

	while (len > 0) {
		n = write(fd, at, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		at += n;
		len -= (size_t)n;
	}
	return 0;
}

int
stream_temporary(struct err *err)
{
	const char *folder = getenv("TMPDIR");
	char *path;
	size_t size;
	int fd;

	if (folder == NULL || folder[0] == '\0')
		folder = "/tmp";
	size = strlen(folder) + 1 + sizeof(pattern);
	path = malloc(size);
	if (path == NULL)
		return err_memory(err);
	snprintf(path, size, "%s/%s", folder, pattern);
	fd = mkstemp(path);
	if (fd == -1)
		err_set(err, ERR_LATER,
		    "%s: a temporary file cannot be made: %s; TMPDIR names "
		    "another folder for them",
		    folder, strerror(errno));
	else
		unlink(path);
	free(path);
	return fd;
}
