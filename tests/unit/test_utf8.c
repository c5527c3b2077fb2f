#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"

/* How far a text is good, in a place where words of eight lie in any way. */
static void
test_span(void **state)
{
	static const struct {
		const char *text;
		size_t good;
	} cases[] = {
	    {"", 0},
	    {"plain text of more than eight", 29},
	    {"Zo\xc3\xab", 4},
	    {"\xe2\x82\xac\xf0\x9f\x98\x80", 7},
	    {"ab\xc3", 2},
	    {"ab\xe2\x82", 2},
	    {"ab\xf0\x9f\x98", 2},
	    {"ab\x80", 2},
	    {"ab\xc0\xaf", 2},         /* overlong */
	    {"ab\xe0\x80\xaf", 2},     /* overlong */
	    {"ab\xed\xa0\x80", 2},     /* half of a pair */
	    {"ab\xf4\x90\x80\x80", 2}, /* beyond the last */
	    {"ab\xff", 2},
	};
	char text[64];
	size_t i, at, len;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		len = strlen(cases[i].text);
		for (at = 0; at < 17; at++) {
			memset(text, 'x', sizeof(text));
			memcpy(text + at, cases[i].text, len);
			assert_int_equal(
			    utf8_span(text, at + len), at + cases[i].good);
		}
	}
}

static void
test_hidden(void **state)
{
	(void)state;
	assert_int_equal(utf8_hidden("\xe2\x80\x8b"), 3);
	assert_int_equal(utf8_hidden("\xe2\x80\xae"), 3);
	assert_int_equal(utf8_hidden("\xef\xbb\xbf"), 3);
	assert_int_equal(utf8_hidden("\xc2\x85"), 2);
	assert_int_equal(utf8_hidden("\xe2\x80\x8d"), 0); /* a joiner */
	assert_int_equal(utf8_hidden("\xc2\xa0"), 0);
	assert_int_equal(utf8_hidden("a"), 0);
	assert_int_equal(utf8_hidden(""), 0);
	assert_int_equal(utf8_length("a\x80", 2), 1);
	assert_int_equal(utf8_length("\xc3\xab\x80", 3), 2);
	assert_int_equal(utf8_length("\xc3", 1), 0);
	assert_int_equal(utf8_length("\x80", 1), 0);
	assert_int_equal(utf8_length("", 0), 0);
	assert_int_equal(utf8_code("a"), 'a');
	assert_int_equal(utf8_code("\xc3\xab"), 0xeb);
	assert_int_equal(utf8_code("\xe2\x80\x8b"), 0x200b);
	assert_int_equal(utf8_code("\xf0\x9f\x98\x80"), 0x1f600);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_span),
	    cmocka_unit_test(test_hidden),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
