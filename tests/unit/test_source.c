#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/text.h"
#include "config/source.h"

static void
cleans(void **state)
{
	static const struct {
		const char *before, *after;
	} rows[] = {
	    {"a = 1 # b\nc", "a = 1    \nc"},
	    {"a = \"#\" // b", "a = \"#\"     "},
	    {"a = http://b\n", "a = http://b\n"},
	    {"a /* \n b */ c", "a    \n      c"},
	    {"/* a", "    "},
	    {"\xef\xbb\xbf"
	     "a = 1\r\n",
		"   a = 1\r\n"},
	    {"a = 'it\\'s #' # b", "a = 'it\\'s #'    "},
	    {"a = \"\\\"#\"#", "a = \"\\\"#\" "},
	    {"a = \"\\${B}\"", "a = \"\\${B}\""},
	    {"a = '${B}'", "a = '${B}'"},
	};
	struct keep keep = {0};
	struct mistakes mistakes = {.path = "f", .keep = &keep};
	int unclosed;
	char *text;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		text = text_copy(rows[i].before);
		assert_int_equal(
		    source_clean(text, strlen(text), &mistakes, &unclosed), 0);
		assert_string_equal(text, rows[i].after);
		free(text);
	}
	assert_int_equal(mistakes.count, 0);
	keep_free(&keep);
}

static void
refuses(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		int rc;
		const char *mistakes;
	} rows[] = {
	    {"a = \"b\nc = \"d\"\n", 0, -1,
		"f:1: a text begins with \" and has no \" at its end; what "
		"follows was not read\n"},
	    {"\na = 'b", 0, -1,
		"f:2: a text begins with ' and has no ' at its end; what "
		"follows was not read\n"},
	    {"a = \"b\\", 0, -1,
		"f:1: a text begins with \" and has no \" at its end; what "
		"follows was not read\n"},
	    {"# ${A}\na = \"${B}\"\nc = ${D}\n", 0, 0,
		"f:2: \"${\" is not replaced by a variable of the environment "
		"here; write the value itself\n"
		"f:3: \"${\" is not replaced by a variable of the environment "
		"here; write the value itself\n"},
	    {"s {\n l = { # none\n }\n}\n", 0, 0,
		"f:3: a list without values says nothing; leave the setting "
		"out, or fill the list\n"},
	    {"s { }\n", 0, 0, ""},
	    {"a\n\xff\n", 0, -1,
		"f:2: has bytes that are not UTF-8; save the file as UTF-8\n"},
	    {"a\n\x1b[0m\n", 0, -1,
		"f:2: has a control character (\\x1b); take it out\n"},
	    {"a\0b", 3, -1,
		"f:1: has a control character (\\x00); take it out\n"},
	};
	struct mistakes mistakes;
	struct keep keep = {0};
	struct err err;
	struct buf lines;
	char text[64];
	int unclosed;
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		mistakes = (struct mistakes){.path = "f", .keep = &keep};
		len = rows[i].len > 0 ? rows[i].len : strlen(rows[i].text);
		memcpy(text, rows[i].text, len);
		text[len] = '\0';
		assert_int_equal(
		    source_clean(text, len, &mistakes, &unclosed), rows[i].rc);
		buf_init(&lines, 1000);
		mistakes_write(&mistakes, &lines, &err);
		assert_string_equal(lines.data, rows[i].mistakes);
		buf_free(&lines);
		assert_int_equal(unclosed, 0);
	}
	keep_free(&keep);
}

static void
finds_the_open_brace(void **state)
{
	static const struct {
		const char *text;
		int unclosed;
	} rows[] = {
	    {"a {\n}\n", 0},
	    {"a {\n}\nb {\nc = {1}\n", 3},
	    {"a {\nb {\n}\n", 1},
	    {"a { b = \"}\"\n", 1},
	    {"}\na {\n", 2},
	};
	struct keep keep = {0};
	struct mistakes mistakes = {.path = "f", .keep = &keep};
	int unclosed;
	char *text;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		text = text_copy(rows[i].text);
		assert_int_equal(
		    source_clean(text, strlen(text), &mistakes, &unclosed), 0);
		assert_int_equal(unclosed, rows[i].unclosed);
		free(text);
	}
	keep_free(&keep);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cleans),
	    cmocka_unit_test(refuses),
	    cmocka_unit_test(finds_the_open_brace),
	};

	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
