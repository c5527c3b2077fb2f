#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "roster/seen.h"

#define MANY 100000 /* grows the table seven times */

static void
test_tells_the_earlier_line(void **state)
{
	struct seen seen;
	size_t earlier = 0;

	(void)state;
	seen_init(&seen);
	assert_int_equal(seen_add(&seen, "jan", 2, &earlier), SEEN_NEW);
	assert_int_equal(seen_add(&seen, "Jan", 3, &earlier), SEEN_NEW);
	assert_int_equal(seen_add(&seen, "", 4, &earlier), SEEN_NEW);
	assert_int_equal(seen_add(&seen, "jan", 5, &earlier), SEEN_BEFORE);
	assert_int_equal(earlier, 2);
	assert_int_equal(seen_add(&seen, "jan", 6, &earlier), SEEN_BEFORE);
	assert_int_equal(earlier, 2);
	assert_int_equal(seen_add(&seen, "", 7, &earlier), SEEN_BEFORE);
	assert_int_equal(earlier, 4);
	seen_free(&seen);
	seen_free(&seen);
}

static void
test_many(void **state)
{
	struct seen seen;
	size_t i, earlier;
	char text[16];

	(void)state;
	seen_init(&seen);
	for (i = 1; i <= MANY; i++) {
		snprintf(text, sizeof(text), "u%zu", i);
		assert_int_equal(seen_add(&seen, text, i, &earlier), SEEN_NEW);
	}
	for (i = 1; i <= MANY; i++) {
		snprintf(text, sizeof(text), "u%zu", i);
		assert_int_equal(
		    seen_add(&seen, text, MANY + i, &earlier), SEEN_BEFORE);
		assert_int_equal(earlier, i);
	}
	seen_free(&seen);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_tells_the_earlier_line),
	    cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests_name("seen", tests, NULL, NULL);
}
