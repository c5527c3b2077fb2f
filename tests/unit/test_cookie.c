#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/cookie.h"

static void
finds_its_cookie(void **state)
{
	static const struct {
		const char *header;
		const char *value;
	} cases[] = {
	    {"__Host-twofold=abc", "abc"},
	    {"a=1; __Host-twofold=abc; b=2", "abc"},
	    {"__Host-twofold-return=no; __Host-twofold=abc", "abc"},
	    {"x__Host-twofold=no;__Host-twofold=abc ", "abc"},
	    {"__Host-twofold=abc; __Host-twofold=second", "abc"},
	    {"__Host-twofold=", ""},
	};
	char out[8];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(cookie_read(cases[i].header, COOKIE_SESSION,
				     out, sizeof(out)),
		    0);
		assert_string_equal(out, cases[i].value);
	}
}

static void
finds_none(void **state)
{
	static const char *const headers[] = {"", ";", "__Host-twofold",
	    "__Host-twofold-return=x", "a=__Host-twofold=x",
	    "__Host-twofold=12345678"};
	char out[8];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		assert_int_equal(
		    cookie_read(headers[i], COOKIE_SESSION, out, sizeof(out)),
		    -1);
		assert_string_equal(out, "");
	}
}

static void
writes_what_browsers_hold_to(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 200);
	cookie_write(&out, COOKIE_SESSION, "abc");
	assert_string_equal(out.data,
	    "__Host-twofold=abc; Secure; HttpOnly; SameSite=Strict; Path=/");
	buf_clear(&out);
	cookie_write(&out, COOKIE_SESSION, "");
	assert_string_equal(out.data,
	    "__Host-twofold=; Secure; HttpOnly; SameSite=Strict; Path=/; "
	    "Max-Age=0");
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_its_cookie),
	    cmocka_unit_test(finds_none),
	    cmocka_unit_test(writes_what_browsers_hold_to),
	};

	return cmocka_run_group_tests_name("cookie", tests, NULL, NULL);
}
