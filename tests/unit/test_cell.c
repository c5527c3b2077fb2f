#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/day.h"
#include "roster/cell.h"

static void
test_clean(void **state)
{
	static const struct {
		const char *field, *text;
	} cases[] = {
	    {"", ""},
	    {"  ", ""},
	    {" Jan \t", "Jan"},
	    {"\xc2\xa0Jan\xc2\xa0"
	     "de\xc2\xa0",
		"Jan de"},
	    {"'=1+1", "=1+1"},
	    {" '+31612345678", "+31612345678"},
	    {"'-", "-"},
	    {"'@home", "@home"},
	    {"'t Hart", "'t Hart"},
	    {"'", "'"},
	    {"''=x", "''=x"},
	    {"00123", "00123"},
	};
	char field[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(field, sizeof(field), "%s", cases[i].field);
		assert_string_equal(cell_clean(field), cases[i].text);
	}
}

static void
test_squeeze(void **state)
{
	char text[] = "van   der  Berg", same[] = "van der Berg";

	(void)state;
	cell_squeeze(text);
	assert_string_equal(text, same);
	cell_squeeze(same);
	assert_string_equal(same, text);
}

static void
test_fault(void **state)
{
	static const struct {
		const char *text, *fault; /* how it begins; NULL: none */
	} cases[] = {
	    {"Zo\xc3\xab", NULL},
	    {"\xe2\x80\x9cZo\xe2\x80\x9d \xf0\x9f\x98\x80", NULL},
	    {"a\xe2\x80\x8d"
	     "b",
		NULL}, /* a joiner */
	    {"#1", NULL},
	    {"#", NULL},
	    {"Err:508", "is an error of a spreadsheet"},
	    {"Fout:502", "is an error of a spreadsheet"},
	    {"Zo\xef\xbf\xbd", "has a character that was lost"},
	    {"a\nb", "has a line break"},
	    {"a\rb", "has a line break"},
	    {"a\tb", "has a control character"},
	    {"a\x7f", "has a control character"},
	    {"a\xc2\x81", "has a character that cannot be seen"},
	    {"a\xe2\x80\x8b", "has a character that cannot be seen"},
	    {"\xe2\x80\xae"
	     "a",
		"has a character that cannot be seen"},
	    {"\xe2\x81\xa6"
	     "a",
		"has a character that cannot be seen"},
	    {"\xef\xbb\xbf"
	     "a",
		"has a character that cannot be seen"},
	    {"#N/A", "is an error of a spreadsheet"},
	    {"#N/B", "is an error of a spreadsheet"},
	    {"#VALUE!", "is an error of a spreadsheet"},
	    {"#waarde!", "is an error of a spreadsheet"},
	    {"#REF!", "is an error of a spreadsheet"},
	    {"#NAAM?", "is an error of a spreadsheet"},
	    {"#######", "is an error of a spreadsheet"},
	};
	const char *fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fault = cell_fault(cases[i].text);
		if (cases[i].fault == NULL) {
			assert_null(fault);
			continue;
		}
		assert_non_null(fault);
		assert_memory_equal(
		    fault, cases[i].fault, strlen(cases[i].fault));
	}
}

static void
test_scientific(void **state)
{
	static const struct {
		const char *text;
		bool is;
	} cases[] = {
	    {"3,16E+10", true},
	    {"3.16E+10", true},
	    {"-3e-07", true},
	    {"3E+10", true},
	    {"3E10", false},
	    {"E+10", false},
	    {"3,16E+", false},
	    {"3,16E+1x", false},
	    {"31600000000", false},
	    {"", false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    cell_is_scientific(cases[i].text), cases[i].is);
}

static void
test_day(void **state)
{
	static const struct {
		const char *text, *day; /* NULL: none */
	} cases[] = {
	    {"2026-10-01", "2026-10-01"},
	    {"1-10-2026", "2026-10-01"},
	    {"01-10-2026", "2026-10-01"},
	    {"01/10/2026", "2026-10-01"},
	    {"1.2.2026", "2026-02-01"},
	    {"29-2-2024", "2024-02-29"},
	    {"1-1-1970", "1970-01-01"},
	    {"29-2-2026", NULL},
	    {"10/13/2026", NULL},
	    {"31-12-1969", NULL},
	    {"1969-12-31", NULL},
	    {"1-10-26", NULL},
	    {"1-10/2026", NULL},
	    {"1-10-20266", NULL},
	    {"1-10-202x", NULL},
	    {"001-10-2026", NULL},
	    {"-1-10-2026", NULL},
	    {"1--1-2026", NULL},
	    {"0-1-2026", NULL},
	    {"46000", NULL},
	    {"1", NULL},
	    {"", NULL},
	    {"vandaag", NULL},
	};
	char text[DAY_TEXT_SIZE];
	int64_t day;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (cases[i].day == NULL) {
			assert_int_equal(cell_day(cases[i].text, &day), -1);
			continue;
		}
		assert_int_equal(cell_day(cases[i].text, &day), 0);
		day_text(day, text);
		assert_string_equal(text, cases[i].day);
	}
}

static void
test_key(void **state)
{
	char key[CELL_KEY_SIZE], text[CELL_KEY_SIZE + 1];

	(void)state;
	cell_key("E-mail_Adres.", key);
	assert_string_equal(key, "emailadres");
	cell_key("", key);
	assert_string_equal(key, "");
	memset(text, 'x', sizeof(text));
	text[CELL_KEY_SIZE - 1] = '\0';
	cell_key(text, key);
	assert_string_equal(key, text);
	text[CELL_KEY_SIZE - 1] = 'x';
	text[CELL_KEY_SIZE] = '\0';
	cell_key(text, key);
	assert_string_equal(key, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_clean),
	    cmocka_unit_test(test_squeeze),
	    cmocka_unit_test(test_fault),
	    cmocka_unit_test(test_scientific),
	    cmocka_unit_test(test_day),
	    cmocka_unit_test(test_key),
	};

	return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}
