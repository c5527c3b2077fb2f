#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text.h"
#include "roster/charset.h"

static void
test_marks(void **state)
{
	enum charset charset = CHARSET_WINDOWS_1252;

	(void)state;
	assert_int_equal(charset_mark("\xef\xbb\xbf"
				      "a",
			     4, &charset),
	    3);
	assert_int_equal(charset, CHARSET_UTF8);
	assert_int_equal(charset_mark("\xff\xfe", 2, &charset), 2);
	assert_int_equal(charset, CHARSET_UTF16LE);
	assert_int_equal(charset_mark("\xfe\xff", 2, &charset), 2);
	assert_int_equal(charset, CHARSET_UTF16BE);
	assert_int_equal(charset_mark("\xef\xbb", 2, &charset), 0);
	assert_int_equal(charset_mark("login", 5, &charset), 0);
	assert_string_equal(charset_name(CHARSET_UTF8), "UTF-8");
	assert_string_equal(charset_name(CHARSET_WINDOWS_1252), "Windows-1252");
	assert_string_equal(charset_name(CHARSET_UTF16BE), "UTF-16");
}

/* Converts all of it, "piece" bytes at a time. */
static void
convert(enum charset charset, enum charset_direction direction,
    const char *data, size_t len, size_t piece, struct buf *out)
{
	struct charset_converter *converter;
	struct err err;
	size_t at = 0, n = piece < len ? piece : len;

	converter = charset_open(charset, direction, &err);
	assert_non_null(converter);
	buf_clear(out);
	while (at < len) {
		at += charset_convert(
		    converter, data + at, n, at + n == len, out);
		/* What is not whole comes again, with more. */
		n = at + n + piece < len ? n + piece : len - at;
		if (at + n < len && n > piece + 4)
			n = piece;
	}
	charset_close(converter);
	assert_false(out->failed);
}

static void
test_converts(void **state)
{
	static const struct {
		const char *windows, *utf8;
	} cases[] = {
	    {"", ""}, {"plain", "plain"}, {"Zo\xeb", "Zo\xc3\xab"},
	    {"\xe9\xe9n", "\xc3\xa9\xc3\xa9n"}, {"\x80 5", "\xe2\x82\xac 5"},
	    {"\x93"
	     "a\x94",
		"\xe2\x80\x9c"
		"a\xe2\x80\x9d"},
	    {"\x8a\x9f\xff", "\xc5\xa0\xc5\xb8\xc3\xbf"},
	    {"a\x81z", "a\xef\xbf\xbdz"}, /* no character has that byte */
	};
	struct buf out;
	size_t i;

	(void)state;
	buf_init(&out, 100);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		convert(CHARSET_WINDOWS_1252, CHARSET_TO_UTF8, cases[i].windows,
		    strlen(cases[i].windows), 3, &out);
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
	buf_init(&out, 4 * sizeof(all));
	convert(
	    CHARSET_WINDOWS_1252, CHARSET_TO_UTF8, all, sizeof(all), 7, &out);
	assert_true(text_is_utf8(out.data, out.len));
	convert(CHARSET_UTF16LE, CHARSET_TO_UTF8, all, sizeof(all), 7, &out);
	assert_true(text_is_utf8(out.data, out.len));
	convert(
	    CHARSET_UTF16BE, CHARSET_TO_UTF8, all, sizeof(all) - 1, 7, &out);
	assert_true(text_is_utf8(out.data, out.len));
	buf_free(&out);
}

/* A smile takes two units, and pieces of any length may cut it. */
static void
test_utf16(void **state)
{
	static const char little[] = "Z\0\xeb\0=\xd8\0\xde!\0";
	static const char big[] = "\0Z\0\xeb\xd8=\xde\0\0!";
	static const char utf8[] = "Z\xc3\xab\xf0\x9f\x98\x80!";
	struct buf out;
	size_t piece;

	(void)state;
	buf_init(&out, 100);
	for (piece = 1; piece < 11; piece++) {
		convert(
		    CHARSET_UTF16LE, CHARSET_TO_UTF8, little, 10, piece, &out);
		assert_string_equal(out.data, utf8);
		convert(CHARSET_UTF16BE, CHARSET_TO_UTF8, big, 10, piece, &out);
		assert_string_equal(out.data, utf8);
		convert(
		    CHARSET_UTF16LE, CHARSET_FROM_UTF8, utf8, 8, piece, &out);
		assert_int_equal(out.len, 10);
		assert_memory_equal(out.data, little, 10);
	}
	/* Half a smile. */
	convert(CHARSET_UTF16LE, CHARSET_TO_UTF8, "a\0=\xd8!\0", 6, 6, &out);
	assert_string_equal(out.data, "a\xef\xbf\xbd!");
	convert(CHARSET_UTF16LE, CHARSET_TO_UTF8, "a\0b", 3, 3, &out);
	assert_string_equal(out.data, "a\xef\xbf\xbd");
	buf_free(&out);
}

static void
test_what_windows_has_not(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 100);
	convert(CHARSET_WINDOWS_1252, CHARSET_FROM_UTF8,
	    "Zo\xc3\xab \xe2\x82\xac \xf0\x9f\x98\x80!", 14, 20, &out);
	assert_string_equal(out.data, "Zo\xeb \x80 ?!");
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_marks),
	    cmocka_unit_test(test_converts),
	    cmocka_unit_test(test_every_byte_becomes_utf8),
	    cmocka_unit_test(test_utf16),
	    cmocka_unit_test(test_what_windows_has_not),
	};

	return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
