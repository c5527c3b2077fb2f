#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/request.h"

static void
knows_methods(void **state)
{
	static const struct {
		const char *name;
		enum method method;
	} cases[] = {{"GET", METHOD_GET}, {"HEAD", METHOD_GET},
	    {"POST", METHOD_POST}, {"PUT", METHOD_OTHER},
	    {"get", METHOD_OTHER}};
	struct request request;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(request_init(&request, cases[i].name, "/"), 0);
		assert_int_equal(request.method, cases[i].method);
		request_free(&request);
	}
}

static void
keeps_headers(void **state)
{
	char longer[REQUEST_HEADER_MAX + 2];
	struct request request;

	(void)state;
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	assert_int_equal(request_init(&request, "GET", "/e/x"), 0);
	request_header(&request, "cookie", "a=1");
	request_header(&request, "Cookie", "a=2");
	request_header(&request, "Origin", longer);
	request_header(&request, "Host", "evil.example.com");
	request_query(&request, "taal", "en");
	request_query(&request, "other", "x");
	assert_string_equal(request_value(&request, HEADER_COOKIE), "a=1");
	assert_string_equal(request_value(&request, HEADER_ORIGIN), "");
	assert_string_equal(request.language, "en");
	assert_null(request.user);
	request_free(&request);
}

/* However much a client sends, what the proxy adds behind it is there. */
static void
keeps_the_end_of_what_proxies_add(void **state)
{
	char longer[REQUEST_HEADER_MAX + 2];
	struct request request;
	const char *kept;

	(void)state;
	memset(longer, 'a', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	assert_int_equal(request_init(&request, "GET", "/"), 0);
	request_header(&request, "X-Forwarded-For", "198.51.100.1");
	request_header(&request, "X-Forwarded-For", "198.51.100.2, ::1");
	assert_string_equal(request_value(&request, HEADER_FORWARDED_FOR),
	    "198.51.100.1,198.51.100.2, ::1");
	request_header(&request, "X-Forwarded-For", longer);
	request_header(&request, "x-forwarded-for", "198.51.100.3");
	kept = request_value(&request, HEADER_FORWARDED_FOR);
	assert_int_equal(strlen(kept), REQUEST_HEADER_MAX);
	assert_string_equal(strrchr(kept, ','), ",198.51.100.3");
	request_free(&request);
}

static void
bounds_the_body(void **state)
{
	static const char block[1024];
	struct request request;
	int i;

	(void)state;
	assert_int_equal(request_init(&request, "POST", "/"), 0);
	for (i = 0; i < REQUEST_BODY_MAX / 1024; i++)
		request_body(&request, block, sizeof(block));
	assert_false(request.body_too_large);
	request_body(&request, block, 1);
	assert_true(request.body_too_large);
	request_free(&request);
}

static void
reads_only_forms_as_forms(void **state)
{
	struct request request;

	(void)state;
	assert_int_equal(request_init(&request, "POST", "/"), 0);
	request_body(&request, "a=1", 3);
	assert_int_equal(request_form(&request), -1);
	request_header(&request, "Content-Type",
	    "Application/x-www-form-urlencoded; charset=UTF-8");
	assert_int_equal(request_form(&request), 0);
	assert_string_equal(form_value(&request.form, "a"), "1");
	assert_false(request_has_type(&request, "application/x-www"));
	request_free(&request);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_methods),
	    cmocka_unit_test(keeps_headers),
	    cmocka_unit_test(keeps_the_end_of_what_proxies_add),
	    cmocka_unit_test(bounds_the_body),
	    cmocka_unit_test(reads_only_forms_as_forms),
	};

	return cmocka_run_group_tests_name("request", tests, NULL, NULL);
}
