#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/form.h"

static void
reads_fields(void **state)
{
	static const char body[] = "code=123+456&name=J%c3%b6rg%20%26+co&x&&y=";
	struct form form;

	(void)state;
	assert_int_equal(form_read(&form, body, sizeof(body) - 1), 0);
	assert_int_equal(form.count, 4);
	assert_string_equal(form_value(&form, "code"), "123 456");
	assert_string_equal(form_value(&form, "name"), "J\xc3\xb6rg & co");
	assert_string_equal(form_value(&form, "x"), "");
	assert_string_equal(form_value(&form, "y"), "");
	assert_null(form_value(&form, "z"));
	form_free(&form);
}

static void
takes_the_first_of_two(void **state)
{
	struct form form;

	(void)state;
	assert_int_equal(form_read(&form, "a=1&a=2", 7), 0);
	assert_string_equal(form_value(&form, "a"), "1");
	form_free(&form);
}

static void
is_empty_without_a_body(void **state)
{
	struct form form;

	(void)state;
	assert_int_equal(form_read(&form, NULL, 0), 0);
	assert_int_equal(form.count, 0);
	form_free(&form);
}

static void
refuses_what_is_no_form(void **state)
{
	static const char *const bodies[] = {"a=%", "a=%4", "a=%4g", "%=1",
	    "a=%00", "a=%ff", "a=%c0%80", "a=%ed%a0%80"};
	struct form form;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		assert_int_equal(
		    form_read(&form, bodies[i], strlen(bodies[i])), -1);
		assert_int_equal(form.count, 0);
		assert_null(form.text);
	}
	assert_int_equal(form_read(&form, "a=\0b", 4), -1);
}

static void
counts_the_fields(void **state)
{
	char body[2 * FORM_FIELDS + 2];
	struct form form;
	size_t i;

	(void)state;
	for (i = 0; i <= FORM_FIELDS; i++) {
		body[2 * i] = 'a';
		body[2 * i + 1] = '&';
	}
	assert_int_equal(form_read(&form, body, 2 * FORM_FIELDS), 0);
	assert_int_equal(form.count, FORM_FIELDS);
	form_free(&form);
	assert_int_equal(form_read(&form, body, sizeof(body)), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_fields),
	    cmocka_unit_test(takes_the_first_of_two),
	    cmocka_unit_test(is_empty_without_a_body),
	    cmocka_unit_test(refuses_what_is_no_form),
	    cmocka_unit_test(counts_the_fields),
	};

	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
