#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/idset.h"

#define IDS 1000

static void
has_what_was_added(void **state)
{
	struct idset set = {0};
	struct err err;
	int64_t id;

	(void)state;
	assert_false(idset_has(&set, 0));
	for (id = 1; id <= IDS; id++)
		assert_int_equal(idset_add(&set, id * id, &err), 0);
	for (id = 1; id <= IDS; id++) {
		assert_true(idset_has(&set, id * id));
		assert_false(idset_has(&set, id * id + 1));
	}
	assert_false(idset_has(&set, 0));
	idset_free(&set);
	assert_false(idset_has(&set, 1));
	idset_free(&set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(has_what_was_added),
	};

	return cmocka_run_group_tests_name("idset", tests, NULL, NULL);
}
