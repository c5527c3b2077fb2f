#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "roster/dialect.h"

#define BOM "\xef\xbb\xbf"

static const struct {
	const char *text;
	struct dialect expected;
} cases[] = {
    {"", {';', CHARSET_UTF8, false, 0, 1}},
    {"naam\nJan\n", {';', CHARSET_UTF8, false, 0, 1}},
    {"a;b;c\n1;2;3\n", {';', CHARSET_UTF8, false, 0, 1}},
    {"a,b,c\r\n1,2,3\r\n", {',', CHARSET_UTF8, false, 0, 1}},
    {"a\tb\tc\r1\t2\t3\r", {'\t', CHARSET_UTF8, false, 0, 1}},
    {BOM "a,b\n1,2\n", {',', CHARSET_UTF8, true, 3, 1}},
    {"a;b\nZo\xeb;2\n", {';', CHARSET_WINDOWS_1252, false, 0, 1}},

    /* Commas in the values, more of them than of the delimiter. */
    {"naam;plaats\n\"Berg, J, van den\";x\n\"Vis, K, de\";y\n",
	{';', CHARSET_UTF8, false, 0, 1}},
    {"naam;plaats\nBerg, J, van den;x\nVis, K, de;y\n",
	{';', CHARSET_UTF8, false, 0, 1}},
    {"\"naam, volledig; of kort\",plaats\nJan,x\nPiet,y\n",
	{',', CHARSET_UTF8, false, 0, 1}},
    {"\"a;b\",c\n\"1;2\",3\n", {',', CHARSET_UTF8, false, 0, 1}},
    {"\n\n\"a\nb\",c\n1,2\n", {',', CHARSET_UTF8, false, 0, 1}},

    /* A line that names it. */
    {"sep=,\r\na;b,c;d\r\n", {',', CHARSET_UTF8, false, 7, 2}},
    {"sep=;\na,b\n", {';', CHARSET_UTF8, false, 6, 2}},
    {"SEP=\t\ra;b\r", {'\t', CHARSET_UTF8, false, 6, 2}},
    {BOM "sep=;\r\na,b\r\n", {';', CHARSET_UTF8, true, 10, 2}},
    {"\"sep=;\"\r\na,b\r\n", {';', CHARSET_UTF8, false, 9, 2}},
    {"sep=;", {';', CHARSET_UTF8, false, 5, 2}},
    {"sep=", {';', CHARSET_UTF8, false, 0, 1}},
    {"\"sep=;", {';', CHARSET_UTF8, false, 0, 1}},
    {"sep=|\na,b\n", {';', CHARSET_UTF8, false, 0, 1}},
    {"sep=;naam,x\nb,c\n", {',', CHARSET_UTF8, false, 0, 1}},
};

static void
test_finds(void **state)
{
	struct dialect found;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		dialect_find(cases[i].text, strlen(cases[i].text), &found);
		if (found.delimiter != cases[i].expected.delimiter)
			print_error("case %zu: '%s'\n", i, cases[i].text);
		assert_int_equal(found.delimiter, cases[i].expected.delimiter);
		assert_int_equal(found.charset, cases[i].expected.charset);
		assert_int_equal(found.bom, cases[i].expected.bom);
		assert_int_equal(found.start, cases[i].expected.start);
		assert_int_equal(found.line, cases[i].expected.line);
	}
}

/* What decides is the first lines, not what comes behind them. */
static void
test_looks_at_the_first_lines(void **state)
{
	char text[4096] = "a,b;c\n";
	struct dialect found;
	size_t i, at = 6;

	(void)state;
	for (i = 0; i < 9; i++, at += 4)
		memcpy(text + at, "1,2\n", 4);
	for (; at + 4 < sizeof(text); at += 4)
		memcpy(text + at, "1;2\n", 4);
	dialect_find(text, at, &found);
	assert_int_equal(found.delimiter, ',');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_finds),
	    cmocka_unit_test(test_looks_at_the_first_lines),
	};

	return cmocka_run_group_tests_name("dialect", tests, NULL, NULL);
}
