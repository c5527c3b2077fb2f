#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/stream.h"
#include "roster/csv.h"
#include "roster/fault.h"

/* Strict, so that text after a closing quote does not open it again. */
#define OPTIONS (CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)

#define BLOCK 4096 /* bytes by which libcsv's buffer grows */

/* Bytes of the file in memory; a whole row is always among them. */
#define WINDOW (4 * CSV_ROW_MAX)

#define MACRO_TEXT(n) #n
#define NUMBER_TEXT(n) MACRO_TEXT(n)

static const char misplaced[] = FAULT_QUOTE_MISPLACED;
static const char unclosed[] = FAULT_QUOTE_OPEN;
static const char too_long[] = FAULT_FIELD_LONG(NUMBER_TEXT(CSV_FIELD_MAX));
static const char too_wide[] = FAULT_TOO_LONG(NUMBER_TEXT(CSV_ROW_MAX));
static const char too_many[] = FAULT_MANY_FIELDS(NUMBER_TEXT(CSV_FIELDS_MAX));
static const char nul[] = FAULT_NUL;

struct reader {
	const struct csv_handler *handler;
	void *context;
	struct csv_parser parser;
	char delimiter;
	bool no_memory;

	/* The part of the file that is at hand: from "at" to "end". */
	int fd;
	char *window;
	size_t at, end;
	bool last; /* the file ends with it */

	/* The row at hand. */
	bool ended;
	const char *fault;
	size_t lines;
	size_t count;
	char *text; /* the fields, a NUL after each */
	size_t used;
	char *fields[CSV_FIELDS_MAX];
};

static void
on_field(void *data, size_t len, void *context)
{
	struct reader *r = context;

	if (r->fault != NULL)
		return;
	if (r->count == CSV_FIELDS_MAX) {
		r->fault = too_many;
	} else if (len > CSV_FIELD_MAX) {
		r->fault = too_long;
	} else if (len > 0 && memchr(data, '\0', len) != NULL) {
		r->fault = nul;
	} else {
		r->fields[r->count] = r->text + r->used;
		if (len > 0)
			memcpy(r->fields[r->count], data, len);
		r->fields[r->count++][len] = '\0';
		r->used += len + 1;
	}
}

static void
on_row(int end, void *context)
{
	struct reader *r = context;

	(void)end;
	r->ended = true;
}

static void
start(struct reader *r)
{
	if (csv_init(&r->parser, OPTIONS) != 0)
		r->no_memory = true;
	csv_set_blk_size(&r->parser, BLOCK);
	csv_set_delim(&r->parser, (unsigned char)r->delimiter);
}

/* How long the line is, with its end; "len" when there is no end. */
static size_t
line_length(const char *data, size_t len)
{
	const char *lf = memchr(data, '\n', len);
	const char *cr =
	    memchr(data, '\r', lf == NULL ? len : (size_t)(lf - data));

	if (cr != NULL && cr + 1 != lf)
		return (size_t)(cr - data) + 1;
	return lf == NULL ? len : (size_t)(lf - data) + 1;
}

/* The same without its end. */
static size_t
bare_length(const char *data, size_t len)
{
	while (len > 0 && (data[len - 1] == '\n' || data[len - 1] == '\r'))
		len--;
	return len;
}

/* In pieces, so that libcsv does not gather a line without end. */
static void
feed(struct reader *r, const char *data, size_t len)
{
	size_t piece;

	for (; len > 0 && r->fault == NULL; data += piece, len -= piece) {
		piece = len < CSV_FIELD_MAX ? len : CSV_FIELD_MAX;
		if (csv_parse(&r->parser, data, piece, on_field, on_row, r) !=
		    piece) {
			r->fault = misplaced;
			if (csv_error(&r->parser) != CSV_EPARSE)
				r->no_memory = true;
		} else if (csv_get_buffer_size(&r->parser) >
		    2 * CSV_FIELD_MAX + BLOCK) {
			r->fault = too_long;
		}
	}
}

/* The last line has no end, or a quote is still open. */
static void
finish(struct reader *r)
{
	if (csv_fini(&r->parser, on_field, on_row, r) != 0)
		r->fault = unclosed;
}

/*
 * Reads the row at "data" and returns how many bytes it took; with a fault,
 * those of its first line.  Of "len" bytes a row takes at most CSV_ROW_MAX.
 */
static size_t
read_row(struct reader *r, const char *data, size_t len)
{
	size_t used = 0, n;

	r->ended = false;
	r->fault = NULL;
	r->count = r->used = r->lines = 0;
	do {
		n = line_length(data + used, len - used);
		if (used + n > CSV_ROW_MAX) {
			r->fault = too_wide;
		} else {
			feed(r, data + used, n);
			used += n;
		}
		r->lines++;
	} while (!r->ended && r->fault == NULL && used < len);
	if (!r->ended && r->fault == NULL)
		finish(r);
	if (r->fault == NULL)
		return used;

	/* Such a quote was taken to be closed by one of a later line. */
	if (r->lines > 1 && !r->ended && r->fault != nul)
		r->fault = unclosed;
	csv_free(&r->parser);
	start(r);
	r->lines = 1;
	return line_length(data, len);
}

static int
hand_over(struct reader *r, const char *raw, size_t raw_len, size_t line,
    struct err *err)
{
	struct csv_row row = {.line = line,
	    .raw = raw,
	    .raw_len = bare_length(raw, raw_len),
	    .count = r->count,
	    .fields = r->fields,
	    .fault = r->fault};

	if (r->no_memory)
		return err_memory(err);
	if (row.fault != NULL)
		row.count = 0;
	else if (row.count == 0)
		return 0;
	return r->handler->row(&row, r->context, err);
}

/* Has a whole row in the window, or all that is left of the file. */
static int
fill(struct reader *r, struct err *err)
{
	ssize_t n;

	if (r->last || r->end - r->at > CSV_ROW_MAX)
		return 0;
	memmove(r->window, r->window + r->at, r->end - r->at);
	r->end -= r->at;
	r->at = 0;
	n = stream_read(r->fd, r->window + r->end, WINDOW - r->end);
	if (n == -1)
		return err_set(
		    err, ERR_DATA, "cannot be read: %s", strerror(errno));
	r->end += (size_t)n;
	r->last = r->end < WINDOW;
	return 0;
}

static bool
has_end(const char *line, size_t len)
{
	return len > 0 && bare_length(line, len) < len;
}

/* Passes over the rest of a line that is longer than the window. */
static int
end_line(struct reader *r, struct err *err)
{
	size_t n = 0;

	while (!has_end(r->window + r->at - n, n) &&
	    (r->at < r->end || !r->last)) {
		if (fill(r, err) == -1)
			return -1;
		n = line_length(r->window + r->at, r->end - r->at);
		r->at += n;
	}
	return 0;
}

static int
read_table(struct reader *r, size_t line, struct err *err)
{
	const char *raw;
	size_t len, n;

	for (;; line += r->lines) {
		if (fill(r, err) == -1)
			return -1;
		if (r->at == r->end)
			return 0;
		raw = r->window + r->at;
		len = r->end - r->at;
		n = line_length(raw, len);
		if (memchr(raw, '"', n) == NULL && n <= CSV_ROW_MAX &&
		    r->handler->skip(
			raw, bare_length(raw, n), line, r->context)) {
			r->lines = 1;
			r->at += n;
			continue;
		}
		n = read_row(r, raw, len);
		r->at += n;
		if (hand_over(r, raw, n, line, err) == -1)
			return -1;
		if (r->fault != NULL && !has_end(raw, n) &&
		    end_line(r, err) == -1)
			return -1;
	}
}

int
csv_read(const struct csv_text *text, const struct csv_handler *handler,
    void *context, struct err *err)
{
	struct reader *r = calloc(1, sizeof(*r));
	int rc = -1;

	if (r == NULL)
		return err_memory(err);
	r->handler = handler;
	r->context = context;
	r->fd = text->fd;
	r->delimiter = text->delimiter;
	r->window = malloc(WINDOW);
	/* A NUL for each field, besides what stands in the row. */
	r->text = malloc(CSV_ROW_MAX + CSV_FIELDS_MAX + 1);
	start(r);
	if (r->window == NULL || r->text == NULL || r->no_memory)
		err_memory(err);
	else
		rc = read_table(r, text->line, err);
	csv_free(&r->parser);
	free(r->window);
	free(r->text);
	free(r);
	return rc;
}
