#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model.h"

/* These stand in databases and in JSON: they do not change. */
static void
test_names(void **state)
{
	static const char *const messages[] = {
	    "planned", "sending", "sent", "failed", "unknown", "dropped"};
	static const char *const people[] = {
	    "waiting", "invited", "opened", "started", "enrolled"};
	static const char *const decisions[] = {
	    "allow", "nudge", "enrol", "wait"};
	int i;

	(void)state;
	for (i = 0; i < MESSAGE_STATES; i++) {
		assert_string_equal(model_message_state(i), messages[i]);
		assert_int_equal(model_message_state_of(messages[i]), i);
	}
	for (i = 0; i < STATES; i++)
		assert_string_equal(model_state(i), people[i]);
	for (i = 0; i <= DECISION_WAIT; i++)
		assert_string_equal(model_decision(i), decisions[i]);
	assert_string_equal(model_audience(AUDIENCE_WORKER), "worker");
	assert_string_equal(model_audience(AUDIENCE_ADMIN), "admin");
	assert_string_equal(model_channel(CHANNEL_EMAIL), "email");
	assert_string_equal(model_channel(CHANNEL_POPUP), "popup");
	assert_int_equal(model_audience_of("admin"), AUDIENCE_ADMIN);
	assert_int_equal(model_audience_of("Admin"), -1);
	assert_int_equal(model_channel_of("popup"), CHANNEL_POPUP);
	assert_int_equal(model_channel_of(""), -1);
	assert_int_equal(model_message_state_of("gone"), -1);
	assert_true(model_is_notice(NOTICE_IMPORT));
	assert_false(model_is_notice("announce"));
	assert_false(model_is_notice(""));
}

static void
test_person_state(void **state)
{
	struct person person = {.id = 1};

	(void)state;
	assert_int_equal(model_person_state(&person), STATE_WAITING);
	person.invited_at = 1;
	assert_int_equal(model_person_state(&person), STATE_INVITED);
	person.opened_at = 1;
	assert_int_equal(model_person_state(&person), STATE_OPENED);
	person.started_at = 1;
	assert_int_equal(model_person_state(&person), STATE_STARTED);
	person.enrolled_at = 1;
	assert_int_equal(model_person_state(&person), STATE_ENROLLED);
	/* The latest counts, also when the ones before never were. */
	person = (struct person){.started_at = 1};
	assert_int_equal(model_person_state(&person), STATE_STARTED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_person_state),
	};

	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
