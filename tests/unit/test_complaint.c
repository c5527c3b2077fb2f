#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/complaint.h"

static void
tells_each_verdict(void **state)
{
	static const struct {
		struct verdict verdict;
		unsigned int status;
		enum mistake mistake;
	} cases[] = {
	    {{.result = VERIFY_WRONG}, 422, MISTAKE_WRONG},
	    {{.result = VERIFY_WRONG, .used = true}, 422, MISTAKE_USED},
	    {{.result = VERIFY_CLOCK, .drift = 300}, 422, MISTAKE_CLOCK},
	    {{.result = VERIFY_CLOCK, .drift = 60}, 422, MISTAKE_CLOCK},
	    {{.result = VERIFY_CLOCK, .drift = -300}, 422, MISTAKE_CLOCK},
	    /* Slow fingers, and not a clock that is off. */
	    {{.result = VERIFY_CLOCK, .drift = -120}, 422, MISTAKE_OLD},
	    {{.result = VERIFY_CLOCK, .drift = -121}, 422, MISTAKE_CLOCK},
	    {{.result = VERIFY_THROTTLED}, 429, MISTAKE_WAIT},
	    {{.result = VERIFY_BLOCKED}, 429, MISTAKE_BLOCKED},
	    /* Nothing was looked at, so nothing is wrong. */
	    {{.result = VERIFY_NOT_ENROLLED}, 200, MISTAKE_NONE},
	};
	struct complaint complaint;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		complaint = complaint_of(&cases[i].verdict);
		assert_int_equal(complaint.status, cases[i].status);
		assert_int_equal(complaint.mistake, cases[i].mistake);
		assert_int_equal(complaint.drift, cases[i].verdict.drift);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_each_verdict),
	};

	return cmocka_run_group_tests_name("complaint", tests, NULL, NULL);
}
