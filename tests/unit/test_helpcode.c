#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "enrol/helpcode.h"
#include "fixture.h"

static void
finds_the_person_for_two_days(void **state)
{
	static const int64_t people[] = {
	    1, 2, 8191, 8192, 1200000, (1 << 26) - 1};
	struct fixture *f = *state;
	struct desk later = f->desk;
	char code[HELPCODE_SIZE];
	int64_t found;
	size_t i;

	for (i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
		assert_int_equal(
		    helpcode_write(&f->desk, people[i], code, &f->err), 0);
		assert_true(helpcode_looks(code));
		later.now = f->desk.now + CLOCK_DAY;
		helpcode_read(&later, code, &found, &f->err);
		assert_int_equal(found, people[i]);
		later.now += CLOCK_DAY;
		helpcode_read(&later, code, &found, &f->err);
		assert_int_not_equal(found, people[i]);
	}
	helpcode_write(&f->desk, 1 << 26, code, &f->err);
	assert_string_equal(code, "");
}

/* A digit misheard or two that changed places is nobody, not another one. */
static void
refuses_nearly_all_that_is_misheard(void **state)
{
	struct fixture *f = *state;
	char code[HELPCODE_SIZE], right;
	int64_t found;
	int i, digit, wrong = 0, taken = 0;

	assert_int_equal(helpcode_write(&f->desk, 4711, code, &f->err), 0);
	for (i = 0; code[i] != '\0'; i++) {
		right = code[i];
		for (digit = '0'; right != '-' && digit <= '9'; digit++) {
			if (digit == right)
				continue;
			code[i] = (char)digit;
			helpcode_read(&f->desk, code, &found, &f->err);
			wrong++;
			taken += found != 0;
		}
		code[i] = right;
	}
	assert_int_equal(wrong, 90);
	/* One in 73; never more than some, whatever the key is. */
	assert_true(taken <= 9);
}

/* Read out just before the master key changed; by chance one in 73 is lost. */
static void
outlives_a_key(void **state)
{
	struct fixture *f = *state;
	char codes[40][HELPCODE_SIZE], id[KEYRING_ID_MAX + 1];
	int64_t i, found, right = 0;

	for (i = 0; i < 40; i++)
		assert_int_equal(
		    helpcode_write(&f->desk, i + 1, codes[i], &f->err), 0);
	assert_int_equal(keyfile_add(f->key_file, id, &f->err), 0);
	assert_int_equal(keyring_follow(f->keys, &f->err), 0);
	for (i = 0; i < 40; i++) {
		helpcode_read(&f->desk, codes[i], &found, &f->err);
		right += found == i + 1;
	}
	assert_true(right >= 32);
}

static void
knows_its_form(void **state)
{
	struct fixture *f = *state;
	int64_t found = 1;

	assert_true(helpcode_looks("472-109-3816"));
	assert_false(helpcode_looks("4721093816"));
	assert_false(helpcode_looks("472-109-38160"));
	assert_false(helpcode_looks("472-109-381"));
	assert_false(helpcode_looks("472-l09-3816"));
	assert_false(helpcode_looks(""));
	assert_int_equal(helpcode_read(&f->desk, "p0001", &found, &f->err), 0);
	assert_int_equal(found, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(finds_the_person_for_two_days),
	    FIXTURE_TEST(refuses_nearly_all_that_is_misheard),
	    FIXTURE_TEST(outlives_a_key),
	    FIXTURE_TEST(knows_its_form),
	};

	return cmocka_run_group_tests_name("helpcode", tests, NULL, NULL);
}
