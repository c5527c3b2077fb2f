#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "roster/cell.h"
#include "roster/fault.h"
#include "roster/roster.h"

/*
 * Bytes that describe how a file is read, and the version of it: another
 * version of this program may make something else of the same line.
 */
#define MANNER_MAX 65536
#define MANNER_VERSION 1

struct reading {
	const char *name;
	const struct roster_setup *setup;
	const struct roster_handler *handler;
	void *context;
	struct roster_summary *summary;
	struct layout layout;
	struct refusal_sink sink;
	struct row_setup rows;
	bool has_header;
	uint64_t seed; /* of the rows' hashes */
};

/* All that makes a person of a row, besides the row. */
static void
describe(const struct reading *reading, struct buf *b)
{
	const struct config *config = reading->setup->config;
	const struct words *roles = &config->import.roles;
	size_t i;

	buf_format(b, "%d %d %zu %s %s\n", MANNER_VERSION,
	    reading->layout.dialect.delimiter, reading->summary->map.count,
	    reading->setup->organisation, config->import.country_code);
	for (i = 0; i < COLUMNS; i++)
		buf_format(b, "%d ", reading->summary->map.field[i]);
	for (i = 0; i < config->campaign.language_count; i++)
		buf_format(b, "%s ", config->campaign.languages[i]);
	for (i = 0; i < config->wave_count; i++)
		buf_format(b, "%s ", config->waves[i].name);
	for (i = 0; i < roles->count; i++)
		buf_format(b, "%s\n", roles->entries[i]);
}

static int
find_seed(struct reading *reading, struct err *err)
{
	struct buf b;
	bool failed;

	buf_init(&b, MANNER_MAX);
	describe(reading, &b);
	reading->seed = hash_quick(b.data, b.len, 0).low;
	failed = b.failed;
	buf_free(&b);
	return failed ? err_memory(err) : 0;
}

/* What whoever made the list may not say of people is not there. */
static void
close_columns(struct column_map *map, unsigned int closed)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++) {
		if ((closed >> i & 1) != 0)
			map->field[i] = COLUMN_NONE;
	}
}

static int
take_header(
    struct reading *reading, const struct csv_row *fields, struct err *err)
{
	const struct roster_setup *setup = reading->setup;
	const struct column_wish wishes[] = {
	    {setup->columns, setup->column_count},
	    {setup->config->import.columns.entries,
		setup->config->import.columns.count},
	};

	reading->has_header = true;
	if (fields->fault != NULL) {
		err_set(err, ERR_DATA, FAULT_FIRST_LINE, fields->fault);
	} else if (column_map(fields, wishes,
		       sizeof(wishes) / sizeof(wishes[0]),
		       setup->organisation[0] != '\0', &reading->summary->map,
		       reading->handler->notice, reading->context, err) == 0) {
		close_columns(&reading->summary->map, setup->closed);
		reading->layout.header = fields->raw;
		reading->layout.header_len = fields->raw_len;
		if (reading->handler->begin != NULL)
			reading->handler->begin(
			    &reading->layout, reading->context);
		return find_seed(reading, err);
	}
	return err_at(err, "%s:%zu", reading->name, fields->line);
}

static bool
is_blank(const struct csv_row *fields)
{
	size_t i;

	for (i = 0; i < fields->count; i++) {
		if (*cell_clean(fields->fields[i]) != '\0')
			return false;
	}
	return fields->fault == NULL;
}

/* 0 stands for no row. */
static uint64_t
hash_row(const struct reading *reading, const char *raw, size_t len)
{
	uint64_t hash = hash_quick(raw, len, reading->seed).low;

	return hash == 0 ? 1 : hash;
}

static bool
is_known(struct reading *reading, uint64_t hash, size_t line)
{
	if (reading->handler->known == NULL ||
	    !reading->handler->known(hash, line, reading->context))
		return false;
	reading->summary->known++;
	return true;
}

static bool
skip_line(const char *raw, size_t len, size_t line, void *context)
{
	struct reading *reading = context;

	return reading->has_header &&
	    is_known(reading, hash_row(reading, raw, len), line);
}

static int
take_row(const struct csv_row *fields, void *context, struct err *err)
{
	struct reading *reading = context;
	struct roster_row row;

	if (is_blank(fields))
		return 0;
	if (!reading->has_header)
		return take_header(reading, fields, err);
	if (row_read(&reading->rows, fields, &row) == -1) {
		reading->summary->refused++;
		return 0;
	}
	row.hash = hash_row(reading, fields->raw, fields->raw_len);
	/* Those without quotes were asked for before. */
	if (memchr(fields->raw, '"', fields->raw_len) != NULL &&
	    is_known(reading, row.hash, row.line))
		return 0;
	reading->summary->rows++;
	return reading->handler->row(&row, reading->context, err);
}

/* Looks at the beginning of the text, and stands at its table. */
static int
find_table(struct reading *reading, const struct spool *spool, struct err *err)
{
	struct dialect *dialect = &reading->layout.dialect;
	char *head = malloc(DIALECT_HEAD);
	ssize_t n = -1;

	if (head == NULL)
		return err_memory(err);
	n = pread(spool->fd, head, DIALECT_HEAD, (off_t)spool->start);
	if (n >= 0)
		dialect_find(
		    head, (size_t)n, reading->setup->delimiter, dialect);
	free(head);
	if (n < 0 ||
	    lseek(spool->fd, (off_t)(spool->start + (int64_t)dialect->start),
		SEEK_SET) == -1)
		return err_set(
		    err, ERR_DATA, "%s: cannot be read again", reading->name);
	return 0;
}

static int
read_table(struct reading *reading, const struct spool *spool, struct err *err)
{
	static const struct csv_handler handler = {skip_line, take_row};
	struct csv_text text = {.fd = spool->fd};

	if (find_table(reading, spool, err) == -1)
		return -1;
	text.line = reading->layout.dialect.line;
	text.delimiter = reading->layout.dialect.delimiter;
	reading->summary->delimiter = text.delimiter;
	if (csv_read(&text, &handler, reading, err) == -1)
		return -1;
	if (!reading->has_header)
		return err_set(
		    err, ERR_DATA, "%s: " FAULT_EMPTY, reading->name);
	return spool_check(spool, reading->name, err);
}

int
roster_read(const char *path, const struct roster_setup *setup,
    const struct roster_handler *handler, void *context,
    struct roster_summary *summary, struct err *err)
{
	struct reading reading = {
	    .name = spool_name(path),
	    .setup = setup,
	    .handler = handler,
	    .context = context,
	    .summary = summary,
	    .sink = {handler->refused, context},
	};
	struct spool spool;
	int rc;

	reading.rows = (struct row_setup){
	    setup->config, &summary->map, setup->organisation, &reading.sink};
	*summary = (struct roster_summary){.charset = ""};
	rc = setup->text != NULL
	    ? spool_hold(reading.name, setup->text, &spool, err)
	    : spool_open(path, &spool, err);
	if (rc == 0) {
		reading.layout.charset = spool.charset;
		reading.layout.marked = spool.marked;
		summary->charset = charset_name(spool.charset);
		memcpy(summary->sha256, spool.sha256, sizeof(spool.sha256));
		rc = read_table(&reading, &spool, err);
	}
	spool_close(&spool);
	return rc;
}
