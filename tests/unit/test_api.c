#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/hostkey.h"

#include "visitor.h"

static unsigned int
call(struct visitor *v, const char *key, const char *path, const char *body)
{
	char bearer[BODY_SIZE];

	snprintf(bearer, sizeof(bearer), "Bearer %s", key);
	return send_request(
	    v, "POST", path, "application/json", body, "Authorization", bearer);
}

static void
serves_host_apps(void **state)
{
	static const struct hostkey all = {"medplan", SCOPE_ALL, 1};
	static const struct hostkey gate = {"lobby", 1U << SCOPE_GATE, 1};
	struct visitor *v = *state;
	char key[HOSTKEY_SIZE], less[HOSTKEY_SIZE];

	assert_int_equal(
	    hostkey_make(v->fixture->db, &all, key, &v->fixture->err), 0);
	assert_int_equal(call(v, "no", "/v1/verify", "{}"), 401);
	assert_string_equal(v->answer.type, "application/problem+json");
	assert_non_null(answer_value(&v->answer, "WWW-Authenticate"));
	assert_int_equal(call(v, key, "/v1/verify", "{"), 400);
	assert_int_equal(call(v, key, "/v1/verify", "[]"), 400);
	assert_int_equal(call(v, key, "/v1/verify", "{\"user\":1}"), 400);
	assert_int_equal(call(v, key, "/v1/verify", "{\"user\":\"x\"}"), 404);
	assert_int_equal(
	    call(v, key, "/v1/verify", "{\"user\":\"fatima\"}"), 400);
	assert_int_equal(call(v, key, "/v1/verify",
			     "{\"user\":\"fatima\",\"code\":\"123456\"}"),
	    200);
	assert_string_equal(v->answer.body.data,
	    "{\"result\":\"not_enrolled\",\"retry_after\":null}\n");
	assert_int_equal(call(v, key, "/v1/tickets",
			     "{\"user\":\"fatima\",\"return_to\":"
			     "\"https://evil.example.com\"}"),
	    400);
	assert_int_equal(
	    call(v, key, "/v1/tickets", "{\"user\":\"fatima\"}"), 201);
	assert_shows(v, "{\"url\":\"https://2fa.example.nl/t/");
	assert_int_equal(
	    hostkey_make(v->fixture->db, &gate, less, &v->fixture->err), 0);
	assert_int_equal(
	    call(v, less, "/v1/tickets", "{\"user\":\"fatima\"}"), 403);
	assert_int_equal(get(v, "/healthz"), 200);
	assert_int_equal(get(v, "/v1/nothing"), 404);
	assert_string_equal(v->answer.type, "application/problem+json");
	assert_int_equal(get(v, "/v1/verify"), 405);
	assert_string_equal(answer_value(&v->answer, "Allow"), "POST");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(serves_host_apps),
	};

	return cmocka_run_group_tests_name("api", tests, NULL, NULL);
}
