#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "enrol/declare.h"

#include "fixture.h"

static void
test_names(void **state)
{
	(void)state;
	assert_true(declare_is_method("passkey"));
	assert_true(declare_is_method("sms-2_old"));
	assert_true(declare_is_method("abcdefghijklmnopqrstuvwxyz012345"));
	assert_false(declare_is_method("abcdefghijklmnopqrstuvwxyz0123456"));
	assert_false(declare_is_method(""));
	assert_false(declare_is_method("Passkey"));
	assert_false(declare_is_method("pass key"));
	/* Ours: only a code that was checked makes it so. */
	assert_false(declare_is_method("totp"));
}

static void
test_declares_once(void **state)
{
	struct fixture *f = *state;
	struct person person = add_person(f, "fatima");
	char has[LABEL_MAX + 1];
	int64_t events;

	assert_int_equal(
	    declare_enrolled(&f->desk, person.id, "passkey", has, &f->err), 0);
	assert_string_equal(has, "passkey");
	person = stored(f, "fatima");
	assert_int_equal(person.enrolled_at, f->desk.now);
	assert_string_equal(person.method, "passkey");

	f->desk.now += 60;
	assert_int_equal(
	    declare_enrolled(&f->desk, person.id, "sms", has, &f->err), 0);
	assert_string_equal(has, "passkey");
	assert_int_equal(stored(f, "fatima").enrolled_at, f->desk.now - 60);
	assert_int_equal(db_number(f->db, &f->err, &events,
			     "SELECT count(*) FROM event"
			     " WHERE kind = 'enrolled' AND detail = 'passkey'",
			     DB_NONE),
	    0);
	assert_int_equal(events, 1);
}

static void
test_nobody(void **state)
{
	struct fixture *f = *state;
	char has[LABEL_MAX + 1];

	assert_int_equal(
	    declare_enrolled(&f->desk, 4711, "sms", has, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_DATA);
	/* Nothing is left open. */
	assert_int_equal(db_begin(f->db, &f->err), 0);
	db_rollback(f->db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    FIXTURE_TEST(test_declares_once),
	    FIXTURE_TEST(test_nobody),
	};

	return cmocka_run_group_tests_name("declare", tests, NULL, NULL);
}
