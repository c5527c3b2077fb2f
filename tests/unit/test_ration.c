#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "schedule/ration.h"

#define DAY INT64_C(20700)

static void
test_a_day(void **state)
{
	struct person p = {.said_day = 0};

	(void)state;
	assert_true(ration_allows(&p, CHANNEL_EMAIL, DAY, 7));
	ration_take(&p, CHANNEL_EMAIL, DAY);
	assert_false(ration_allows(&p, CHANNEL_EMAIL, DAY, 7));
	assert_true(ration_allows(&p, CHANNEL_POPUP, DAY, 7));
	assert_true(ration_allows(&p, CHANNEL_EMAIL, DAY + 1, 7));
	assert_int_equal(p.said_day, DAY);
}

static void
test_a_week(void **state)
{
	struct person p = {.said_day = 0};

	(void)state;
	ration_take(&p, CHANNEL_POPUP, DAY);
	ration_take(&p, CHANNEL_POPUP, DAY + 3);
	assert_false(ration_allows(&p, CHANNEL_POPUP, DAY + 6, 2));
	assert_true(ration_allows(&p, CHANNEL_POPUP, DAY + 6, 3));
	assert_true(ration_allows(&p, CHANNEL_POPUP, DAY + 7, 2));
	assert_true(ration_allows(&p, CHANNEL_CALL, DAY + 6, 1));
}

/* Mail that waits for its hours does not hold up pop-ups. */
static void
test_mail_ahead(void **state)
{
	struct person p = {.said_day = 0};

	(void)state;
	ration_take(&p, CHANNEL_EMAIL, DAY + 40);
	ration_take(&p, CHANNEL_POPUP, DAY);
	assert_false(ration_allows(&p, CHANNEL_EMAIL, DAY + 40, 7));
	assert_false(ration_allows(&p, CHANNEL_POPUP, DAY, 7));
	assert_true(ration_allows(&p, CHANNEL_POPUP, DAY + 1, 7));
	assert_false(ration_allows(&p, CHANNEL_POPUP, DAY + 1, 1));
}

/* Numbers that are the same on each run. */
static int
next_number(uint32_t *state, int below)
{
	*state = *state * 1664525 + 1013904223;
	return (int)(*state >> 16) % below;
}

/* As a list of days says, whatever comes. */
static void
test_as_a_list(void **state)
{
	static bool said[CHANNELS_ALL][6000];
	struct person p = {.said_day = 0};
	int64_t day[CHANNELS_ALL] = {10, 10, 10, 10}, week, i;
	uint32_t random = 1;
	int channel, n;
	bool allowed;

	(void)state;
	for (n = 0; n < 4000; n++) {
		channel = next_number(&random, CHANNELS_ALL);
		day[channel] += next_number(&random, 4);
		for (week = 0, i = 0; i < 7; i++)
			week += said[channel][day[channel] - i];
		allowed = !said[channel][day[channel]] && week < 3;
		assert_int_equal(ration_allows(&p, (enum channel)channel,
				     DAY + day[channel], 3),
		    allowed);
		if (!allowed)
			continue;
		said[channel][day[channel]] = true;
		ration_take(&p, (enum channel)channel, DAY + day[channel]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_day),
	    cmocka_unit_test(test_a_week),
	    cmocka_unit_test(test_mail_ahead),
	    cmocka_unit_test(test_as_a_list),
	};

	return cmocka_run_group_tests_name("ration", tests, NULL, NULL);
}
