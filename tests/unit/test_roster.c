#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "roster/ahead.h"
#include "roster/csv.h"
#include "roster/fault.h"
#include "roster/roster.h"
#include "text_file.h"

#define HEADER "login;naam;instelling;e-mail\n"

static const char *const languages[] = {"nl", "en"};
static const struct wave waves[] = {{.name = "pilot"}};
static const struct config config = {
    .campaign = {.languages = languages, .language_count = 2},
    .import = {.country_code = "+31"},
    .waves = waves,
    .wave_count = 1,
};

/* What a roster gave, as lines of text. */
struct told {
	struct buf rows, refusals, notices;
	struct roster_summary summary;
	struct err err;
};

static int
add_row(const struct roster_row *row, void *context, struct err *err)
{
	struct told *told = context;

	if (text_same(row->person.ref, "stop"))
		return err_set(err, ERR_LATER, "stopped");
	buf_format(&told->rows, "%zu:%s:%s\n", row->line, row->person.ref,
	    row->person.name);
	return 0;
}

static void
add_refusal(const struct roster_refusal *refusal, void *context)
{
	struct told *told = context;
	struct fault fault;

	buf_format(&told->refusals, "%zu: %s \"%s\" %s\n", refusal->line,
	    refusal->column, refusal->value, refusal->reason);
	/* It can be told in other languages. */
	assert_true(fault_find(refusal->reason, &fault));
}

static void
add_notice(const char *sentence, void *context)
{
	struct told *told = context;

	buf_format(&told->notices, "%s\n", sentence);
}

static const struct roster_handler handler = {
    NULL, NULL, add_row, add_refusal, add_notice};
static const struct roster_setup setup = {
    .config = &config, .organisation = ""};

static int
set_up(void **state)
{
	static struct told told;

	buf_init(&told.rows, 1 << 20);
	buf_init(&told.refusals, 1 << 20);
	buf_init(&told.notices, 1 << 20);
	told.err.kind = ERR_NONE;
	told.err.text[0] = '\0';
	*state = &told;
	return 0;
}

static int
tear_down(void **state)
{
	struct told *told = *state;

	buf_free(&told->rows);
	buf_free(&told->refusals);
	buf_free(&told->notices);
	return 0;
}

/* Both ways of reading have to tell the same. */
static int
read_file(struct told *told, const void *data, size_t len)
{
	char path[TEXT_FILE_SIZE];
	struct buf rows, refusals;
	int rc, ahead;

	text_path(data, len, path);
	rc = roster_read(
	    path, &setup, &handler, told, &told->summary, &told->err);
	rows = told->rows;
	refusals = told->refusals;
	buf_init(&told->rows, 1 << 20);
	buf_init(&told->refusals, 1 << 20);
	buf_clear(&told->notices);
	ahead = ahead_read(
	    path, &setup, &handler, told, &told->summary, &told->err);
	assert_int_equal(ahead, rc);
	assert_string_equal(told->rows.data, rows.data);
	assert_string_equal(told->refusals.data, refusals.data);
	buf_free(&rows);
	buf_free(&refusals);
	text_remove(path);
	return rc;
}

static int
read_bytes(struct told *told, const char *data, size_t len)
{
	buf_clear(&told->rows);
	buf_clear(&told->refusals);
	buf_clear(&told->notices);
	return read_file(told, data, len);
}

static int
read_text(struct told *told, const char *text)
{
	return read_bytes(told, text, strlen(text));
}

static void
test_reads(void **state)
{
	struct told *told = *state;

	assert_int_equal(
	    read_text(told, HEADER "jan;Jan de Boer;7;jan@example.nl\n"), 0);
	assert_string_equal(told->rows.data, "2:jan:Jan de Boer\n");
	assert_string_equal(told->refusals.data, "");
	assert_string_equal(told->notices.data, "");
	assert_int_equal(told->summary.delimiter, ';');
	assert_string_equal(told->summary.charset, "UTF-8");
	assert_int_equal(told->summary.rows, 1);
	assert_int_equal(told->summary.refused, 0);
}

static void
test_sha256(void **state)
{
	struct told *told = *state;

	/* printf 'login;naam;instelling\n' | sha256sum */
	assert_int_equal(read_text(told, "login;naam;instelling\n"), 0);
	assert_string_equal(told->summary.sha256,
	    "5089852b209ea17e27e2ddd57d265588af6b5ec3fb1af15777a715e32f0053e0");
	assert_int_equal(told->summary.rows, 0);
}

static void
test_dialects(void **state)
{
	static const struct {
		const char *text, *rows;
		char delimiter;
		const char *charset;
	} cases[] = {
	    {"\xef\xbb\xbf"
	     "login,naam,instelling\r\njan,Zo\xc3\xab,7\r\n",
		"2:jan:Zo\xc3\xab\n", ',', "UTF-8"},
	    {"login\tnaam\tinstelling\rjan\tZo\xeb\t7\r", "2:jan:Zo\xc3\xab\n",
		'\t', "Windows-1252"},
	    {"sep=;\r\nlogin;naam;instelling\r\n\"jan\";\"Zo\xeb\";7",
		"3:jan:Zo\xc3\xab\n", ';', "Windows-1252"},
	    {"\n;;\nlogin;naam;instelling\n\n;;\n \njan;Zo;7\n", "7:jan:Zo\n",
		';', "UTF-8"},
	};
	struct told *told = *state;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(read_text(told, cases[i].text), 0);
		assert_string_equal(told->rows.data, cases[i].rows);
		assert_int_equal(told->summary.delimiter, cases[i].delimiter);
		assert_string_equal(told->summary.charset, cases[i].charset);
		assert_int_equal(told->summary.refused, 0);
	}
}

static void
test_refuses_whole_files(void **state)
{
	static const struct {
		const char *data;
		size_t len;
		const char *sentence; /* how it begins */
	} cases[] = {
#define BYTES(s) s, sizeof(s) - 1
	    {BYTES(""), "people.csv: is empty"},
	    {BYTES("\xef\xbb\xbf"), "people.csv: is empty"},
	    {BYTES("sep=;\n\n;;\n"), "people.csv: is empty"},
	    {BYTES("\x1f\x8b\x08"), "people.csv: is compressed (gzip)"},
	    {BYTES("PK\x03\x04 [Content_Types].xml"),
		"people.csv: is a workbook (xlsx, ods)"},
	    {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		"people.csv: is an Excel workbook (xls)"},
	    {BYTES("%PDF-1.7\n"), "people.csv: is a PDF file"},
	    {BYTES("\0l\0o\0g\0i\0n"), "people.csv:1: the header has a NUL"},
	    {BYTES("login;\"naam"),
		"people.csv:1: the header has a quote that is not closed"},
	    {BYTES("jan;Jan;7\n"), "people.csv:1: is not a header"},
	    {BYTES("\n\nlogin;naam;e-mail\n"),
		"people.csv:3: has no column \"organisation\""},
	    {BYTES("login;naam;instelling;BSN\n"),
		"people.csv:1: column \"BSN\" holds citizen service numbers"},
#undef BYTES
	};
	struct told *told = *state;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		told->err.kind = ERR_NONE;
		assert_int_equal(
		    read_bytes(told, cases[i].data, cases[i].len), -1);
		assert_int_equal(told->err.kind, ERR_DATA);
		assert_non_null(strstr(told->err.text, cases[i].sentence));
		assert_string_equal(told->rows.data, "");
	}
}

/* "Unicode text" of a spreadsheet, both ways round. */
static void
test_utf16(void **state)
{
	static const char utf8[] = "login\tnaam\tinstelling\r\njan\tZo?\t7\r\n";
	struct told *told = *state;
	char text[2 * sizeof(utf8) + 2];
	size_t i, end;

	for (end = 0; end < 2; end++) {
		memcpy(text, end == 0 ? "\xff\xfe" : "\xfe\xff", 2);
		for (i = 0; i < sizeof(utf8) - 1; i++) {
			text[2 + 2 * i + end] =
			    utf8[i] == '?' ? '\xeb' : utf8[i];
			text[3 + 2 * i - end] = '\0';
		}
		assert_int_equal(read_bytes(told, text, 2 * sizeof(utf8)), 0);
		assert_string_equal(told->rows.data, "2:jan:Zo\xc3\xab\n");
		assert_string_equal(told->summary.charset, "UTF-16");
		assert_int_equal(told->summary.delimiter, '\t');
	}
}

/* Of rows it is asked whether they are known, by all that makes them. */
static bool
note_hash(uint64_t hash, size_t line, void *context)
{
	struct told *told = context;

	buf_format(
	    &told->notices, "%zu:%llx\n", line, (unsigned long long)hash);
	return line == 3;
}

static void
read_hashes(
    struct told *told, const struct roster_setup *with, const char *text)
{
	static const struct roster_handler asking = {
	    NULL, note_hash, add_row, add_refusal, add_notice};
	char path[TEXT_FILE_SIZE];

	buf_clear(&told->rows);
	buf_clear(&told->notices);
	text_path(text, strlen(text), path);
	assert_int_equal(
	    roster_read(path, with, &asking, told, &told->summary, &told->err),
	    0);
	text_remove(path);
}

static void
test_known_rows(void **state)
{
	static const struct roster_setup other = {
	    .config = &config, .organisation = "7"};
	struct told *told = *state;
	char first[200];

	read_hashes(told, &setup, HEADER "a;A;7;\r\nb;B;7;\r\n\"c\";C;7;\r\n");
	assert_string_equal(told->rows.data, "2:a:A\n4:c:C\n");
	assert_int_equal(told->summary.known, 1);
	assert_int_equal(told->summary.rows, 2);
	snprintf(first, sizeof(first), "%s", told->notices.data);
	/* Line ends make no difference. */
	read_hashes(told, &setup, HEADER "a;A;7;\nb;B;7;\n\"c\";C;7;");
	assert_string_equal(told->notices.data, first);
	/* Another text, another order, another manner do. */
	read_hashes(told, &setup, HEADER "a;A;8;\nb;B;8;\n\"c\";C;8;");
	assert_string_not_equal(told->notices.data, first);
	read_hashes(told, &setup,
	    "naam;login;instelling;e-mail\na;A;7;\nb;B;7;\n\"c\";C;7;");
	assert_string_not_equal(told->notices.data, first);
	read_hashes(told, &other, HEADER "a;A;7;\nb;B;7;\n\"c\";C;7;");
	assert_string_not_equal(told->notices.data, first);
}

static void
test_refuses_rows_with_a_fault(void **state)
{
	struct told *told = *state;
	static char text[32 + CSV_FIELD_MAX + 8] = HEADER "jan;";
	static const char nul[] = HEADER "j\0n;Jan;7;\npiet;Piet;7\n";
	size_t at = strlen(text);

	assert_int_equal(read_bytes(told, nul, sizeof(nul) - 1), 0);
	assert_string_equal(told->refusals.data,
	    "2:  \"\" has a NUL byte, which no text has\n");
	assert_string_equal(told->rows.data, "3:piet:Piet\n");

	memset(text + at, 'x', CSV_FIELD_MAX + 1);
	assert_int_equal(read_text(told, text), 0);
	assert_string_equal(told->refusals.data,
	    "2:  \"\" has a field of more than 16384 bytes\n");
	assert_int_equal(told->summary.refused, 1);
}

static void
test_stops(void **state)
{
	struct told *told = *state;

	assert_int_equal(
	    read_text(told, HEADER "jan;Jan;7\nstop;Stop;7\npiet;Piet;7\n"),
	    -1);
	assert_string_equal(told->rows.data, "2:jan:Jan\n");
	assert_int_equal(told->err.kind, ERR_LATER);
	assert_string_equal(told->err.text, "stopped");
}

static void
test_files(void **state)
{
	struct told *told = *state;

	assert_int_equal(roster_read("no/such.csv", &setup, &handler, told,
			     &told->summary, &told->err),
	    -1);
	assert_int_equal(told->err.kind, ERR_DATA);
	assert_non_null(strstr(told->err.text, "no/such.csv: "));
	assert_int_equal(roster_read(".", &setup, &handler, told,
			     &told->summary, &told->err),
	    -1);
	assert_int_equal(told->err.kind, ERR_DATA);
}

static void
test_standard_input(void **state)
{
	static const char text[] = HEADER "jan;Jan;7\n";
	struct told *told = *state;
	int before = dup(STDIN_FILENO), ends[2], rc;

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(
	    write(ends[1], text, sizeof(text) - 1), sizeof(text) - 1);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	rc = roster_read(
	    SPOOL_STDIN, &setup, &handler, told, &told->summary, &told->err);
	dup2(before, STDIN_FILENO);
	close(before);
	assert_int_equal(rc, 0);
	assert_string_equal(told->rows.data, "2:jan:Jan\n");
}

/* Every kind of refusal that a text file can have, once. */
static const char *const broken[] = {
    "3: gebruikersnaam \"\" is empty",
    "4: achternaam \"\" is empty",
    "5: instelling \"\" is empty",
    "6: e-mail \"e.jong@\" has no domain",
    "7: e-mail \"f.dekker.example.nl\" has no @",
    "8: e-mail \"@example.nl\" has nothing before the @",
    "9: e-mail \"h.peters@example\" has a domain without a dot",
    "10: e-mail \"i.hendriks@example..nl\" has a domain that cannot exist",
    "11: e-mail \"j kok@example.nl\" has a blank in it",
    "12: e-mail \"k.berg@example.nl,k@example.nl\" has more than one @",
    "13: e-mail \"<l.brink@example.nl>\" has a character that no address has",
    "14: e-mail \"m..hoek@example.nl\" has two dots in a row",
    "15: e-mail \".n.prins@example.nl\" has a dot at an end of what is before "
    "the @",
    "16: telefoon \"612345678\" has no country code and does not begin with 0",
    "17: telefoon \"06 1234567\" is not a Dutch number",
    "18: telefoon \"+32 47\" is not an international number",
    "19: telefoon \"06 12345679 tst. 4\" has a character that is not of a "
    "telephone number",
    "20: telefoon \"3,16E+10\" is a number that lost digits in a spreadsheet",
    "22: personeelsnummer \"1,2E+11\" is a number that lost digits in a "
    "spreadsheet",
    "23: voornaam \"#N/B\" is an error of a spreadsheet",
    "24: taal \"fr\" is not a language of the campaign, which has nl, en",
    "25: golf \"zomer\" is not a wave of the configuration, which has pilot",
    "26: in dienst \"10/13/2025\" is not a day from 1970 on",
    "27: tweede factor \"een app op de telefoon van de teamleider\" is longer "
    "than 32 bytes",
    "28: tweede factor \"nee\" says there is no second factor, yet it has a "
    "day of enrolment",
    "29: instellingsnaam \"Thuiszorg\\x0d\\x0aDe Linde\" has a line break",
    "31: gebruikersnaam \"c.dam\\x07\" has a control character",
    "32: voornaam \"Dora\\u200b\" has a character that cannot be seen",
    "33: gebruikersnaam "
    "\"een-gebruikersnaam-die-veel-langer-is-da\xe2\x80\xa6\" is longer than "
    "64 bytes",
    "36:  \"\" has 17 fields where the header has 16",
    "37:  \"\" has a quote in the wrong place",
    "38:  \"\" has a quote that is not closed",
    "42: e-mail \"leo.zand.van.de.afdeling.revalidatie.en.\xe2\x80\xa6\" has "
    "more than 64 bytes before the @",
    "43: achternaam \"Oosterhoudt-van Nieuwenhuijzen tot den D\xe2\x80\xa6\" "
    "makes a full name of more than 128 bytes",
    "44: telefoon \"06 12345671 / 06 12345672 / 020 1234567 \xe2\x80\xa6\" is "
    "too long for a telephone number",
    "45: e-mail \"o.veld@afdeling1.van.een.hele.grote.inst\xe2\x80\xa6\" is "
    "longer than 254 bytes",
    "46: voornaam \"Zo\xef\xbf\xbd\" has a character that was lost",
    "47: achternaam \"Err:508\" is an error of a spreadsheet",
    "48:  \"\" has more than 256 fields",
};

static void
test_broken_sample(void **state)
{
	struct told *told = *state;
	const char *at;
	size_t i;

	assert_int_equal(roster_read("sample-data/broken.csv", &setup, &handler,
			     told, &told->summary, &told->err),
	    0);
	at = told->refusals.data;
	for (i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		assert_true(strlen(at) >= strlen(broken[i]));
		assert_memory_equal(at, broken[i], strlen(broken[i]));
		at = strchr(at, '\n') + 1;
	}
	assert_string_equal(at, "");
	assert_string_equal(told->rows.data,
	    "2:a.bakker:Anneke Bakker\n"
	    "21:t.hart:Truus 't Hart\n"
	    "34:a.bakker:Arie Bakker\n"
	    "35:f.timmer:Frans Timmer\n"
	    "39:j.stam:J\xc3\xa9r\xc3\xb4me Stam\n"
	    "41:k.wolf:Kees Wolf\n");
	assert_string_equal(told->notices.data,
	    "column \"afdeling\" is not known and is ignored\n");
	assert_int_equal(told->summary.refused, i);
}

#define TOLD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TOLD(test_reads),
	    TOLD(test_sha256),
	    TOLD(test_dialects),
	    TOLD(test_refuses_whole_files),
	    TOLD(test_utf16),
	    TOLD(test_known_rows),
	    TOLD(test_refuses_rows_with_a_fault),
	    TOLD(test_stops),
	    TOLD(test_files),
	    TOLD(test_standard_input),
	    TOLD(test_broken_sample),
	};

	return cmocka_run_group_tests_name("roster", tests, NULL, NULL);
}
