#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/stream.h"
#include "base/text.h"
#include "roster/column.h"
#include "roster/csv.h"
#include "roster/rejects.h"

#define REASONS_MAX 4096 /* bytes of all reasons of a line */
#define OUT_MAX (4 * (CSV_ROW_MAX + REASONS_MAX)) /* of a line, converted */
#define ASIDE ".XXXXXX"

struct rejects {
	char *path;
	char *aside; /* the file while it is written */
	int fd;      /* -1 before the first refusal */
	struct layout layout;
	struct buf header; /* a copy of the layout's */
	bool repeated; /* the list is such a file itself, with old reasons */
	struct charset_converter *converter; /* NULL for UTF-8 */
	struct err err;                      /* of the first failure */

	/* The line at hand; 0 for none. */
	size_t line;
	struct buf raw, reasons, text, out;
};

struct rejects *
rejects_new(const char *path)
{
	struct rejects *rejects = calloc(1, sizeof(*rejects));

	if (rejects == NULL)
		return NULL;
	buf_init(&rejects->header, CSV_ROW_MAX);
	buf_init(&rejects->raw, CSV_ROW_MAX);
	buf_init(&rejects->reasons, REASONS_MAX);
	buf_init(&rejects->text, OUT_MAX);
	buf_init(&rejects->out, OUT_MAX);
	rejects->fd = -1;
	rejects->path = text_copy(path);
	rejects->aside = malloc(strlen(path) + sizeof(ASIDE));
	if (rejects->path == NULL || rejects->aside == NULL) {
		rejects_free(rejects);
		return NULL;
	}
	snprintf(
	    rejects->aside, strlen(path) + sizeof(ASIDE), "%s" ASIDE, path);
	return rejects;
}

void
rejects_free(struct rejects *rejects)
{
	if (rejects == NULL)
		return;
	if (rejects->fd != -1) {
		close(rejects->fd);
		if (rejects->aside != NULL)
			unlink(rejects->aside);
	}
	charset_close(rejects->converter);
	buf_free(&rejects->header);
	buf_free(&rejects->raw);
	buf_free(&rejects->reasons);
	buf_free(&rejects->text);
	buf_free(&rejects->out);
	free(rejects->path);
	free(rejects->aside);
	free(rejects);
}

/* Where the second field of a line begins, 0 without one; quotes may be. */
static size_t
behind_first(const struct buf *line, char delimiter)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < line->len; i++) {
		if (!quoted && line->data[i] == delimiter)
			return i + 1;
		quoted ^= line->data[i] == '"';
	}
	return 0;
}

static bool
begins_with_reasons(const char *header)
{
	return text_starts(header + (header[0] == '"'), COLUMN_REASON);
}

static void
cannot_write(struct rejects *rejects)
{
	if (rejects->err.kind == ERR_NONE)
		err_set(&rejects->err, ERR_LATER, "%s: cannot be written: %s",
		    rejects->path, strerror(errno));
}

void
rejects_begin(struct rejects *rejects, const struct layout *layout)
{
	rejects->layout = *layout;
	buf_add(&rejects->header, layout->header, layout->header_len);
	if (rejects->header.failed) {
		err_memory(&rejects->err);
		return;
	}
	rejects->repeated = begins_with_reasons(rejects->header.data);
	if (layout->charset != CHARSET_UTF8)
		rejects->converter = charset_open(
		    layout->charset, CHARSET_FROM_UTF8, &rejects->err);
}

/* Writes what is in "text", in the charset of the list. */
static void
write_text(struct rejects *rejects)
{
	struct buf *text = &rejects->text, *out = text;

	if (rejects->converter != NULL) {
		out = &rejects->out;
		buf_clear(out);
		charset_convert(
		    rejects->converter, text->data, text->len, true, out);
	}
	if (text->failed || out->failed)
		err_memory(&rejects->err);
	else if (stream_write(rejects->fd, out->data, out->len) == -1)
		cannot_write(rejects);
	buf_clear(text);
}

static void
add_quoted(struct buf *b, const char *text)
{
	buf_char(b, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_char(b, '"');
		buf_char(b, *text);
	}
	buf_char(b, '"');
}

/* A line of the file: the reasons, and the line that they are about. */
static void
add_line(struct rejects *rejects, const char *reasons, const struct buf *raw)
{
	const struct dialect *dialect = &rejects->layout.dialect;
	struct buf *b = &rejects->text;
	size_t from =
	    rejects->repeated ? behind_first(raw, dialect->delimiter) : 0;

	add_quoted(b, reasons);
	buf_char(b, dialect->delimiter);
	buf_add(b, raw->data + from, raw->len - from);
	buf_text(b, dialect->crlf ? "\r\n" : "\n");
	write_text(rejects);
}

/* What comes before the first line. */
static void
open_file(struct rejects *rejects)
{
	const struct layout *layout = &rejects->layout;
	const char *mark = charset_mark_of(layout->charset);
	size_t len = layout->charset == CHARSET_UTF8 ? strlen(mark) : 2;

	rejects->fd = mkstemp(rejects->aside);
	if (rejects->fd == -1) {
		cannot_write(rejects);
		return;
	}
	if (layout->marked && stream_write(rejects->fd, mark, len) == -1)
		cannot_write(rejects);
	if (layout->dialect.sep)
		buf_format(&rejects->text, "sep=%c%s",
		    layout->dialect.delimiter,
		    layout->dialect.crlf ? "\r\n" : "\n");
	add_line(rejects, COLUMN_REASON, &rejects->header);
}

static void
end_line(struct rejects *rejects)
{
	if (rejects->line == 0)
		return;
	add_line(rejects, rejects->reasons.data, &rejects->raw);
	buf_clear(&rejects->raw);
	buf_clear(&rejects->reasons);
	rejects->line = 0;
}

void
rejects_add(struct rejects *rejects, const struct roster_refusal *refusal)
{
	struct buf *reasons = &rejects->reasons;

	if (refusal->line != rejects->line)
		end_line(rejects);
	if (rejects->err.kind != ERR_NONE)
		return;
	if (rejects->fd == -1)
		open_file(rejects);
	if (rejects->line == 0) {
		rejects->line = refusal->line;
		buf_add(&rejects->raw, refusal->raw, refusal->raw_len);
	}
	buf_format(reasons, "%s%s%s%s", reasons->len == 0 ? "" : "; ",
	    refusal->column, refusal->column[0] == '\0' ? "" : ": ",
	    refusal->reason);
}

int
rejects_end(struct rejects *rejects, struct err *err)
{
	end_line(rejects);
	if (rejects->fd == -1 && rejects->err.kind == ERR_NONE)
		return 0;
	if (rejects->err.kind == ERR_NONE &&
	    (fsync(rejects->fd) == -1 ||
		rename(rejects->aside, rejects->path) == -1))
		cannot_write(rejects);
	if (rejects->err.kind != ERR_NONE) {
		*err = rejects->err;
		return -1;
	}
	close(rejects->fd);
	rejects->fd = -1;
	return 0;
}
