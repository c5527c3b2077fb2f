#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sheet.h"

static void
is_written(const char *const *fields, const char *want)
{
	struct buf buf;
	struct sheet sheet = {&buf, false};

	buf_init(&buf, 1000);
	for (; *fields != NULL; fields++)
		sheet_field(&sheet, *fields);
	sheet_end_line(&sheet);
	assert_string_equal(buf.data, want);
	buf_free(&buf);
}

#define IS_WRITTEN(want, ...)                                                  \
	is_written((const char *const[]){__VA_ARGS__, NULL}, (want))

static void
test_fields(void **state)
{
	(void)state;
	IS_WRITTEN("a;b c;;d\r\n", "a", "b c", "", "d");
	IS_WRITTEN(";a\r\n", "", "a");
	IS_WRITTEN("\"a;b\";a,b\r\n", "a;b", "a,b");
	IS_WRITTEN("\"a\"\"b\";\"\"\"\"\r\n", "a\"b", "\"");
	IS_WRITTEN("\"a\r\nb\";\"\n\"\r\n", "a\r\nb", "\n");
	IS_WRITTEN("\xc3\xa9;00119\r\n", "\xc3\xa9", "00119");
}

static void
test_formulas(void **state)
{
	(void)state;
	IS_WRITTEN("'=1+1;'+31;'-1;'@x\r\n", "=1+1", "+31", "-1", "@x");
	IS_WRITTEN("'\tx;\"'\rx\"\r\n", "\tx", "\rx");
	IS_WRITTEN("\"'=\"\"x\"\"\"\r\n", "=\"x\"");
	IS_WRITTEN("a=b;a-b;a@b\r\n", "a=b", "a-b", "a@b");
}

static void
test_lines(void **state)
{
	struct buf buf;
	struct sheet sheet = {&buf, false};

	(void)state;
	buf_init(&buf, 100);
	sheet_field(&sheet, "");
	sheet_field(&sheet, "b");
	sheet_end_line(&sheet);
	sheet_field(&sheet, "");
	sheet_field(&sheet, "d");
	sheet_end_line(&sheet);
	assert_string_equal(buf.data, ";b\r\n;d\r\n");
	buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_formulas),
	    cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
