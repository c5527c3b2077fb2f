#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "schedule/reach.h"

static void
test_what_leads(void **state)
{
	const struct stage stage = {.channels = 7};
	struct config config;
	struct person p = {.email = "kim@example.nl", .phone = "+31"};

	(void)state;
	fixture_config(&config);
	assert_int_equal(reach_channels(&config, &p, &stage), 7);
	p.unreachable_at = 1;
	assert_int_equal(reach_channels(&config, &p, &stage),
	    1 << CHANNEL_POPUP | 1 << CHANNEL_CALL);
	p.phone[0] = '\0';
	config.webhook.url = "";
	assert_int_equal(reach_channels(&config, &p, &stage), 0);
	/* A host app may also ask for them. */
	config.webhook.asked = true;
	assert_int_equal(
	    reach_channels(&config, &p, &stage), 1 << CHANNEL_POPUP);
	config.webhook.asked = false;
	p.unreachable_at = 0;
	assert_int_equal(
	    reach_channels(&config, &p, &stage), 1 << CHANNEL_EMAIL);
	config.mail.server = "";
	assert_int_equal(reach_channels(&config, &p, &stage), 0);
}

static void
test_in_turn(void **state)
{
	static const int wanted[] = {CHANNEL_POPUP, CHANNEL_POPUP,
	    CHANNEL_EMAIL, CHANNEL_EMAIL, CHANNEL_CALL, CHANNEL_CALL,
	    CHANNEL_CALL};
	const struct stage stage = {.channels = 7,
	    .turns = {{CHANNEL_POPUP, CHANNEL_EMAIL, CHANNEL_CALL}, 3}};
	struct config config;
	struct person p = {.email = "kim@example.nl", .phone = "+31"};

	(void)state;
	fixture_config(&config);
	config.campaign.escalate_after = 2;
	for (p.silent = 0; p.silent < 7; p.silent++)
		assert_int_equal(
		    reach_channels(&config, &p, &stage), 1 << wanted[p.silent]);
	/* Who has no mailbox goes on to the next one. */
	p.email[0] = '\0';
	p.silent = 2;
	assert_int_equal(
	    reach_channels(&config, &p, &stage), 1 << CHANNEL_CALL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_what_leads),
	    cmocka_unit_test(test_in_turn),
	};

	return cmocka_run_group_tests_name("reach", tests, NULL, NULL);
}
