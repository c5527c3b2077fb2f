#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/scope.h"

static void
test_read(void **state)
{
	static const char *const wrong[] = {"", ",", "gate,", ",gate",
	    "gate,gate", "gates", "gat", "gate verify", "Gate"};
	unsigned int scopes;
	size_t i;

	(void)state;
	assert_int_equal(scope_read("verify,gate", &scopes), 0);
	assert_int_equal(scopes, 1U << SCOPE_GATE | 1U << SCOPE_VERIFY);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(scope_read(wrong[i], &scopes), -1);
}

static void
test_write(void **state)
{
	char text[SCOPE_TEXT_SIZE];
	unsigned int scopes, back;

	(void)state;
	for (scopes = 1; scopes <= SCOPE_ALL; scopes++) {
		scope_write(scopes, text);
		assert_int_equal(scope_read(text, &back), 0);
		assert_int_equal(back, scopes);
	}
	scope_write(SCOPE_ALL, text);
	assert_string_equal(
	    text, "gate,verify,tickets,popups,enrolled,adoption");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read),
	    cmocka_unit_test(test_write),
	};

	return cmocka_run_group_tests_name("scope", tests, NULL, NULL);
}
