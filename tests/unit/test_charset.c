#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text.h"
#include "roster/charset.h"

static void
test_finds(void **state)
{
	static const struct {
		const char *text;
		enum charset charset;
	} cases[] = {
	    {"", CHARSET_UTF8},
	    {"Zoe", CHARSET_UTF8},
	    {"Zo\xc3\xab", CHARSET_UTF8},
	    {"Zo\xeb", CHARSET_WINDOWS_1252},
	    {"Zo\xc3\xab and Zo\xeb", CHARSET_WINDOWS_1252},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    charset_find(cases[i].text, strlen(cases[i].text)),
		    cases[i].charset);
	assert_string_equal(charset_name(CHARSET_UTF8), "UTF-8");
	assert_string_equal(charset_name(CHARSET_WINDOWS_1252), "Windows-1252");
}

static void
test_converts(void **state)
{
	static const struct {
		const char *windows, *utf8;
	} cases[] = {
	    {"", ""},
	    {"plain", "plain"},
	    {"Zo\xeb", "Zo\xc3\xab"},
	    {"\xe9\xe9n", "\xc3\xa9\xc3\xa9n"},
	    {"\x80 5", "\xe2\x82\xac 5"},
	    {"\x93"
	     "a\x94",
		"\xe2\x80\x9c"
		"a\xe2\x80\x9d"},
	    {"\x8a\x9f\xff", "\xc5\xa0\xc5\xb8\xc3\xbf"},
	    {"\x81", "\xc2\x81"},
	};
	struct buf out;
	size_t i;

	(void)state;
	buf_init(&out, 100);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		charset_to_utf8(
		    cases[i].windows, strlen(cases[i].windows), &out);
		assert_string_equal(out.data, cases[i].utf8);
	}
	buf_free(&out);
}

static void
test_every_byte_becomes_utf8(void **state)
{
	char all[256];
	struct buf out;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(all); i++)
		all[i] = (char)i;
	buf_init(&out, CHARSET_GROWTH * sizeof(all));
	charset_to_utf8(all, sizeof(all), &out);
	assert_false(out.failed);
	assert_true(text_is_utf8(out.data, out.len));
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_finds),
	    cmocka_unit_test(test_converts),
	    cmocka_unit_test(test_every_byte_becomes_utf8),
	};

	return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
