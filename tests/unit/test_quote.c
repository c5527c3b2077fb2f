#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/quote.h"

struct quotation {
	const char *text, *quoted;
};

static void
check(void (*quote)(struct buf *buf, const char *text),
    const struct quotation *cases, size_t count)
{
	struct buf out;
	size_t i;

	buf_init(&out, 1024);
	for (i = 0; i < count; i++) {
		buf_clear(&out);
		quote(&out, cases[i].text);
		assert_string_equal(out.data, cases[i].quoted);
	}
	buf_free(&out);
}

static void
test_json(void **state)
{
	static const struct quotation cases[] = {
	    {"", ""},
	    {"plain", "plain"},
	    {"a\"b\\c/", "a\\\"b\\\\c/"},
	    {"\b\f\n\r\t", "\\b\\f\\n\\r\\t"},
	    {"\x01 \x1f \x7f", "\\u0001 \\u001f \\u007f"},
	    {"\xc3\xa9n \xf0\x9f\x94\x91", "\xc3\xa9n \xf0\x9f\x94\x91"},
	};

	(void)state;
	check(quote_json, cases, sizeof(cases) / sizeof(cases[0]));
}

static void
test_html(void **state)
{
	static const struct quotation cases[] = {
	    {"", ""},
	    {"plain \xc3\xa9", "plain \xc3\xa9"},
	    {"<b>", "&lt;b&gt;"},
	    {"&amp;", "&amp;amp;"},
	    {"\"'", "&quot;&#39;"},
	    {"a<", "a&lt;"},
	};

	(void)state;
	check(quote_html, cases, sizeof(cases) / sizeof(cases[0]));
}

/* Another reader finds in it what was put there, whatever the byte. */
static void
test_reads_back(void **state)
{
	char text[3] = "x";
	struct buf out;
	json_t *json;
	int c;

	(void)state;
	buf_init(&out, 1024);
	for (c = 1; c < 0x80; c++) {
		text[1] = (char)c;
		buf_clear(&out);
		buf_char(&out, '"');
		quote_json(&out, text);
		buf_char(&out, '"');
		json = json_loads(out.data, JSON_DECODE_ANY, NULL);
		assert_non_null(json);
		assert_string_equal(json_string_value(json), text);
		json_decref(json);
	}
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_json),
	    cmocka_unit_test(test_html),
	    cmocka_unit_test(test_reads_back),
	};

	return cmocka_run_group_tests_name("quote", tests, NULL, NULL);
}
