#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"

static void
test_empty(void **state)
{
	struct buf b;
	char *taken;

	(void)state;
	buf_init(&b, 10);
	assert_string_equal(b.data, "");
	taken = buf_take(&b);
	assert_string_equal(taken, "");
	free(taken);
	buf_free(&b);
}

static void
test_grows(void **state)
{
	struct buf b;
	int i;

	(void)state;
	buf_init(&b, 100000);
	for (i = 0; i < 10000; i++)
		buf_format(&b, "%04d,", i);
	buf_char(&b, '!');
	assert_false(b.failed);
	assert_int_equal(b.len, 50001);
	assert_int_equal(strlen(b.data), b.len);
	assert_memory_equal(b.data + 5 * 4321, "4321,", 5);
	buf_free(&b);
	assert_int_equal(b.len, 0);
}

static void
test_maximum(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 5);
	buf_text(&b, "12345");
	assert_false(b.failed);
	assert_string_equal(b.data, "12345");
	buf_char(&b, '6');
	assert_true(b.failed);
	assert_string_equal(b.data, "12345");
	buf_free(&b);
}

/* After what did not fit, what would fit is not added either. */
static void
test_failure_sticks(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 8);
	buf_text(&b, "1234");
	buf_format(&b, "%s", "56789");
	assert_true(b.failed);
	buf_char(&b, '5');
	buf_text(&b, "");
	buf_format(&b, "%d", 6);
	assert_string_equal(b.data, "1234");
	assert_true(b.failed);
	assert_null(buf_take(&b));
	/* Taken or not, it is empty afterwards. */
	assert_int_equal(b.len, 0);
	buf_text(&b, "again");
	assert_string_equal(b.data, "again");
	buf_free(&b);
}

static void
test_huge_length(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 8);
	buf_text(&b, "1234");
	buf_add(&b, "x", SIZE_MAX);
	assert_true(b.failed);
	assert_string_equal(b.data, "1234");
	buf_clear(&b);
	assert_false(b.failed);
	assert_string_equal(b.data, "");
	buf_text(&b, "12345678");
	assert_false(b.failed);
	buf_wipe(&b);
	assert_string_equal(b.data, "");
	assert_int_equal(b.max, 8);
}

static void
test_nul_bytes(void **state)
{
	struct buf b;
	char *taken;

	(void)state;
	buf_init(&b, 8);
	buf_add(&b, "a\0b", 3);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "a\0b", 4);
	taken = buf_take(&b);
	assert_memory_equal(taken, "a\0b", 4);
	assert_int_equal(b.len, 0);
	assert_string_equal(b.data, "");
	free(taken);
}

static void
test_line_once(void **state)
{
	static const char *const lines[] = {"two", "two and a half", "one two",
	    "two", "", "two and a half", ""};
	struct buf b;
	size_t i;

	(void)state;
	buf_init(&b, 100);
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		buf_line_once(&b, lines[i]);
	assert_string_equal(b.data, "two\ntwo and a half\none two\n\n");
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_empty),
	    cmocka_unit_test(test_grows),
	    cmocka_unit_test(test_maximum),
	    cmocka_unit_test(test_failure_sticks),
	    cmocka_unit_test(test_huge_length),
	    cmocka_unit_test(test_nul_bytes),
	    cmocka_unit_test(test_line_once),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
