#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "otp/keyfile.h"
#include "web/guard.h"

#define BASE "https://2fa.example.nl"

static bool
passes(const char *site, const char *origin)
{
	struct request request;
	bool result;

	assert_int_equal(request_init(&request, "POST", "/"), 0);
	if (site != NULL)
		request_header(&request, "Sec-Fetch-Site", site);
	if (origin != NULL)
		request_header(&request, "Origin", origin);
	result = guard_origin(&request, BASE);
	request_free(&request);
	return result;
}

static void
takes_forms_from_own_pages(void **state)
{
	(void)state;
	assert_true(passes("same-origin", "null"));
	assert_true(passes("none", NULL));
	assert_true(passes(NULL, BASE));
	assert_true(passes(NULL, "null"));
	assert_true(passes(NULL, NULL));
}

static void
refuses_forms_from_elsewhere(void **state)
{
	(void)state;
	assert_false(passes("cross-site", BASE));
	assert_false(passes("same-site", NULL));
	assert_false(passes(NULL, "https://evil.example.com"));
	assert_false(passes(NULL, BASE ".evil.example.com"));
}

static void
binds_the_token_to_the_session(void **state)
{
	char path[] = "/tmp/test_guard.XXXXXX", one[GUARD_SIZE],
	     two[GUARD_SIZE];
	char id[KEYRING_ID_MAX + 1];
	struct keyring *keys = NULL;
	struct err err;
	int fd = mkstemp(path);

	(void)state;
	assert_int_not_equal(fd, -1);
	close(fd);
	unlink(path);
	assert_int_equal(keyfile_create(path, &err), 0);
	assert_int_equal(keyring_load(path, &keys, &err), 0);
	assert_int_equal(guard_token(keys, "cookie-1", one, &err), 0);
	assert_int_equal(guard_token(keys, "cookie-2", two, &err), 0);
	assert_true(guard_fits(keys, "cookie-1", one));
	assert_true(guard_fits(keys, "cookie-2", two));
	assert_false(guard_fits(keys, "cookie-1", two));
	assert_false(guard_fits(keys, "cookie-1", ""));
	assert_false(guard_fits(keys, "cookie-1", NULL));
	assert_false(guard_fits(keys, "cookie-1", "*"));

	/* A page that was open while the key changed. */
	assert_int_equal(keyfile_add(path, id, &err), 0);
	assert_int_equal(keyring_follow(keys, &err), 0);
	assert_int_equal(guard_token(keys, "cookie-1", two, &err), 0);
	assert_string_not_equal(one, two);
	assert_true(guard_fits(keys, "cookie-1", one));
	assert_true(guard_fits(keys, "cookie-1", two));
	keyring_free(keys);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_forms_from_own_pages),
	    cmocka_unit_test(refuses_forms_from_elsewhere),
	    cmocka_unit_test(binds_the_token_to_the_session),
	};

	return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
