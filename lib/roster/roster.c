#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "roster/cell.h"
#include "roster/dialect.h"
#include "roster/roster.h"
#include "roster/seen.h"

/* Files that are taken for CSV by mistake, by how they begin. */
static const struct {
	const char *bytes;
	size_t len;
	const char *hint;
} strangers[] = {
    {"\x1f\x8b", 2, "is compressed (gzip); unpack it first with gunzip"},
    {"PK\x03\x04", 4,
	"is a workbook (xlsx, ods) or a zip file; save it in the spreadsheet "
	"as \"CSV UTF-8\""},
    {"\xd0\xcf\x11\xe0", 4,
	"is an Excel workbook (xls); save it in the spreadsheet as "
	"\"CSV UTF-8\""},
    {"%PDF", 4, "is a PDF file; a roster is a CSV file"},
    {"\xff\xfe", 2, "is text in UTF-16; save it as \"CSV UTF-8\""},
    {"\xfe\xff", 2, "is text in UTF-16; save it as \"CSV UTF-8\""},
};

struct reading {
	const char *name;
	const struct config *config;
	const struct roster_handler *handler;
	void *context;
	struct roster_summary *summary;
	struct refusal_sink sink;
	bool has_header;
	struct column_map map;
	struct seen refs;
	struct seen emails;
};

static int
check_kind(const char *name, const char *data, size_t len, struct err *err)
{
	size_t i;

	if (len == 0)
		return err_set(err, ERR_DATA, "%s: is empty", name);
	for (i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
		if (len >= strangers[i].len &&
		    memcmp(data, strangers[i].bytes, strangers[i].len) == 0)
			return err_set(
			    err, ERR_DATA, "%s: %s", name, strangers[i].hint);
	}
	return 0;
}

static int
take_header(
    struct reading *reading, const struct csv_row *fields, struct err *err)
{
	reading->has_header = true;
	if (fields->fault != NULL)
		err_set(err, ERR_DATA, "the header %s", fields->fault);
	else if (column_map(fields, &reading->map, reading->handler->notice,
		     reading->context, err) == 0)
		return 0;
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

/* Refuses a text that an earlier row had, and then sets "*twice". */
static int
look_back(struct reading *reading, struct seen *seen, enum column column,
    const char *value, const char *key, size_t line, bool *twice,
    struct err *err)
{
	char reason[REFUSAL_REASON_SIZE];
	size_t earlier = 0;

	switch (seen_add(seen, key, line, &earlier)) {
	case SEEN_NEW:
		break;
	case SEEN_BEFORE:
		*twice = true;
		snprintf(reason, sizeof(reason),
		    "stands in line %zu already; it can be one person's only",
		    earlier);
		refusal_send(&reading->sink, line, reading->map.title[column],
		    value, reason);
		break;
	case SEEN_FAILED:
		return err_memory(err);
	}
	return 0;
}

static int
check_twice(struct reading *reading, const struct roster_row *row, bool *twice,
    struct err *err)
{
	const struct person *person = &row->person;
	char key[EMAIL_MAX + 1];

	if (look_back(reading, &reading->refs, COLUMN_REF, person->ref,
		person->ref, row->line, twice, err) == -1)
		return -1;
	if (person->email[0] == '\0')
		return 0;
	memcpy(key, person->email, sizeof(key));
	text_lower(key);
	return look_back(reading, &reading->emails, COLUMN_EMAIL, person->email,
	    key, row->line, twice, err);
}

static int
take_row(const struct csv_row *fields, void *context, struct err *err)
{
	struct reading *reading = context;
	struct roster_row row;
	bool twice = false;

	if (is_blank(fields))
		return 0;
	if (!reading->has_header)
		return take_header(reading, fields, err);
	if (row_read(fields, &reading->map, reading->config, &reading->sink,
		&row) == -1) {
		reading->summary->refused++;
		return 0;
	}
	if (check_twice(reading, &row, &twice, err) == -1)
		return -1;
	if (twice) {
		reading->summary->refused++;
		return 0;
	}
	reading->summary->rows++;
	return reading->handler->row(&row, reading->context, err);
}

static int
read_table(struct reading *reading, const struct dialect *dialect,
    const char *data, size_t len, struct err *err)
{
	struct csv_text text = {
	    .data = data,
	    .len = len,
	    .line = dialect->line,
	    .delimiter = dialect->delimiter,
	};
	struct buf converted;
	int rc = -1;

	buf_init(&converted, CHARSET_GROWTH * ROSTER_MAX);
	if (dialect->charset == CHARSET_WINDOWS_1252) {
		charset_to_utf8(data, len, &converted);
		text.data = converted.data;
		text.len = converted.len;
	}
	if (converted.failed)
		err_memory(err);
	else
		rc = csv_read(&text, take_row, reading, err);
	if (rc == 0 && !reading->has_header)
		rc = err_set(err, ERR_DATA, "%s: is empty", reading->name);
	buf_free(&converted);
	return rc;
}

int
roster_read_bytes(const char *name, const char *data, size_t len,
    const struct config *config, const struct roster_handler *handler,
    void *context, struct roster_summary *summary, struct err *err)
{
	struct reading reading = {
	    .name = name,
	    .config = config,
	    .handler = handler,
	    .context = context,
	    .summary = summary,
	    .sink = {handler->refused, context},
	};
	struct dialect dialect;
	uint8_t digest[HASH_SIZE];
	int rc;

	*summary = (struct roster_summary){.charset = ""};
	if (check_kind(name, data, len, err) == -1)
		return -1;
	if (hash_sha256(data, len, digest) == -1)
		return err_set(err, ERR_INTERNAL, "%s: no SHA-256", name);
	encode_hex(digest, sizeof(digest), summary->sha256);
	dialect_find(data, len, &dialect);
	summary->delimiter = dialect.delimiter;
	summary->charset = charset_name(dialect.charset);

	seen_init(&reading.refs);
	seen_init(&reading.emails);
	rc = read_table(
	    &reading, &dialect, data + dialect.start, len - dialect.start, err);
	seen_free(&reading.refs);
	seen_free(&reading.emails);
	return rc;
}

static int
read_stdin(struct buf *file, struct err *err)
{
	char block[8192];
	ssize_t n;

	while ((n = read(STDIN_FILENO, block, sizeof(block))) > 0)
		buf_add(file, block, (size_t)n);
	if (n == -1)
		return err_set(err, ERR_DATA,
		    "standard input: cannot be read: %s", strerror(errno));
	if (file->failed)
		return err_set(err, ERR_DATA,
		    "standard input: is larger than %zu bytes", file->max);
	return 0;
}

int
roster_read(const char *path, const struct config *config,
    const struct roster_handler *handler, void *context,
    struct roster_summary *summary, struct err *err)
{
	bool is_stdin = text_same(path, ROSTER_STDIN);
	struct buf file;
	int rc = -1;

	*summary = (struct roster_summary){.charset = ""};
	buf_init(&file, ROSTER_MAX);
	if (is_stdin) {
		if (read_stdin(&file, err) == -1)
			goto out;
	} else if (file_read(path, FILE_ANY, &file, err) == -1) {
		err->kind = ERR_DATA; /* file_read thinks of settings */
		goto out;
	}
	rc = roster_read_bytes(is_stdin ? "standard input" : path, file.data,
	    file.len, config, handler, context, summary, err);
out:
	buf_free(&file);
	return rc;
}
