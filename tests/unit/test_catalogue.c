#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/file.h"
#include "base/text.h"
#include "render/catalogue.h"

static struct catalogue *
make(const char *text)
{
	struct catalogue *c = catalogue_new();
	struct err err = {ERR_NONE, ""};

	assert_non_null(c);
	if (catalogue_add(c, "words", text, &err) == -1)
		fail_msg("%s", err.text);
	return c;
}

static struct catalogue *
make_from(const char *path)
{
	struct err err = {ERR_NONE, ""};
	struct catalogue *c;
	struct buf text;

	buf_init(&text, 262144);
	if (file_read(path, FILE_ANY, &text, &err) == -1)
		fail_msg("%s", err.text);
	c = make(text.data);
	buf_free(&text);
	return c;
}

static void
words_are_found(void **state)
{
	struct catalogue *c = make("# comment\n\n  b.key =  text = more  \r\n"
				   "a=caf\u00e9\nlast = z");

	(void)state;
	assert_string_equal(catalogue_get(c, "b.key"), "text = more");
	assert_string_equal(catalogue_get(c, "a"), "caf\u00e9");
	assert_string_equal(catalogue_get(c, "last"), "z");
	assert_string_equal(catalogue_get(c, "missing"), "missing");
	assert_string_equal(catalogue_get(c, ""), "");
	catalogue_free(c);
	catalogue_free(NULL);
}

static void
later_files_hold(void **state)
{
	struct catalogue *c = make("a = 1\nb = 2\n");
	struct err err = {ERR_NONE, ""};

	(void)state;
	assert_int_equal(catalogue_add(c, "own", "b = two\nc = 3\n", &err), 0);
	assert_string_equal(catalogue_get(c, "a"), "1");
	assert_string_equal(catalogue_get(c, "b"), "two");
	assert_string_equal(catalogue_get(c, "c"), "3");
	catalogue_free(c);
}

static void
mistakes_name_the_line(void **state)
{
	static const struct {
		const char *text;
		const char *sentence;
	} cases[] = {
	    {"a = 1\n\n#\na = 2\n", "w:4: \"a\" stands on line 1 already"},
	    {"a = 1\nb\n", "w:2: there is no \"=\"; write: key = text"},
	    {"a =\n", "w:1: there is no text; write: key = text"},
	    {"= a\n", "w:1: there is no key; write: key = text"},
	    {"a b = c\n", "w:1: the key is no single word of at most 64 bytes"},
	    {"a = \xff\n", "w: is not UTF-8; save it in that encoding"},
	};
	struct catalogue *c;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		c = catalogue_new();
		err = (struct err){ERR_NONE, ""};
		assert_int_equal(
		    catalogue_add(c, "w", cases[i].text, &err), -1);
		assert_int_equal(err.kind, ERR_CONFIG);
		assert_string_equal(err.text, cases[i].sentence);
		catalogue_free(c);
	}
}

static void
missing_keys_are_listed(void **state)
{
	struct catalogue *a = make("d = 1\nb = 1\n");
	struct catalogue *b = make("d = 1\nc = 1\nb = 1\na = 1\n");
	struct buf out;

	(void)state;
	buf_init(&out, 100);
	assert_int_equal(catalogue_missing(a, b, &out), 2);
	assert_string_equal(out.data, "a\nc\n");
	buf_clear(&out);
	assert_int_equal(catalogue_missing(b, a, &out), 0);
	assert_string_equal(out.data, "");
	buf_free(&out);
	catalogue_free(a);
	catalogue_free(b);
}

static const char *
day(const struct catalogue *c, const char *text, struct buf *out)
{
	int64_t number;

	assert_int_equal(day_parse(text, &number), 0);
	buf_clear(out);
	catalogue_day(c, number, out);
	return out->data;
}

static const char *
number(const struct catalogue *c, int64_t n, struct buf *out)
{
	buf_clear(out);
	catalogue_number(c, n, out);
	return out->data;
}

/* Digits stand in groups, in the marks of the language. */
static void
numbers_are_grouped(void **state)
{
	struct catalogue *c =
	    make("number.group = .\npeople.many = {n} mensen\n");
	struct buf out;

	(void)state;
	buf_init(&out, 100);
	assert_string_equal(number(c, 0, &out), "0");
	assert_string_equal(number(c, 999, &out), "999");
	assert_string_equal(number(c, 1000, &out), "1.000");
	assert_string_equal(number(c, 2000045, &out), "2.000.045");
	buf_clear(&out);
	catalogue_count(c, "people", 1200, &out);
	assert_string_equal(out.data, "1.200 mensen");
	buf_free(&out);
	catalogue_free(c);
}

static const char *
days(const struct catalogue *c, int64_t n, struct buf *out)
{
	buf_clear(out);
	catalogue_days(c, n, out);
	return out->data;
}

static void
days_in_both_languages(void **state)
{
	struct catalogue *nl = make_from("templates/nl/words");
	struct catalogue *en = make_from("templates/en/words");
	struct buf out;

	(void)state;
	buf_init(&out, 200);
	assert_string_equal(
	    day(nl, "2026-12-01", &out), "dinsdag 1 december 2026");
	assert_string_equal(
	    day(en, "2026-12-01", &out), "Tuesday 1 December 2026");
	assert_string_equal(
	    day(nl, "2027-01-31", &out), "zondag 31 januari 2027");
	assert_string_equal(
	    day(en, "2028-02-28", &out), "Monday 28 February 2028");
	assert_string_equal(days(nl, 14, &out), "14 dagen");
	assert_string_equal(days(nl, 1, &out), "1 dag");
	assert_string_equal(days(nl, 0, &out), "0 dagen");
	assert_string_equal(days(en, 1, &out), "1 day");
	assert_string_equal(days(en, 120, &out), "120 days");
	buf_clear(&out);
	assert_int_equal(catalogue_missing(nl, en, &out), 0);
	assert_int_equal(catalogue_missing(en, nl, &out), 0);
	buf_free(&out);
	catalogue_free(nl);
	catalogue_free(en);
}

static void
fillings_have_any_place(void **state)
{
	struct catalogue *c = make("date.long = {year}-{month}-{day}{day} {da}"
				   "{days} {weekday\nmonth.3 = M{day}\n"
				   "x.many = }{n}{n {m}%s\n");
	struct buf out;

	(void)state;
	buf_init(&out, 200);
	assert_string_equal(
	    day(c, "2026-03-09", &out), "2026-M{day}-99 {da}{days} {weekday");
	buf_clear(&out);
	catalogue_count(c, "x", -3, &out);
	assert_string_equal(out.data, "}-3{n {m}%s");
	buf_clear(&out);
	catalogue_count(c, "y", 1, &out);
	assert_string_equal(out.data, "y.one");
	buf_free(&out);
	catalogue_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_found),
	    cmocka_unit_test(later_files_hold),
	    cmocka_unit_test(numbers_are_grouped),
	    cmocka_unit_test(mistakes_name_the_line),
	    cmocka_unit_test(missing_keys_are_listed),
	    cmocka_unit_test(days_in_both_languages),
	    cmocka_unit_test(fillings_have_any_place),
	};

	return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
