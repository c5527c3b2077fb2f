#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/route.h"

static void
finds_routes(void **state)
{
	static const struct {
		enum method method;
		const char *path;
		const char *pattern;
		const char *parameter;
	} cases[] = {
	    {METHOD_GET, "/", "/", ""},
	    {METHOD_GET, "/e/abc-_9", "/e/*", "abc-_9"},
	    {METHOD_POST, "/t/x", "/t/*", "x"},
	    {METHOD_POST, "/enrol/code", "/enrol/code", ""},
	};
	const struct route *route;
	const char *parameter;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		route = route_find(cases[i].method, cases[i].path, &parameter);
		assert_non_null(route);
		assert_string_equal(route->pattern, cases[i].pattern);
		assert_int_equal(route->method, cases[i].method);
		assert_string_equal(parameter, cases[i].parameter);
	}
}

static void
finds_none(void **state)
{
	static const char *const paths[] = {"", "/e", "/e/", "/e/a/b", "/e/a.b",
	    "/e/../x", "//", "/enrol", "/enrol/code/", "/style.css/x"};
	char longer[ROUTE_PARAMETER_MAX + 5] = "/e/";
	const char *parameter;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		assert_null(route_find(METHOD_GET, paths[i], &parameter));
		assert_string_equal(parameter, "");
	}
	memset(longer + 3, 'a', ROUTE_PARAMETER_MAX + 1);
	assert_null(route_find(METHOD_GET, longer, &parameter));
}

static void
says_which_methods_there_are(void **state)
{
	const struct route *route;
	const char *parameter;

	(void)state;
	route = route_find(METHOD_OTHER, "/e/abc", &parameter);
	assert_string_equal(route_allow(route), "GET, HEAD, POST");
	route = route_find(METHOD_GET, "/enrol/finish", &parameter);
	assert_int_equal(route->method, METHOD_POST);
	assert_string_equal(route_allow(route), "POST");
	route = route_find(METHOD_POST, "/style.css", &parameter);
	assert_int_equal(route->method, METHOD_GET);
	assert_string_equal(route_allow(route), "GET, HEAD");
}

static void
tells_programs_from_people(void **state)
{
	(void)state;
	assert_true(route_is_api("/v1/gate"));
	assert_true(route_is_api("/v1/nothing"));
	assert_true(route_is_api("/healthz"));
	assert_false(route_is_api("/v1"));
	assert_false(route_is_api("/e/v1/"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_routes),
	    cmocka_unit_test(finds_none),
	    cmocka_unit_test(says_which_methods_there_are),
	    cmocka_unit_test(tells_programs_from_people),
	};

	return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
