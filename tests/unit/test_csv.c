#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "roster/csv.h"
#include "text_file.h"

/*
 * Writes a row as "LINE:[field][field]" and a newline, or "LINE!fault".  Stops
 * at a row of the one field "stop".
 */
static int
write_row(const struct csv_row *row, void *context, struct err *err)
{
	struct buf *out = context;
	size_t i;

	if (row->fault != NULL) {
		assert_int_equal(row->count, 0);
		buf_format(out, "%zu!%s\n", row->line, row->fault);
		return 0;
	}
	if (row->count == 1 && strcmp(row->fields[0], "stop") == 0)
		return err_set(err, ERR_LATER, "stopped");
	buf_format(out, "%zu:", row->line);
	for (i = 0; i < row->count; i++)
		buf_format(out, "[%s]", row->fields[i]);
	buf_char(out, '\n');
	return 0;
}

static bool
skip_none(const char *raw, size_t len, size_t line, void *context)
{
	(void)raw;
	(void)len;
	(void)line;
	(void)context;
	return false;
}

static const struct csv_handler handler = {skip_none, write_row};

/* Reads a table whose first line has that number. */
static int
read_table(const char *data, size_t len, size_t line, char delimiter,
    struct buf *out, struct err *err)
{
	struct csv_text text = {text_fd(data, len), line, delimiter};
	int rc = csv_read(&text, &handler, out, err);

	close(text.fd);
	return rc;
}

static void
check(const char *data, size_t len, char delimiter, const char *expected)
{
	struct err err = {.kind = ERR_NONE};
	struct buf out;

	buf_init(&out, 1 << 22);
	assert_int_equal(read_table(data, len, 1, delimiter, &out, &err), 0);
	assert_string_equal(out.data, expected);
	buf_free(&out);
}

struct table {
	const char *data;
	const char *rows;
};

static void
check_all(const struct table *tables, size_t count, char delimiter)
{
	size_t i;

	for (i = 0; i < count; i++)
		check(tables[i].data, strlen(tables[i].data), delimiter,
		    tables[i].rows);
}

/* The kinds of file of the csv-spectrum collection. */
static void
test_spectrum(void **state)
{
	static const struct table tables[] = {
	    /* comma in quotes */
	    {"first,last,address,city,zip\n"
	     "John,Doe,120 any st.,\"Anytown, WW\",08123\n",
		"1:[first][last][address][city][zip]\n"
		"2:[John][Doe][120 any st.][Anytown, WW][08123]\n"},
	    /* empty */
	    {"a,b,c\n1,\"\",\"\"\n2,3,4\n",
		"1:[a][b][c]\n2:[1][][]\n3:[2][3][4]\n"},
	    /* empty, CRLF */
	    {"a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n",
		"1:[a][b][c]\n2:[1][][]\n3:[2][3][4]\n"},
	    /* escaped quotes */
	    {"a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n",
		"1:[a][b]\n2:[1][ha \"ha\" ha]\n3:[3][4]\n"},
	    /* JSON */
	    {"key,val\n1,\"{\"\"type\"\": \"\"Point\"\", "
	     "\"\"coordinates\"\": [102.0, 0.5]}\"\n",
		"1:[key][val]\n2:[1][{\"type\": \"Point\", "
		"\"coordinates\": [102.0, 0.5]}]\n"},
	    /* newlines */
	    {"a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
		"1:[a][b][c]\n2:[1][2][3]\n3:[Once upon \na time][5][6]\n"
		"5:[7][8][9]\n"},
	    /* newlines, CRLF */
	    {"a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
		"1:[a][b][c]\n2:[1][2][3]\n3:[Once upon \r\na time][5][6]\n"
		"5:[7][8][9]\n"},
	    /* quotes and newlines */
	    {"a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
		"1:[a][b]\n2:[1][ha \n\"ha\" \nha]\n5:[3][4]\n"},
	    /* simple */
	    {"a,b,c\n1,2,3\n", "1:[a][b][c]\n2:[1][2][3]\n"},
	    /* simple, CRLF */
	    {"a,b,c\r\n1,2,3\r\n", "1:[a][b][c]\n2:[1][2][3]\n"},
	    /* UTF-8 */
	    {"a,b,c\n1,2,3\n4,5,\xca\xa4\n",
		"1:[a][b][c]\n2:[1][2][3]\n3:[4][5][\xca\xa4]\n"},
	    /* location coordinates: quotes around part of the fields */
	    {"Contact Phone Number,Location Coordinates,Cities\n"
	     "NA,\"(40.123, 61.456)\",\"\"\n",
		"1:[Contact Phone Number][Location Coordinates][Cities]\n"
		"2:[NA][(40.123, 61.456)][]\n"},
	};

	(void)state;
	check_all(tables, sizeof(tables) / sizeof(tables[0]), ',');
}

static void
test_shapes(void **state)
{
	static const struct table tables[] = {
	    {"", ""},
	    {"\n\r\n   \n\t\n", ""},
	    {"a;b", "1:[a][b]\n"},
	    {"a;b;", "1:[a][b][]\n"},
	    {";", "1:[][]\n"},
	    {"a\rb\rc\r", "1:[a]\n2:[b]\n3:[c]\n"},
	    {"\n\na\n\nb\r\n\r\nc", "3:[a]\n5:[b]\n7:[c]\n"},
	    {"  a  ; b ;\" c \"\n", "1:[a][b][ c ]\n"},
	    {"\"a\" ;\"b\"\n", "1:[a][b]\n"},
	    {"\"\r\r\n\";x\ny\n", "1:[\r\r\n][x]\n4:[y]\n"},
	    {"a,b;c\n", "1:[a,b][c]\n"},
	};

	(void)state;
	check_all(tables, sizeof(tables) / sizeof(tables[0]), ';');
	check("a\t\tb\n\tc\t\n", 9, '\t', "1:[a][][b]\n2:[][c][]\n");
}

#define MISPLACED                                                              \
	"has a quote in the wrong place; a field with quotes in it stands "    \
	"between quotes, and each quote in it is doubled\n"

/* A fault costs one line, never the rest of the file. */
static void
test_faults(void **state)
{
	static const struct table tables[] = {
	    {"a;\"b\n", "1!has a quote that is not closed\n"},
	    {"a;\"b\nc;d\ne;f\n",
		"1!has a quote that is not closed\n2:[c][d]\n3:[e][f]\n"},
	    {"a;\"b\nc;\"d\"\ne;f\n",
		"1!has a quote that is not closed\n2:[c][d]\n3:[e][f]\n"},
	    {"a;b \"c\" d\ne;f\n", "1!" MISPLACED "2:[e][f]\n"},
	    {"a;\"b\" c\ne;f\n", "1!" MISPLACED "2:[e][f]\n"},
	    {"\"", "1!has a quote that is not closed\n"},
	};

	(void)state;
	check_all(tables, sizeof(tables) / sizeof(tables[0]), ';');
	check("a;b\0c\nd;e\n", 10, ';',
	    "1!has a NUL byte, which no text has\n2:[d][e]\n");
}

static void
test_limits(void **state)
{
	static char text[3 * CSV_FIELD_MAX + 8];
	(void)state;
	/* One byte too long, then a field that never ends. */
	memset(text, 'x', sizeof(text));
	memcpy(text + CSV_FIELD_MAX + 1, "\ny\n", 3);
	check(text, CSV_FIELD_MAX + 4, ';',
	    "1!has a field of more than 16384 bytes\n2:[y]\n");
	memset(text, 'x', sizeof(text));
	check(text, sizeof(text), ';',
	    "1!has a field of more than 16384 bytes\n");

	memset(text, ';', CSV_FIELDS_MAX);
	memcpy(text + CSV_FIELDS_MAX, "\nz\n", 3);
	check(text, CSV_FIELDS_MAX + 3, ';',
	    "1!has more than 256 fields\n2:[z]\n");
}

/* It meets the limit long before the end of the file. */
static void
test_quote_left_open(void **state)
{
	static char text[4 * CSV_FIELD_MAX];
	struct err err = {.kind = ERR_NONE};
	struct buf out;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(text); i++)
		text[i] = i % 8 == 7 ? '\n' : 'x';
	text[0] = text[sizeof(text) - 2] = '"';
	buf_init(&out, 1 << 20);
	assert_int_equal(read_table(text, sizeof(text), 1, ';', &out, &err), 0);
	assert_non_null(strstr(
	    out.data, "1!has a quote that is not closed\n2:[xxxxxxx]\n3:"));
	assert_non_null(strstr(out.data, "\n8191:[xxxxxxx]\n8192!"));
	buf_free(&out);
}

static void
test_longest_is_whole(void **state)
{
	static char text[CSV_FIELD_MAX + 1], expected[CSV_FIELD_MAX + 8];
	size_t i;

	(void)state;
	memset(text, 'x', CSV_FIELD_MAX);
	snprintf(expected, sizeof(expected), "1:[%s]\n", text);
	check(text, CSV_FIELD_MAX, ';', expected);

	memset(text, ';', CSV_FIELDS_MAX - 1);
	snprintf(expected, sizeof(expected), "1:");
	for (i = 0; i < CSV_FIELDS_MAX; i++)
		memcpy(expected + 2 + 2 * i, "[]", 2);
	memcpy(expected + 2 + 2 * i, "\n", 2);
	check(text, CSV_FIELDS_MAX - 1, ';', expected);
}

static void
test_stops(void **state)
{
	struct err err = {.kind = ERR_NONE};
	struct buf out;

	(void)state;
	buf_init(&out, 100);
	assert_int_equal(read_table("a\nstop\nb\n", 9, 1, ';', &out, &err), -1);
	assert_string_equal(out.data, "1:[a]\n");
	assert_int_equal(err.kind, ERR_LATER);
	buf_free(&out);
}

static void
test_counts_from_the_line_given(void **state)
{
	struct err err = {.kind = ERR_NONE};
	struct buf out;

	(void)state;
	buf_init(&out, 100);
	assert_int_equal(read_table("a\n\nb\n", 5, 2, ';', &out, &err), 0);
	assert_string_equal(out.data, "2:[a]\n4:[b]\n");
	buf_free(&out);
}

/* Rows lie over the borders of what is read at a time, quotes and all. */
static void
test_long_file(void **state)
{
	struct buf text, expected;
	size_t line = 1, n;

	(void)state;
	buf_init(&text, 16 * CSV_ROW_MAX);
	buf_init(&expected, 16 * CSV_ROW_MAX);
	for (n = 0; text.len < 10 * CSV_ROW_MAX; n++) {
		if (n % 3 == 0) {
			buf_format(&text, "\"%zu\nx\";\"y\"\"\"\r\n", n);
			buf_format(&expected, "%zu:[%zu\nx][y\"]\n", line, n);
			line += 2;
		} else {
			buf_format(&text, "%zu;%*s%zu\r\n", n,
			    (int)(n * 37 % 5000), "", n);
			buf_format(&expected, "%zu:[%zu][%zu]\n", line++, n, n);
		}
	}
	check(text.data, text.len, ';', expected.data);
	buf_free(&text);
	buf_free(&expected);
}

/* A line longer than any row, of which no field is too long. */
static void
test_long_row(void **state)
{
	char *text = malloc(6 * CSV_ROW_MAX);
	size_t len = 5 * CSV_ROW_MAX + 100, i;

	(void)state;
	assert_non_null(text);
	for (i = 0; i < len; i++)
		text[i] = i % 10000 == 9999 ? ';' : 'x';
	memcpy(text, "a;b\n", 4);
	memcpy(text + len, "\nc;d\n", 5);
	check(text, len + 5, ';',
	    "1:[a][b]\n2!is longer than 262144 bytes\n3:[c][d]\n");
	/* And without an end. */
	check(text, len, ';', "1:[a][b]\n2!is longer than 262144 bytes\n");
	free(text);
}

/* What is said of lines before they are taken apart. */
static bool
skip_known(const char *raw, size_t len, size_t line, void *context)
{
	buf_format(context, "%zu?%.*s\n", line, (int)len, raw);
	return len == 5 && memcmp(raw, "known", len) == 0;
}

static int
write_raw(const struct csv_row *row, void *context, struct err *err)
{
	(void)err;
	buf_format(
	    context, "%zu=%.*s\n", row->line, (int)row->raw_len, row->raw);
	return 0;
}

static void
test_skips(void **state)
{
	static const char data[] =
	    "a\nknown\r\n\"known\"\n\"two\nlines\"\n\nknown\rknown";
	static const struct csv_handler skipping = {skip_known, write_raw};
	struct csv_text text = {text_fd(data, sizeof(data) - 1), 1, ';'};
	struct err err;
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	assert_int_equal(csv_read(&text, &skipping, &out, &err), 0);
	assert_string_equal(out.data,
	    "1?a\n1=a\n2?known\n3=\"known\"\n4=\"two\nlines\"\n6?\n"
	    "7?known\n8?known\n");
	close(text.fd);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_spectrum),
	    cmocka_unit_test(test_shapes),
	    cmocka_unit_test(test_faults),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_quote_left_open),
	    cmocka_unit_test(test_longest_is_whole),
	    cmocka_unit_test(test_stops),
	    cmocka_unit_test(test_long_file),
	    cmocka_unit_test(test_long_row),
	    cmocka_unit_test(test_skips),
	    cmocka_unit_test(test_counts_from_the_line_given),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
