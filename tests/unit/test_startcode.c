#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "enrol/enrolment.h"
#include "enrol/startcode.h"
#include "enrol/visit.h"
#include "fixture.h"
#include "store/guess.h"
#include "store/paper.h"

static void
make(struct fixture *f, const char *ref, char code[STARTCODE_SIZE])
{
	struct person person = stored(f, ref);
	int64_t expires_at;

	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(
	    startcode_make(&f->desk, &person, code, &expires_at, &f->err), 0);
	assert_int_equal(db_commit(f->db, &f->err), 0);
	assert_int_equal(expires_at, f->desk.now + 30 * CLOCK_DAY);
}

static enum startcode_result
take(struct fixture *f, const char *typed, const char *client)
{
	enum startcode_result result;
	char token[LINK_SIZE] = "";
	struct visit visit;
	int64_t retry_at;

	result =
	    startcode_take(&f->desk, typed, client, token, &retry_at, &f->err);
	assert_int_equal(retry_at != 0, result == STARTCODE_WAIT);
	if (retry_at != 0)
		assert_int_equal(retry_at, (f->desk.now / 3600 + 1) * 3600);
	if (result == STARTCODE_RIGHT) {
		assert_int_equal(
		    visit_by_link(&f->desk, token, &visit, &f->err), VISIT_OK);
		assert_string_equal(visit.person.ref, "anna");
		assert_false(visit.proved);
	} else {
		assert_string_equal(token, "");
	}
	return result;
}

static void
test_is_one_persons(void **state)
{
	char code[STARTCODE_SIZE], again[STARTCODE_SIZE], other[STARTCODE_SIZE];
	char small[STARTCODE_SIZE];
	struct fixture *f = *state;

	add_person(f, "anna");
	add_person(f, "bert");
	make(f, "anna", code);
	make(f, "bert", other);
	assert_string_not_equal(code, other);
	assert_int_equal(take(f, code, "192.0.2.7"), STARTCODE_RIGHT);
	memcpy(small, code, sizeof(small));
	text_lower(small);
	assert_int_equal(take(f, small, ""), STARTCODE_RIGHT);
	/* Printed again it is the same, and works from then on. */
	f->desk.now += 29 * CLOCK_DAY;
	make(f, "anna", again);
	assert_string_equal(code, again);
	f->desk.now += 29 * CLOCK_DAY;
	assert_int_equal(take(f, code, ""), STARTCODE_RIGHT);
	assert_int_equal(take(f, other, ""), STARTCODE_WRONG);
	/* One that is over does not come to life again. */
	f->desk.now += CLOCK_DAY;
	assert_int_equal(take(f, code, ""), STARTCODE_WRONG);
	make(f, "anna", again);
	assert_string_not_equal(code, again);
	assert_int_equal(take(f, code, ""), STARTCODE_WRONG);
	assert_int_equal(take(f, again, ""), STARTCODE_RIGHT);
}

static void
test_ends_with_the_links(void **state)
{
	char code[STARTCODE_SIZE], again[STARTCODE_SIZE];
	struct fixture *f = *state;
	struct person person;

	person = add_person(f, "anna");
	make(f, "anna", code);
	assert_int_equal(
	    enrolment_reset(&f->desk, &person, "lost tablet", &f->err), 0);
	assert_int_equal(take(f, code, ""), STARTCODE_WRONG);
	make(f, "anna", again);
	assert_string_not_equal(code, again);
	assert_int_equal(take(f, again, ""), STARTCODE_RIGHT);
}

static void
test_stores_no_code(void **state)
{
	char code[STARTCODE_SIZE], letters[STARTCODE_LETTERS + 1];
	struct fixture *f = *state;
	struct buf dump;

	add_person(f, "anna");
	make(f, "anna", code);
	assert_true(crockford_read(code, STARTCODE_LETTERS, letters));
	assert_int_equal(take(f, code, "192.0.2.7"), STARTCODE_RIGHT);
	assert_int_equal(take(f, "0000-0000", "192.0.2.7"), STARTCODE_WRONG);
	buf_init(&dump, DUMP_MAX);
	dump_tables(f, &dump);
	assert_null(strstr(dump.data, code));
	assert_null(strstr(dump.data, letters));
	assert_null(strstr(dump.data, "192.0.2.7"));
	buf_free(&dump);
}

/* Two codes that come out alike are told apart: one of them is made anew. */
static void
test_is_never_two_persons(void **state)
{
	struct fixture *f = *state;
	struct paper paper;
	char code[STARTCODE_SIZE], taken[STARTCODE_SIZE];
	int64_t bert;

	add_person(f, "anna");
	bert = add_person(f, "bert").id;
	make(f, "anna", taken);
	assert_int_equal(
	    paper_of_person(f->db, stored(f, "anna").id, &paper, &f->err),
	    LOOKUP_FOUND);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM (SELECT 1 FROM paper)"), 1);
	/* Anna's next code is Bert's already. */
	assert_int_equal(
	    db_run(f->db, &f->err, "DELETE FROM paper", DB_NONE), 1);
	paper.person = bert;
	assert_int_equal(paper_put(f->db, &paper, &f->err), 0);
	make(f, "anna", code);
	assert_string_not_equal(code, taken);
	assert_int_equal(take(f, code, ""), STARTCODE_RIGHT);
	assert_int_equal(number_of(f, "SELECT count(*) FROM paper"), 2);
}

static void
test_slows_guesses_down(void **state)
{
	struct fixture *f = *state;
	char code[STARTCODE_SIZE], client[16];
	int i, wrong = 0;

	add_person(f, "anna");
	make(f, "anna", code);
	/* A slip of the fingers is no guess. */
	for (i = 0; i < 50; i++)
		assert_int_equal(take(f, "7K4M-2QX", "a"), STARTCODE_SLIP);
	for (i = 0; i < STARTCODE_WRONG_HERE; i++)
		assert_int_equal(take(f, "0000-0000", "a"), STARTCODE_WRONG);
	assert_int_equal(take(f, code, "a"), STARTCODE_WAIT);
	assert_int_equal(take(f, code, "b"), STARTCODE_RIGHT);
	/* From everywhere at once. */
	for (i = 0; i < 2 * STARTCODE_WRONG_ALL; i++) {
		snprintf(client, sizeof(client), "c%d", i % 100);
		wrong += take(f, "0000-0000", client) == STARTCODE_WRONG;
	}
	assert_int_equal(wrong, STARTCODE_WRONG_ALL - STARTCODE_WRONG_HERE);
	assert_int_equal(take(f, code, "b"), STARTCODE_WAIT);
	assert_int_equal(take(f, code, ""), STARTCODE_WAIT);
	assert_int_equal(number_of(f,
			     "SELECT count(*) FROM event"
			     " WHERE kind = 'start-codes-guessed'"),
	    1);
	f->desk.now = (f->desk.now / 3600 + 1) * 3600;
	assert_int_equal(take(f, code, "a"), STARTCODE_RIGHT);
	assert_int_equal(guess_clean(f->db, f->desk.now / 3600, &f->err), 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM guess"), 0);
}

static void
test_goes_by_any_key(void **state)
{
	static const char fresh[] =
	    "new QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=\n";
	struct fixture *f = *state;
	char code[STARTCODE_SIZE], old[512];
	FILE *file;
	size_t len;

	add_person(f, "anna");
	make(f, "anna", code);
	/* A new key in front of the old one. */
	file = fopen(f->key_file, "r+");
	assert_non_null(file);
	len = fread(old, 1, sizeof(old), file);
	rewind(file);
	fputs(fresh, file);
	fwrite(old, 1, len, file);
	fclose(file);
	keyring_free(f->keys);
	assert_int_equal(keyring_load(f->key_file, &f->keys, &f->err), 0);
	assert_string_equal(keyring_current(f->keys), "new");
	f->desk.keys = f->keys;
	assert_int_equal(take(f, code, ""), STARTCODE_RIGHT);
	/* A sheet that is printed again still has it. */
	make(f, "anna", old);
	assert_string_equal(old, code);
}

static void
test_is_cleaned_up(void **state)
{
	struct fixture *f = *state;
	char code[STARTCODE_SIZE];

	add_person(f, "anna");
	make(f, "anna", code);
	assert_int_equal(paper_clean(f->db, f->desk.now, &f->err), 0);
	assert_int_equal(take(f, code, ""), STARTCODE_RIGHT);
	assert_int_equal(
	    paper_clean(f->db, f->desk.now + 30 * CLOCK_DAY, &f->err), 0);
	assert_int_equal(take(f, code, ""), STARTCODE_WRONG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_is_one_persons),
	    FIXTURE_TEST(test_ends_with_the_links),
	    FIXTURE_TEST(test_stores_no_code),
	    FIXTURE_TEST(test_is_never_two_persons),
	    FIXTURE_TEST(test_slows_guesses_down),
	    FIXTURE_TEST(test_goes_by_any_key),
	    FIXTURE_TEST(test_is_cleaned_up),
	};

	return cmocka_run_group_tests_name("startcode", tests, NULL, NULL);
}
