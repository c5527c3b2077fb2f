#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "roster/rejects.h"
#include "roster/roster.h"
#include "text_file.h"

static const char *const languages[] = {"nl", "en"};
static const struct config config = {
    .campaign = {.languages = languages, .language_count = 2},
    .import = {.country_code = "+31"},
};
static const struct roster_setup setup = {
    .config = &config, .organisation = ""};

struct told {
	struct rejects *rejects;
	size_t rows, refusals;
};

static void
on_begin(const struct layout *layout, void *context)
{
	struct told *told = context;

	rejects_begin(told->rejects, layout);
}

static int
on_row(const struct roster_row *row, void *context, struct err *err)
{
	struct told *told = context;

	(void)row;
	(void)err;
	told->rows++;
	return 0;
}

static void
on_refused(const struct roster_refusal *refusal, void *context)
{
	struct told *told = context;

	told->refusals++;
	rejects_add(told->rejects, refusal);
}

static void
on_notice(const char *sentence, void *context)
{
	(void)context;
	fail_msg("%s", sentence);
}

/* Reads a list, and adds what it refuses as a file to "out". */
static struct told
reject(const void *data, size_t len, struct buf *out)
{
	static const struct roster_handler handler = {
	    on_begin, NULL, on_row, on_refused, on_notice};
	struct told told = {.rows = 0};
	struct roster_summary summary;
	char path[TEXT_FILE_SIZE], aside[TEXT_FILE_SIZE + 8];
	struct err err;

	text_path(data, len, path);
	snprintf(aside, sizeof(aside), "%s.out", path);
	told.rejects = rejects_new(aside);
	assert_non_null(told.rejects);
	assert_int_equal(
	    roster_read(path, &setup, &handler, &told, &summary, &err), 0);
	assert_int_equal(rejects_end(told.rejects, &err), 0);
	rejects_free(told.rejects);
	buf_clear(out);
	if (file_exists(aside))
		assert_int_equal(file_read(aside, FILE_ANY, out, &err), 0);
	else
		assert_int_equal(told.refusals, 0);
	unlink(aside);
	text_remove(path);
	return told;
}

#define LOST "is empty; it is how the person is known"
#define MAIL "has no domain; an address looks like name@example.nl"

static void
test_dialects(void **state)
{
	static const struct {
		const char *list;
		size_t len;
		const char *rejects;
		size_t rejects_len;
	} cases[] = {
#define BYTES(s) s, sizeof(s) - 1
	    {BYTES("login;naam;instelling\n;Zoë;7\njan;Jan;7\n"),
		BYTES("\"twofold: reason\";login;naam;instelling\n"
		      "\"login: " LOST "\";;Zoë;7\n")},
	    {BYTES("\xef\xbb\xbfsep=,\r\nlogin,naam,instelling,e-mail\r\n"
		   "jan,\"Bos, \"\"Jan\"\"\",7,jan@\r\n,x,7,x@\r\n"),
		BYTES("\xef\xbb\xbfsep=,\r\n\"twofold: reason\",login,naam,"
		      "instelling,e-mail\r\n\"e-mail: " MAIL "\",jan,"
		      "\"Bos, \"\"Jan\"\"\",7,jan@\r\n\"e-mail: " MAIL
		      "; login: " LOST "\",,x,7,x@\r\n")},
	    {BYTES("login\tnaam\tinstelling\n\tZo\xeb\t7\n"),
		BYTES("\"twofold: reason\"\tlogin\tnaam\tinstelling\n"
		      "\"login: " LOST "\"\t\tZo\xeb\t7\n")},
	    /* A quote that is left open swallows nothing. */
	    {BYTES("login;naam;instelling\n\"jan;Jan;7\npiet;Piet;7\n"),
		BYTES("\"twofold: reason\";login;naam;instelling\n"
		      "\"has a quote that is not closed\";\"jan;Jan;7\n")},
	    /* A NUL byte neither. */
	    {BYTES("login;naam;instelling\nj\0n;Jan;7\npiet;Piet;7\n"),
		BYTES("\"twofold: reason\";login;naam;instelling\n"
		      "\"has a NUL byte, which no text has\";j\0n;Jan;7\n")},
	    /* Reasons of a time before make place for those of now. */
	    {BYTES("\"twofold: reason\";login;naam;instelling\n"
		   "\"login: ?; \"\"x\"\"\";;Jan;7\n;piet;Piet;7\n"),
		BYTES("\"twofold: reason\";login;naam;instelling\n"
		      "\"login: " LOST "\";;Jan;7\n")},
	    {BYTES("login;naam;instelling\njan;Jan;7\n"), BYTES("")},
#undef BYTES
	};
	struct buf out;
	size_t i;

	(void)state;
	buf_init(&out, 4096);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		reject(cases[i].list, cases[i].len, &out);
		assert_int_equal(out.len, cases[i].rejects_len);
		assert_memory_equal(out.data, cases[i].rejects, out.len);
	}
	buf_free(&out);
}

/* UTF-16 with its mark; corrected, the lines are taken. */
static void
test_comes_back(void **state)
{
	static const char list[] =
	    "\xff\xfel\0o\0g\0i\0n\0\t\0n\0a\0a\0m\0\t\0i\0n\0s\0t\0e\0l\0l\0"
	    "i\0n\0g\0\r\0\n\0\t\0Z\0\xeb\0\t\0"
	    "7\0\r\0\n\0";
	struct buf out, again;
	struct told told;
	size_t i, n;

	(void)state;
	buf_init(&out, 4096);
	buf_init(&again, 4096);
	told = reject(list, sizeof(list) - 1, &out);
	assert_int_equal(told.refusals, 1);
	assert_memory_equal(out.data, "\xff\xfe\"\0t\0w\0o\0", 10);
	told = reject(out.data, out.len, &again);
	assert_int_equal(told.refusals, 1);
	assert_int_equal(again.len, out.len);
	assert_memory_equal(again.data, out.data, out.len);
	/* Correct the line: a login before the name. */
	for (i = 0; memcmp(out.data + i, "\t\0\t\0Z", 5) != 0; i++)
		;
	n = out.len - i - 2;
	buf_clear(&again);
	buf_add(&again, out.data, i + 2);
	buf_add(&again, "j\0", 2);
	buf_add(&again, out.data + i + 2, n);
	told = reject(again.data, again.len, &out);
	assert_int_equal(told.refusals, 0);
	assert_int_equal(told.rows, 1);
	buf_free(&out);
	buf_free(&again);
}

static void
test_cannot_be_written(void **state)
{
	static const struct roster_refusal refusal = {.line = 2,
	    .column = "",
	    .reason = "is wrong",
	    .raw = "x",
	    .raw_len = 1};
	static const struct layout layout = {
	    .dialect = {.delimiter = ';'}, .header = "a;b", .header_len = 3};
	struct rejects *rejects = rejects_new("/no/such/folder/file.csv");
	struct err err;

	(void)state;
	assert_non_null(rejects);
	rejects_begin(rejects, &layout);
	rejects_add(rejects, &refusal);
	assert_int_equal(rejects_end(rejects, &err), -1);
	assert_int_equal(err.kind, ERR_LATER);
	assert_non_null(strstr(err.text, "/no/such/folder/file.csv: cannot"));
	rejects_free(rejects);
	rejects_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_dialects),
	    cmocka_unit_test(test_comes_back),
	    cmocka_unit_test(test_cannot_be_written),
	};

	return cmocka_run_group_tests_name("rejects", tests, NULL, NULL);
}
