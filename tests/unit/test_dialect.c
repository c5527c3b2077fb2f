#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "roster/dialect.h"

static const struct {
	const char *text;
	struct dialect expected;
} cases[] = {
    {"",
	{.delimiter = ';', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"naam\nJan\n",
	{.delimiter = ';', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"a;b;c\n1;2;3\n",
	{.delimiter = ';', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"a,b,c\r\n1,2,3\r\n",
	{.delimiter = ',', .start = 0, .line = 1, .sep = false, .crlf = true}},
    {"a\tb\tc\r1\t2\t3\r",
	{.delimiter = '\t',
	    .start = 0,
	    .line = 1,
	    .sep = false,
	    .crlf = false}},

    /* Commas in the values, more of them than of the delimiter. */
    {"naam;plaats\n\"Berg, J, van den\";x\n\"Vis, K, de\";y\n",
	{.delimiter = ';', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"naam;plaats\nBerg, J, van den;x\nVis, K, de;y\n",
	{.delimiter = ';', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"\"naam, volledig; of kort\",plaats\nJan,x\nPiet,y\n",
	{.delimiter = ',', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"\"a;b\",c\n\"1;2\",3\n",
	{.delimiter = ',', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"\n\n\"a\nb\",c\n1,2\n",
	{.delimiter = ',', .start = 0, .line = 1, .sep = false, .crlf = false}},

    /* A line that names it. */
    {"sep=,\r\na;b,c;d\r\n",
	{.delimiter = ',', .start = 7, .line = 2, .sep = true, .crlf = true}},
    {"sep=;\na,b\n",
	{.delimiter = ';', .start = 6, .line = 2, .sep = true, .crlf = false}},
    {"SEP=\t\ra;b\r",
	{.delimiter = '\t', .start = 6, .line = 2, .sep = true, .crlf = false}},
    {"\"sep=;\"\r\na,b\r\n",
	{.delimiter = ';', .start = 9, .line = 2, .sep = true, .crlf = true}},
    {"sep=;",
	{.delimiter = ';', .start = 5, .line = 2, .sep = true, .crlf = false}},
    {"sep=",
	{.delimiter = ';', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"\"sep=;",
	{.delimiter = ';', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"sep=|\na,b\n",
	{.delimiter = ';', .start = 0, .line = 1, .sep = false, .crlf = false}},
    {"sep=;naam,x\nb,c\n",
	{.delimiter = ',', .start = 0, .line = 1, .sep = false, .crlf = false}},
};

static void
test_finds(void **state)
{
	struct dialect found;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		dialect_find(
		    cases[i].text, strlen(cases[i].text), '\0', &found);
		if (found.delimiter != cases[i].expected.delimiter)
			print_error("case %zu: '%s'\n", i, cases[i].text);
		assert_int_equal(found.delimiter, cases[i].expected.delimiter);
		assert_int_equal(found.sep, cases[i].expected.sep);
		assert_int_equal(found.crlf, cases[i].expected.crlf);
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
	dialect_find(text, at, '\0', &found);
	assert_int_equal(found.delimiter, ',');
	/* Unless one is asked for. */
	dialect_find(text, at, '|', &found);
	assert_int_equal(found.delimiter, '|');
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
