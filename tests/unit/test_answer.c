#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/answer.h"

static void
adds_headers(void **state)
{
	struct answer answer;
	int i;

	(void)state;
	answer_init(&answer);
	answer_header(&answer, "Allow", "GET");
	assert_string_equal(answer_value(&answer, "Allow"), "GET");
	assert_null(answer_value(&answer, "Location"));
	for (i = 1; i < ANSWER_HEADERS; i++)
		answer_header(&answer, "X", "y");
	assert_false(answer.failed);
	answer_header(&answer, "X", "y");
	assert_true(answer.failed);
	answer_free(&answer);
	assert_false(answer.failed);
}

static void
lets_no_header_begin_another(void **state)
{
	struct answer answer;

	(void)state;
	answer_init(&answer);
	answer_header(&answer, "Location", "/x\r\nSet-Cookie: a=b");
	assert_true(answer.failed);
	assert_int_equal(answer.count, 0);
	answer_free(&answer);
}

static void
redirects_without_a_trace(void **state)
{
	struct answer answer;

	(void)state;
	answer_init(&answer);
	answer_redirect(&answer, "/enrol/key");
	assert_int_equal(answer.status, 303);
	assert_string_equal(answer_value(&answer, "Location"), "/enrol/key");
	assert_string_equal(
	    answer_value(&answer, "Referrer-Policy"), "no-referrer");
	answer_free(&answer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(adds_headers),
	    cmocka_unit_test(lets_no_header_begin_another),
	    cmocka_unit_test(redirects_without_a_trace),
	};

	return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
