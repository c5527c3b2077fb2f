#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "render/escape.h"

static const char *
escaped(enum escape escape, const char *text, struct buf *buf)
{
	buf_clear(buf);
	return escape_add(escape, text, buf) == 0 ? buf->data : "refused";
}

static void
each_target(void **state)
{
	static const struct {
		enum escape escape;
		const char *text;
		const char *expected;
	} cases[] = {
	    {ESCAPE_NONE, "a<\n\"&", "a<\n\"&"},
	    {ESCAPE_HTML, "", ""},
	    {ESCAPE_HTML, "plain", "plain"},
	    {ESCAPE_HTML, "<a href=\"x\" b='y'>&amp;</a>",
		"&lt;a href=&quot;x&quot; "
		"b=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;"},
	    {ESCAPE_HTML, "\u00e9\u20ac", "\u00e9\u20ac"},
	    {ESCAPE_HEADER, "a <\u00e9>", "a <\u00e9>"},
	    {ESCAPE_HEADER, "a\nb", "refused"},
	    {ESCAPE_HEADER, "a\r", "refused"},
	    {ESCAPE_HEADER, "a\tb", "refused"},
	    {ESCAPE_HEADER, "\x7f", "refused"},
	    {ESCAPE_JSON, "a\"b\\c/", "a\\\"b\\\\c/"},
	    {ESCAPE_JSON, "\b\f\n\r\t", "\\b\\f\\n\\r\\t"},
	    {ESCAPE_JSON, "\x01\x1f\x7f", "\\u0001\\u001f\\u007f"},
	    {ESCAPE_JSON, "\u00e9", "\u00e9"},
	};
	struct buf buf;
	size_t i;

	(void)state;
	buf_init(&buf, 200);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(
		    escaped(cases[i].escape, cases[i].text, &buf),
		    cases[i].expected);
	buf_free(&buf);
}

static void
raw_is_left_but_not_in_headers(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 200);
	assert_int_equal(escape_add_raw(ESCAPE_HTML, "<b>\n", &buf), 0);
	assert_int_equal(escape_add_raw(ESCAPE_HEADER, "a\nb", &buf), -1);
	assert_int_equal(escape_add_raw(ESCAPE_HEADER, "a<", &buf), 0);
	assert_string_equal(buf.data, "<b>\na<");
	buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_target),
	    cmocka_unit_test(raw_is_left_but_not_in_headers),
	};

	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
