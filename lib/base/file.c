#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/stream.h"

/* A full disk passes; whatever else is wrong with a path has to be mended. */
static enum err_kind
kind_of(int error)
{
	return error == ENOSPC || error == EDQUOT ? ERR_LATER : ERR_CONFIG;
}

static int
wrong(struct err *err, const char *path, const char *what)
{
	return err_set(
	    err, kind_of(errno), "%s: %s: %s", path, what, strerror(errno));
}

int
file_read(
    const char *path, enum file_access access, struct buf *buf, struct err *err)
{
	char block[8192];
	struct stat st;
	ssize_t n = 0;
	int fd, rc = -1;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1 || fstat(fd, &st) == -1) {
		wrong(err, path, "cannot be read");
		goto out;
	}
	if (S_ISDIR(st.st_mode)) {
		err_set(err, ERR_CONFIG, "%s: is a folder, not a file", path);
		goto out;
	}
	if (access == FILE_PRIVATE && (st.st_mode & 077) != 0) {
		err_set(err, ERR_CONFIG,
		    "%s: others can read it (mode %04o); it holds a secret, so "
		    "run: chmod 600 %s",
		    path, (unsigned int)(st.st_mode & 07777), path);
		goto out;
	}
	while (!buf->failed && (n = read(fd, block, sizeof(block))) > 0)
		buf_add(buf, block, (size_t)n);
	if (n == -1)
		wrong(err, path, "cannot be read");
	else if (buf->failed)
		err_set(err, ERR_CONFIG, "%s: is larger than %zu bytes", path,
		    buf->max);
	else
		rc = 0;
out:
	if (access == FILE_PRIVATE)
		hash_wipe(block, sizeof(block));
	if (fd != -1)
		close(fd);
	return rc;
}

static int
write_all(int fd, const void *data, size_t len)
{
	return stream_write(fd, data, len) == -1 ? -1 : fsync(fd);
}

/* A rename is on disk once its folder is. */
static int
sync_folder(const char *path)
{
	char *folder = file_beside(path, ".");
	int fd, rc = -1;

	if (folder == NULL)
		return -1;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd != -1) {
		rc = fsync(fd);
		close(fd);
	}
	free(folder);
	return rc;
}

/*
 * The file beside the one that is to be replaced.  It may hold a secret, so
 * what a killed process left goes first, and there is never more than one.
 */
static int
open_new(const char *name)
{
	unlink(name);
	return open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

/* Writes a file aside, made ready by "mode" and, unless NULL, its owner. */
static int
write_aside(const char *path, const void *data, size_t len, unsigned int mode,
    const struct stat *owner, struct err *err)
{
	size_t size = strlen(path) + sizeof(".XXXXXX");
	char *aside = malloc(size);
	int fd = -1, rc = -1;

	if (aside == NULL)
		return err_memory(err);
	snprintf(aside, size, "%s%s", path, owner == NULL ? ".XXXXXX" : ".new");
	fd = owner == NULL ? mkstemp(aside) : open_new(aside);
	if (fd == -1) {
		wrong(err, path, "cannot be written");
		goto out;
	}
	if ((owner != NULL && fchown(fd, owner->st_uid, owner->st_gid) == -1) ||
	    fchmod(fd, mode) == -1 || write_all(fd, data, len) == -1 ||
	    rename(aside, path) == -1) {
		wrong(err, path, "cannot be written");
		unlink(aside);
		goto out;
	}
	if (sync_folder(path) == -1) {
		wrong(err, path, "cannot be written");
		goto out;
	}
	rc = 0;
out:
	if (fd != -1)
		close(fd);
	free(aside);
	return rc;
}

int
file_write(const char *path, const void *data, size_t len, unsigned int mode,
    struct err *err)
{
	return write_aside(path, data, len, mode, NULL, err);
}

int
file_replace(const char *path, const void *data, size_t len, struct err *err)
{
	char *real = realpath(path, NULL);
	struct stat st;
	int rc;

	if (real == NULL || stat(real, &st) == -1)
		rc = wrong(err, path, "cannot be written");
	else
		rc = write_aside(real, data, len, st.st_mode & 07777, &st, err);
	free(real);
	return rc;
}

int
file_create(const char *path, const void *data, size_t len, unsigned int mode,
    struct err *err)
{
	int fd, rc = 0;

	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd == -1)
		return wrong(err, path, "cannot be made");
	if (write_all(fd, data, len) == -1) {
		rc = wrong(err, path, "cannot be written");
		unlink(path);
	}
	close(fd);
	return rc;
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

int
file_make_folder(const char *path, unsigned int mode, struct err *err)
{
	if (mkdir(path, mode) == 0 || errno == EEXIST)
		return 0;
	return wrong(err, path, "cannot be made");
}

char *
file_join(const char *folder, const char *name)
{
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = malloc(size);

	if (path != NULL)
		snprintf(path, size, "%s/%s", folder, name);
	return path;
}

char *
file_beside(const char *beside, const char *name)
{
	const char *slash = strrchr(beside, '/');
	size_t len = slash == NULL ? 0 : (size_t)(slash - beside) + 1;
	size_t size = len + strlen(name) + 1;
	char *path;

	if (name[0] == '/')
		return strdup(name);
	path = malloc(size);
	if (path != NULL)
		snprintf(path, size, "%.*s%s", (int)len, beside, name);
	return path;
}

int
file_lock(const char *path, struct err *err)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int fd;

	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd == -1)
		return wrong(err, path, "cannot be opened");
	if (fcntl(fd, F_SETLK, &lock) == 0)
		return fd;
	if (errno != EACCES && errno != EAGAIN)
		wrong(err, path, "cannot be locked");
	else if (fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
		err_set(err, ERR_LATER,
		    "another run (process %ld) is at work; %s is locked",
		    (long)lock.l_pid, path);
	else
		err_set(err, ERR_LATER, "another run is at work; %s is locked",
		    path);
	close(fd);
	return -1;
}
