#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>

#include "enrol/doorman.h"

#include "fixture.h"

#define MAX 4096 /* bytes */

static json_t *
told(struct fixture *f, const struct person *person, const struct gate *gate,
    const char *popup)
{
	struct footing footing = footing_of(&f->config, person);
	struct buf out;
	json_t *json;

	buf_init(&out, MAX);
	assert_int_equal(
	    doorman_write(&f->desk, &footing, gate, popup, &out, &f->err), 0);
	json = json_loads(out.data, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(json);
	buf_free(&out);
	return json;
}

static const char *
text(const json_t *json, const char *name)
{
	return json_string_value(json_object_get(json, name));
}

static void
test_nudge(void **state)
{
	const struct gate gate = {.decision = DECISION_NUDGE,
	    .later = true,
	    .deadline_day = the_day("2026-12-01"),
	    .days_left = 57};
	struct fixture *f = *state;
	struct person person = add_person(f, "fatima");
	json_t *json = told(f, &person, &gate, "{\"stage\":\"reminder\"}");

	assert_string_equal(text(json, "decision"), "nudge");
	assert_memory_equal(
	    text(json, "enrol_url"), "https://2fa.example.nl/e/", 25);
	assert_string_equal(text(json, "deadline"), "2026-12-01");
	assert_int_equal(
	    json_integer_value(json_object_get(json, "days_left")), 57);
	assert_string_equal(
	    text(json_object_get(json, "popup"), "stage"), "reminder");
	assert_true(json_is_true(json_object_get(json, "later")));
	json_decref(json);
}

static void
test_allow(void **state)
{
	const struct gate gate = {
	    .decision = DECISION_ALLOW, .deadline_day = the_day("2026-12-01")};
	struct fixture *f = *state;
	struct person person = add_person(f, "fatima");
	json_t *json;

	/* No link for who has no use of one. */
	person.enrolled_at = f->desk.now;
	json = told(f, &person, &gate, NULL);
	assert_string_equal(text(json, "decision"), "allow");
	assert_true(json_is_null(json_object_get(json, "enrol_url")));
	assert_true(json_is_null(json_object_get(json, "popup")));
	assert_true(json_is_false(json_object_get(json, "later")));
	json_decref(json);
}

static void
test_too_large(void **state)
{
	const struct gate gate = {.decision = DECISION_NUDGE};
	struct fixture *f = *state;
	struct person person = add_person(f, "fatima");
	struct footing footing = footing_of(&f->config, &person);
	struct buf out;

	buf_init(&out, 64);
	assert_int_equal(
	    doorman_write(&f->desk, &footing, &gate, NULL, &out, &f->err), -1);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_nudge),
	    FIXTURE_TEST(test_allow),
	    FIXTURE_TEST(test_too_large),
	};

	return cmocka_run_group_tests_name("doorman", tests, NULL, NULL);
}
