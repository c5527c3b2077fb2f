#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/stream.h"
#include "base/text.h"
#include "base/utf8.h"
#include "roster/fault.h"
#include "roster/spool.h"

#define BLOCK 262144                      /* bytes read at a time */
#define MARK_MAX 3                        /* bytes of a byte order mark */
#define CONVERTED_MAX (4 * (size_t)BLOCK) /* of a block, as UTF-8 */

/* Files that are taken for CSV by mistake, by how they begin. */
static const struct {
	const char *bytes;
	size_t len;
	const char *hint;
} strangers[] = {
    {"\x1f\x8b", 2, FAULT_GZIP},
    {"PK\x03\x04", 4, FAULT_WORKBOOK},
    {"\xd0\xcf\x11\xe0", 4, FAULT_WORKBOOK_OLD},
    {"%PDF", 4, FAULT_PDF},
};

/* What one pass over a file does with each block; -1 with "err" ends it. */
typedef int visitor(
    const char *data, size_t len, bool last, void *context, struct err *err);

/* What the first pass finds out. */
struct scan {
	const char *name;
	struct hash_sum *sum;
	int copy; /* a temporary file that gets the bytes, or -1 */
	bool utf8;
	char tail[UTF8_TAIL]; /* of a character that a block cut in two */
	size_t tail_len;
	int64_t bytes;
};

struct conversion {
	struct charset_converter *converter;
	struct buf out, rest; /* the rest: of a character cut in two */
	size_t skip;          /* bytes of the byte order mark */
	int to;
};

const char *
spool_name(const char *path)
{
	return text_same(path, SPOOL_STDIN) ? "standard input" : path;
}

static int
keep(int fd, const char *data, size_t len, struct err *err)
{
	if (stream_write(fd, data, len) == 0)
		return 0;
	return err_set(err, ERR_LATER,
	    "the temporary file cannot be written: %s; make room, or set "
	    "TMPDIR to a folder with more",
	    strerror(errno));
}

/* Hands a file over in blocks from where it stands. */
static int
go_through(
    int fd, const char *name, visitor *visit, void *context, struct err *err)
{
	char *block = malloc(BLOCK);
	ssize_t n;
	int rc = 0;

	if (block == NULL)
		return err_memory(err);
	do {
		n = stream_read(fd, block, BLOCK);
		if (n == -1)
			rc = err_set(err, ERR_DATA, "%s: cannot be read: %s",
			    name, strerror(errno));
		else
			rc = visit(block, (size_t)n, n < BLOCK, context, err);
	} while (rc == 0 && n == BLOCK);
	free(block);
	return rc;
}

static int
check_kind(const char *name, const char *data, size_t len, struct err *err)
{
	size_t i;

	if (len == 0)
		return err_set(err, ERR_DATA, "%s: " FAULT_EMPTY, name);
	for (i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
		if (len >= strangers[i].len &&
		    memcmp(data, strangers[i].bytes, strangers[i].len) == 0)
			return err_set(
			    err, ERR_DATA, "%s: %s", name, strangers[i].hint);
	}
	return 0;
}

/* Joins the bytes that the block before kept back with the first of these. */
static void
look_for_utf8(struct scan *scan, const char *data, size_t len, bool last)
{
	char joined[2 * UTF8_TAIL + 2];
	size_t n = scan->tail_len, more, good;

	if (n > 0) {
		more = len < UTF8_TAIL ? len : UTF8_TAIL;
		memcpy(joined, scan->tail, n);
		memcpy(joined + n, data, more);
		good = utf8_span(joined, n + more);
		if (good < n) {
			scan->utf8 = false;
			return;
		}
		data += good - n;
		len -= good - n;
	}
	good = utf8_span(data, len);
	scan->tail_len = len - good;
	if (scan->tail_len > UTF8_TAIL || (last && scan->tail_len > 0))
		scan->utf8 = false;
	else
		memcpy(scan->tail, data + good, scan->tail_len);
}

static int
scan_block(
    const char *data, size_t len, bool last, void *context, struct err *err)
{
	struct scan *scan = context;

	if (scan->bytes == 0 && check_kind(scan->name, data, len, err) == -1)
		return -1;
	scan->bytes += (int64_t)len;
	if (scan->bytes > SPOOL_MAX)
		return err_set(err, ERR_DATA,
		    "%s: is larger than %lld bytes, which no list is",
		    scan->name, (long long)SPOOL_MAX);
	if (hash_add(scan->sum, data, len) == -1)
		return err_set(err, ERR_INTERNAL, "%s: no SHA-256", scan->name);
	if (scan->utf8)
		look_for_utf8(scan, data, len, last);
	return scan->copy == -1 ? 0 : keep(scan->copy, data, len, err);
}

/* The first pass: the hash, the charset, and a copy of what is no file. */
static int
scan_file(struct spool *spool, const char *name, bool copy, struct err *err)
{
	struct scan scan = {
	    .name = name, .sum = hash_begin(), .copy = -1, .utf8 = true};
	uint8_t digest[HASH_SIZE];
	int rc = -1;

	if (scan.sum == NULL) {
		err_set(err, ERR_INTERNAL, "%s: no SHA-256", name);
		goto out;
	}
	if (copy && (scan.copy = stream_temporary(err)) == -1)
		goto out;
	rc = go_through(spool->fd, name, scan_block, &scan, err);
	if (copy) {
		close(spool->fd);
		spool->fd = scan.copy;
	}
	spool->charset = scan.utf8 ? CHARSET_UTF8 : CHARSET_WINDOWS_1252;
out:
	if (hash_end(scan.sum, rc == 0 ? digest : NULL) == -1)
		rc = err_set(err, ERR_INTERNAL, "%s: no SHA-256", name);
	if (rc == 0)
		encode_hex(digest, sizeof(digest), spool->sha256);
	return rc;
}

static int
convert_block(
    const char *data, size_t len, bool last, void *context, struct err *err)
{
	struct conversion *conversion = context;
	struct buf *out = &conversion->out, *rest = &conversion->rest;
	size_t used;

	data += conversion->skip;
	len -= conversion->skip;
	conversion->skip = 0;
	buf_clear(out);
	buf_add(rest, data, len);
	used = charset_convert(
	    conversion->converter, rest->data, rest->len, last, out);
	if (rest->failed || out->failed)
		return err_memory(err);
	memmove(rest->data, rest->data + used, rest->len - used);
	rest->len -= used;
	return keep(conversion->to, out->data, out->len, err);
}

/* The second pass, for what is not UTF-8. */
static int
convert_file(
    struct spool *spool, const char *name, size_t mark, struct err *err)
{
	struct conversion conversion = {.skip = mark, .to = -1};
	int rc = -1;

	buf_init(&conversion.out, CONVERTED_MAX);
	buf_init(&conversion.rest, 2 * BLOCK);
	conversion.converter =
	    charset_open(spool->charset, CHARSET_TO_UTF8, err);
	if (conversion.converter == NULL ||
	    (conversion.to = stream_temporary(err)) == -1)
		goto out;
	if (lseek(spool->fd, 0, SEEK_SET) == -1) {
		err_set(err, ERR_DATA, "%s: cannot be read again: %s", name,
		    strerror(errno));
		goto out;
	}
	rc = go_through(spool->fd, name, convert_block, &conversion, err);
out:
	if (conversion.to != -1) {
		close(spool->fd);
		spool->fd = conversion.to;
		spool->size = -1;
	}
	charset_close(conversion.converter);
	buf_free(&conversion.out);
	buf_free(&conversion.rest);
	return rc;
}

static int64_t
changed_at(const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

/* Opens the file; "*pipe" is set when it can be read once only. */
static int
open_file(struct spool *spool, const char *path, bool *pipe, struct err *err)
{
	const char *name = spool_name(path);
	struct stat st;

	spool->fd = text_same(path, SPOOL_STDIN)
	    ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
	    : open(path, O_RDONLY | O_CLOEXEC);
	if (spool->fd == -1 || fstat(spool->fd, &st) == -1)
		return err_set(err, ERR_DATA, "%s: cannot be read: %s", name,
		    strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_DATA,
		    "%s: is a folder; name the files in it", name);
	*pipe = !S_ISREG(st.st_mode) || lseek(spool->fd, 0, SEEK_CUR) != 0;
	spool->size = *pipe ? -1 : (int64_t)st.st_size;
	spool->changed_at = changed_at(&st);
	return 0;
}

/* Goes through the file that is open, and stands at the start of its text. */
static int
take_file(struct spool *spool, const char *name, bool pipe, struct err *err)
{
	enum charset marked = CHARSET_UTF8;
	char head[MARK_MAX];
	size_t mark;
	ssize_t n;

	if (scan_file(spool, name, pipe, err) == -1)
		return -1;
	n = pread(spool->fd, head, sizeof(head), 0);
	if (n == -1)
		return err_set(err, ERR_DATA, "%s: cannot be read: %s", name,
		    strerror(errno));
	mark = charset_mark(head, (size_t)n, &marked);
	/* What says that it is UTF-8 may yet be something else. */
	if (mark > 0 && marked != CHARSET_UTF8)
		spool->charset = marked;
	spool->marked = mark > 0;
	spool->start = (int64_t)mark;
	if (spool->charset != CHARSET_UTF8) {
		if (convert_file(spool, name, mark, err) == -1)
			return -1;
		spool->start = 0;
	}
	if (lseek(spool->fd, (off_t)spool->start, SEEK_SET) == -1)
		return err_set(err, ERR_DATA, "%s: cannot be read again: %s",
		    name, strerror(errno));
	return 0;
}

int
spool_open(const char *path, struct spool *spool, struct err *err)
{
	bool pipe = false;

	*spool = (struct spool){.fd = -1};
	if (open_file(spool, path, &pipe, err) == -1)
		return -1;
	return take_file(spool, spool_name(path), pipe, err);
}

int
spool_hold(const char *name, const struct buf *bytes, struct spool *spool,
    struct err *err)
{
	*spool = (struct spool){.fd = stream_temporary(err), .size = -1};
	if (spool->fd == -1 ||
	    keep(spool->fd, bytes->data, bytes->len, err) == -1)
		return -1;
	if (lseek(spool->fd, 0, SEEK_SET) == -1)
		return err_set(err, ERR_LATER,
		    "the temporary file cannot be read: %s", strerror(errno));
	return take_file(spool, name, false, err);
}

int
spool_check(const struct spool *spool, const char *name, struct err *err)
{
	struct stat st;

	if (spool->size == -1 ||
	    (fstat(spool->fd, &st) == 0 && st.st_size == spool->size &&
		changed_at(&st) == spool->changed_at))
		return 0;
	return err_set(err, ERR_LATER,
	    "%s: was changed while it was read; import it again", name);
}

void
spool_close(struct spool *spool)
{
	if (spool->fd != -1)
		close(spool->fd);
	spool->fd = -1;
}
