#include <stdbool.h>
#include <string.h>

#include <csv.h>

#include "base/buf.h"
#include "roster/csv.h"

/* Strict, so that text after a closing quote does not open it again. */
#define OPTIONS (CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)

#define BLOCK 4096 /* bytes by which libcsv's buffer grows */

#define MACRO_TEXT(n) #n
#define NUMBER_TEXT(n) MACRO_TEXT(n)

static const char misplaced[] =
    "has a quote in the wrong place; a field with quotes in it stands between "
    "quotes, and each quote in it is doubled";
static const char unclosed[] = "has a quote that is not closed";
static const char too_long[] =
    "has a field of more than " NUMBER_TEXT(CSV_FIELD_MAX) " bytes";
static const char too_many[] =
    "has more than " NUMBER_TEXT(CSV_FIELDS_MAX) " fields";
static const char nul[] = "has a NUL byte, which no text has";

struct reader {
	struct csv_parser parser;
	char delimiter;
	bool no_memory;

	/* The row at hand. */
	bool ended;
	const char *fault;
	struct buf text; /* the fields, a NUL after each */
	size_t count;
	size_t starts[CSV_FIELDS_MAX]; /* where they begin in "text" */
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
		r->starts[r->count++] = r->text.len;
		buf_add(&r->text, data, len);
		buf_char(&r->text, '\0');
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

/* How long the line is, with its end. */
static size_t
line_length(const char *data, size_t len)
{
	size_t i = 0;

	while (i < len && data[i] != '\n' && data[i] != '\r')
		i++;
	if (i + 1 < len && data[i] == '\r' && data[i + 1] == '\n')
		i++;
	return i < len ? i + 1 : len;
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
 * Reads the row at "data" and returns how many bytes and "*lines" it took; with
 * a fault, those of its first line.
 */
static size_t
read_row(struct reader *r, const char *data, size_t len, size_t *lines)
{
	size_t used = 0, n;

	r->ended = false;
	r->fault = NULL;
	r->count = 0;
	buf_clear(&r->text);
	*lines = 0;
	do {
		n = line_length(data + used, len - used);
		feed(r, data + used, n);
		used += n;
		++*lines;
	} while (!r->ended && r->fault == NULL && used < len);
	if (!r->ended && r->fault == NULL)
		finish(r);
	if (r->text.failed)
		r->no_memory = true;
	if (r->fault == NULL)
		return used;

	/* Such a quote was taken to be closed by one of a later line. */
	if (*lines > 1 && !r->ended && r->fault != nul)
		r->fault = unclosed;
	csv_free(&r->parser);
	start(r);
	*lines = 1;
	return line_length(data, len);
}

static int
hand_over(struct reader *r, size_t line,
    int (*row)(const struct csv_row *row, void *context, struct err *err),
    void *context, struct err *err)
{
	struct csv_row done = {.line = line, .fields = r->fields};
	size_t i;

	if (r->no_memory)
		return err_memory(err);
	if (r->fault != NULL) {
		done.fault = r->fault;
		return row(&done, context, err);
	}
	if (r->count == 0)
		return 0;
	for (i = 0; i < r->count; i++)
		r->fields[i] = r->text.data + r->starts[i];
	done.count = r->count;
	return row(&done, context, err);
}

int
csv_read(const struct csv_text *text,
    int (*row)(const struct csv_row *row, void *context, struct err *err),
    void *context, struct err *err)
{
	size_t at = 0, line = text->line, lines;
	struct reader r = {.delimiter = text->delimiter};
	int rc = 0;

	buf_init(&r.text, (size_t)CSV_FIELDS_MAX * (CSV_FIELD_MAX + 1));
	start(&r);
	while (rc == 0 && at < text->len) {
		at += read_row(&r, text->data + at, text->len - at, &lines);
		rc = hand_over(&r, line, row, context, err);
		line += lines;
	}
	csv_free(&r.parser);
	buf_free(&r.text);
	return rc;
}
