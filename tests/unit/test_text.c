#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
test_number(void **state)
{
	static const struct {
		const char *text;
		int64_t low, high;
		int rc;
		int64_t value;
	} cases[] = {
	    {"0", 0, 9, 0, 0},
	    {"9", 0, 9, 0, 9},
	    {"10", 0, 9, -1, 0},
	    {"-1", 0, 9, -1, 0},
	    {"-1", -1, 9, 0, -1},
	    {"", 0, 9, -1, 0},
	    {"-", -9, 9, -1, 0},
	    {"+1", 0, 9, -1, 0},
	    {" 1", 0, 9, -1, 0},
	    {"1 ", 0, 9, -1, 0},
	    {"1x", 0, 9, -1, 0},
	    {"0x1", 0, 9, -1, 0},
	    {"--1", -9, 9, -1, 0},
	    {"9223372036854775807", 0, INT64_MAX, 0, INT64_MAX},
	    {"9223372036854775808", 0, INT64_MAX, -1, 0},
	    {"-9223372036854775809", INT64_MIN, 0, -1, 0},
	};
	int64_t value;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		value = 0;
		assert_int_equal(text_number(cases[i].text, cases[i].low,
				     cases[i].high, &value),
		    cases[i].rc);
		assert_int_equal(value, cases[i].value);
	}
}

static void
test_utf8(void **state)
{
	static const char *const good[] = {"", "abc", "\xc3\xa9",
	    "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf",
	    "\xed\x9f\xbf", "\xee\x80\x80"};
	static const char *const bad[] = {"\x80", "\xc3", "\xc3(", "\xc0\x80",
	    "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
	    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\xff",
	    "a\xe2\x82(", "\xf0\x9f\x98"};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++)
		assert_true(text_is_utf8(good[i], strlen(good[i])));
	for (i = 0; i < COUNT(bad); i++)
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
	/* The length counts, not what stands behind it. */
	assert_false(text_is_utf8("\xe2\x82\xac", 2));
	assert_int_equal(text_length("a\xc3\xa9\xe2\x82\xac"), 3);
}

static void
test_small(void **state)
{
	char padded[] = " \t a b \n", blank[] = "  ", upper[] = "AZ\xc3\x89z[";
	char *copy;

	(void)state;
	assert_string_equal(text_trim(padded), "a b");
	assert_string_equal(text_trim(blank), "");
	text_lower(upper);
	assert_string_equal(upper, "az\xc3\x89z[");
	assert_true(text_has_control("a\nb"));
	assert_true(text_has_control("\x7f"));
	assert_false(text_has_control("\xc3\xa9 ~"));
	assert_true(text_same("a", "a"));
	assert_false(text_same("a", "A"));
	assert_true(text_same_nocase("a", "A"));
	assert_false(text_same_nocase("a", "ab"));
	assert_true(text_starts("https://x", "https://"));
	assert_false(text_starts("http", "https"));
	assert_null(text_copy(NULL));
	copy = text_copy("x");
	assert_string_equal(copy, "x");
	free(copy);
}

static void
test_nearest(void **state)
{
	static const char *const words[] = {"start", "deadline", "enrolled"};

	(void)state;
	assert_ptr_equal(text_nearest("dedline", words, 3), words[1]);
	assert_ptr_equal(text_nearest("strat", words, 3), words[0]);
	assert_ptr_equal(text_nearest("enrolled", words, 3), words[2]);
	assert_null(text_nearest("banana", words, 3));
	assert_null(text_nearest("dedline", words, 0));
}

static void
test_show(void **state)
{
	char out[32], tiny[12];

	(void)state;
	text_show("a\x1b[1m\xc3\xa9", 20, out, sizeof(out));
	assert_string_equal(out, "a\\x1b[1m\xc3\xa9");
	text_show("abcdef", 3, out, sizeof(out));
	assert_string_equal(out, "abc\xe2\x80\xa6");
	text_show("abc", 3, out, sizeof(out));
	assert_string_equal(out, "abc");
	text_show("a\xe2\x80\x8b\xe2\x80\xae!", 9, out, sizeof(out));
	assert_string_equal(out, "a\\u200b\\u202e!");
	text_show("a\x80\x80\x80\x80\x80", 9, out, sizeof(out));
	assert_string_equal(out, "a\\x80\\x80\\x80\\x80\\x80");
	text_show("\xff!", 9, out, sizeof(out));
	assert_string_equal(out, "\\xff!");
	text_show("abcdefghijklmnop", 99, tiny, sizeof(tiny));
	assert_true(strlen(tiny) < sizeof(tiny));
	assert_non_null(strstr(tiny, "\xe2\x80\xa6"));
}

static void
test_line(void **state)
{
	(void)state;
	assert_true(text_is_line("", 0));
	assert_true(text_is_line("caf\xc3\xa9", 5));
	assert_false(text_is_line("caf\xc3\xa9", 4));
	assert_false(text_is_line("two\nlines", 20));
	assert_false(text_is_line("\xc3", 20));
	assert_false(text_is_line("\x7f", 20));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_number),
	    cmocka_unit_test(test_utf8),
	    cmocka_unit_test(test_small),
	    cmocka_unit_test(test_line),
	    cmocka_unit_test(test_nearest),
	    cmocka_unit_test(test_show),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
