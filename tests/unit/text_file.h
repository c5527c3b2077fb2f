#ifndef TEXT_FILE_H
#define TEXT_FILE_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/stream.h"

/* A descriptor from which these bytes can be read. */
static inline int
text_fd(const void *data, size_t len)
{
	struct err err;
	int fd = stream_temporary(&err);

	assert_true(fd != -1);
	assert_int_equal(stream_write(fd, data, len), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* Where text_path puts its file, and its name within the folder. */
#define TEXT_FILE_NAME "people.csv"
#define TEXT_FILE_SIZE 64

/* Writes these bytes to a file in a folder of its own. */
static inline void
text_path(const void *data, size_t len, char path[TEXT_FILE_SIZE])
{
	char folder[] = "/tmp/twofold-test-XXXXXX";
	int fd;

	assert_non_null(mkdtemp(folder));
	snprintf(path, TEXT_FILE_SIZE, "%s/" TEXT_FILE_NAME, folder);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_true(fd != -1);
	assert_int_equal(stream_write(fd, data, len), 0);
	close(fd);
}

/* Takes it away again. */
static inline void
text_remove(char *path)
{
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
}

#endif
