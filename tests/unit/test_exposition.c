#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "report/exposition.h"

static void
labels_are_escaped(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	exposition_label(&out, "a", "one");
	exposition_label(&out, "b", "a \"b\"\\c\nd");
	assert_string_equal(out.data, "a=\"one\",b=\"a \\\"b\\\"\\\\c\\nd\"");
	buf_free(&out);
}

static void
samples_are_exact(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	exposition_family(&out, "x_seconds", "How long.");
	exposition_sample(&out, "x_seconds", "", 1792738800);
	exposition_sample(&out, "x_seconds", "a=\"b\"", 0.25);
	assert_string_equal(out.data,
	    "# HELP x_seconds How long.\n# TYPE x_seconds gauge\n"
	    "x_seconds 1792738800\nx_seconds{a=\"b\"} 0.250\n");
	buf_free(&out);
}

static void
people_have_a_line_for_each_state(void **state)
{
	const struct headcount people = {
	    .population = 15, .states = {1, 2, 3, 4, 5}, .unreachable = 6};
	struct buf out;

	(void)state;
	buf_init(&out, 4000);
	exposition_people(&out, &people, 1796079600);
	assert_non_null(strstr(out.data, "{state=\"waiting\"} 1\n"));
	assert_non_null(strstr(out.data, "{state=\"invited\"} 2\n"));
	assert_non_null(strstr(out.data, "{state=\"opened\"} 3\n"));
	assert_non_null(strstr(out.data, "{state=\"started\"} 4\n"));
	assert_non_null(strstr(out.data, "{state=\"enrolled\"} 5\n"));
	assert_non_null(strstr(out.data, "\ntwofold_unreachable_people 6\n"));
	assert_non_null(strstr(out.data, "_seconds 1796079600\n"));
	assert_false(out.failed);
	buf_free(&out);
	buf_init(&out, 100);
	exposition_people(&out, &people, 1796079600);
	assert_true(out.failed);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(labels_are_escaped),
	    cmocka_unit_test(samples_are_exact),
	    cmocka_unit_test(people_have_a_line_for_each_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
