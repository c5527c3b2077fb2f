#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/encode.h"
#include "base/file.h"
#include "enrol/enrolment.h"
#include "enrol/visit.h"
#include "base/text.h"
#include "fixture.h"
#include "store/throttle.h"

#define BYTES_MAX (16 * 1024 * 1024)

static void
start(struct fixture *f, const struct person *p, uint8_t key[TOTP_KEY_SIZE])
{
	assert_int_equal(enrolment_start(&f->desk, p, &f->err), ENROLMENT_OK);
	assert_int_equal(
	    enrolment_key(&f->desk, p, key, &f->err), ENROLMENT_OK);
}

static struct verdict
confirm(struct fixture *f, const struct person *p,
    const uint8_t key[TOTP_KEY_SIZE], char codes[RECOVERY_CODES][RECOVERY_SIZE])
{
	struct verdict verdict;
	char code[TOTP_DIGITS + 1];

	assert_int_equal(totp_code(key, TOTP_KEY_SIZE,
			     (uint64_t)f->desk.now / TOTP_SECONDS, code),
	    0);
	assert_int_equal(
	    enrolment_confirm(&f->desk, p, code, &verdict, codes, &f->err), 0);
	return verdict;
}

static void
test_from_start_to_end(void **state)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE];
	uint8_t key[TOTP_KEY_SIZE], again[TOTP_KEY_SIZE];
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct verdict v;
	int i;

	assert_int_equal(
	    enrolment_key(&f->desk, &anna, key, &f->err), ENROLMENT_NONE);
	start(f, &anna, key);
	assert_int_equal(stored(f, "anna").started_at, f->desk.now);
	assert_int_equal(
	    enrolment_key(&f->desk, &anna, again, &f->err), ENROLMENT_OK);
	assert_memory_equal(key, again, sizeof(key));
	/* Asked for once more before the first code: another one. */
	start(f, &anna, again);
	assert_memory_not_equal(key, again, sizeof(key));
	v = confirm(f, &anna, again, codes);
	assert_int_equal(v.result, VERIFY_ACCEPTED);
	assert_true(v.first);
	assert_int_equal(stored(f, "anna").enrolled_at, f->desk.now);
	for (i = 1; i < RECOVERY_CODES; i++)
		assert_string_not_equal(codes[i], codes[0]);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM recovery"), RECOVERY_CODES);
	/* Who is enrolled keeps the secret, and is not shown it again. */
	assert_int_equal(
	    enrolment_start(&f->desk, &anna, &f->err), ENROLMENT_DONE);
	assert_int_equal(
	    enrolment_key(&f->desk, &anna, key, &f->err), ENROLMENT_DONE);
}

static enum verify_result
type(struct fixture *f, const struct person *p, const char *typed)
{
	struct verdict v;

	assert_int_equal(
	    verify_code(&f->desk, p, typed, f->desk.now, &v, &f->err), 0);
	return v.result;
}

/* Taken in the place of a code, once, by their owner, as people type them. */
static void
test_recovery_codes(void **state)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE], lower[RECOVERY_SIZE];
	uint8_t key[TOTP_KEY_SIZE];
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna"),
		      bert = add_person(f, "bert");

	start(f, &bert, key);
	assert_int_equal(confirm(f, &bert, key, codes).result, VERIFY_ACCEPTED);
	start(f, &anna, key);
	assert_int_equal(confirm(f, &anna, key, codes).result, VERIFY_ACCEPTED);
	assert_int_equal(type(f, &bert, codes[0]), VERIFY_WRONG);
	assert_int_equal(type(f, &anna, codes[0]), VERIFY_ACCEPTED);
	assert_int_equal(type(f, &anna, codes[0]), VERIFY_WRONG);
	snprintf(lower, sizeof(lower), "%s", codes[1]);
	text_lower(lower);
	assert_int_equal(type(f, &anna, lower), VERIFY_ACCEPTED);
	assert_int_equal(number_of(f,
			     "SELECT count(*) FROM event"
			     " WHERE kind = 'recovery-used'"),
	    2);
	/* Each use is told, by a mail of its own; a refused one is not. */
	assert_int_equal(number_of(f,
			     "SELECT count(*) FROM message JOIN person p ON"
			     " p.id = person_id WHERE stage = 'recovery-used'"
			     " AND channel = 'email' AND p.ref = 'anna'"),
	    2);
	assert_int_equal(number_of(f, "SELECT count(*) FROM message"), 2);
	assert_int_equal(enrolment_reset(&f->desk, &anna, "lost", &f->err), 0);
	assert_int_equal(type(f, &anna, codes[2]), VERIFY_NOT_ENROLLED);
}

static void
code_of(struct fixture *f, const uint8_t key[TOTP_KEY_SIZE],
    char code[TOTP_DIGITS + 1])
{
	assert_int_equal(totp_code(key, TOTP_KEY_SIZE,
			     (uint64_t)f->desk.now / TOTP_SECONDS, code),
	    0);
}

/* The old key is good until the new one's first code; never both after. */
static void
test_renewal(void **state)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE],
	    newer[RECOVERY_CODES][RECOVERY_SIZE], code[TOTP_DIGITS + 1];
	uint8_t old[TOTP_KEY_SIZE], key[TOTP_KEY_SIZE];
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct verdict v;

	start(f, &anna, old);
	confirm(f, &anna, old, codes);
	f->desk.now += CLOCK_DAY;
	assert_int_equal(
	    enrolment_renew(&f->desk, &anna, &f->err), ENROLMENT_OK);
	assert_int_equal(
	    enrolment_key(&f->desk, &anna, key, &f->err), ENROLMENT_OK);
	assert_memory_not_equal(key, old, sizeof(key));
	code_of(f, old, code);
	assert_int_equal(type(f, &anna, code), VERIFY_ACCEPTED);
	code_of(f, key, code);
	assert_int_equal(type(f, &anna, code), VERIFY_WRONG);
	/* The old key and a recovery code do not confirm the new key. */
	f->desk.now += TOTP_SECONDS;
	code_of(f, old, code);
	assert_int_equal(
	    enrolment_confirm(&f->desk, &anna, code, &v, newer, &f->err), 0);
	assert_int_equal(v.result, VERIFY_WRONG);
	assert_int_equal(
	    enrolment_confirm(&f->desk, &anna, codes[0], &v, newer, &f->err),
	    0);
	assert_int_equal(v.result, VERIFY_WRONG);
	f->desk.now = v.retry_at;
	assert_int_equal(type(f, &anna, codes[1]), VERIFY_ACCEPTED);
	v = confirm(f, &anna, key, newer);
	assert_int_equal(v.result, VERIFY_ACCEPTED);
	assert_true(v.first);
	f->desk.now += TOTP_SECONDS;
	code_of(f, old, code);
	assert_int_equal(type(f, &anna, code), VERIFY_WRONG);
	assert_int_equal(type(f, &anna, codes[2]), VERIFY_WRONG);
	code_of(f, key, code);
	assert_int_equal(type(f, &anna, code), VERIFY_ACCEPTED);
	assert_int_equal(type(f, &anna, newer[0]), VERIFY_ACCEPTED);
	/* It counts as the enrolment, and is told as one; links have ended. */
	assert_true(stored(f, "anna").enrolled_at > anna.joined_day);
	assert_int_equal(stored(f, "anna").reset_at, 0);
	assert_int_equal(stored(f, "anna").generation, anna.generation + 1);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE kind = 'renewed'"),
	    1);
	/* Of two first codes at once the later one confirms nothing. */
	assert_int_equal(
	    enrolment_confirm(&f->desk, &anna, code, &v, newer, &f->err), 0);
	assert_int_equal(v.result, VERIFY_NOT_ENROLLED);
	/* A reset takes both away. */
	enrolment_renew(&f->desk, &anna, &f->err);
	enrolment_reset(&f->desk, &anna, "lost", &f->err);
	assert_int_equal(number_of(f, "SELECT count(*) FROM credential"), 0);
}

static void
test_wrong_first_code(void **state)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE];
	uint8_t key[TOTP_KEY_SIZE];
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct verdict v;

	start(f, &anna, key);
	assert_int_equal(
	    enrolment_confirm(&f->desk, &anna, "12345", &v, codes, &f->err), 0);
	assert_int_equal(v.result, VERIFY_WRONG);
	assert_int_equal(stored(f, "anna").enrolled_at, 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM recovery"), 0);
}

static bool
contains(const struct buf *b, const void *what, size_t len)
{
	size_t i;

	for (i = 0; i + len <= b->len; i++) {
		if (memcmp(b->data + i, what, len) == 0)
			return true;
	}
	return false;
}

/* The bytes of the database's files hold no code and no secret. */
static void
test_nothing_in_clear(void **state)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE];
	char letters[RECOVERY_LETTERS + 1], path[FIXTURE_PATH];
	char base32[ENCODE_BASE32_SIZE(TOTP_KEY_SIZE)];
	uint8_t key[TOTP_KEY_SIZE];
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct buf b;
	int i;

	start(f, &anna, key);
	encode_base32(key, sizeof(key), base32);
	assert_int_equal(confirm(f, &anna, key, codes).result, VERIFY_ACCEPTED);
	buf_init(&b, BYTES_MAX);
	assert_int_equal(file_read(f->database, FILE_ANY, &b, &f->err), 0);
	snprintf(path, sizeof(path), "%s/db-wal", f->folder);
	assert_int_equal(file_read(path, FILE_ANY, &b, &f->err), 0);
	/* What is searched does hold what was written. */
	assert_true(contains(&b, "anna@example.nl", 15));
	assert_false(contains(&b, base32, strlen(base32)));
	assert_false(contains(&b, key, sizeof(key)));
	for (i = 0; i < RECOVERY_CODES; i++) {
		assert_true(recovery_normalise(codes[i], letters));
		assert_false(contains(&b, codes[i], RECOVERY_SIZE - 1));
		assert_false(contains(&b, letters, RECOVERY_LETTERS));
	}
	buf_free(&b);
}

/* Only their hashes are stored, and each of them is. */
static void
test_hashes_fit(void **state)
{
	static const char sql[] = "SELECT count(*) FROM recovery"
				  " WHERE person_id = $1 AND key_id = $2"
				  " AND hash = $3";
	char codes[RECOVERY_CODES][RECOVERY_SIZE];
	char letters[RECOVERY_LETTERS + 1];
	uint8_t key[TOTP_KEY_SIZE], hash[HASH_SIZE];
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	int64_t found;
	int i;

	start(f, &anna, key);
	confirm(f, &anna, key, codes);
	for (i = 0; i < RECOVERY_CODES; i++) {
		assert_true(recovery_normalise(codes[i], letters));
		assert_int_equal(recovery_hash(f->keys, NULL, letters, anna.id,
				     hash, &f->err),
		    0);
		assert_int_equal(
		    db_number(f->db, &f->err, &found, sql, db_int(anna.id),
			db_text(keyring_current(f->keys)),
			db_bytes(hash, sizeof(hash))),
		    0);
		assert_int_equal(found, 1);
	}
}

static void
test_reset(void **state)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE], token[LINK_SIZE];
	uint8_t key[TOTP_KEY_SIZE];
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	struct link link = {.purpose = LINK_ENROL,
	    .person = anna.id,
	    .generation = anna.generation,
	    .expires_at = f->desk.now + 1000};
	struct throttle t = {.failures = 100};
	struct visit visit;

	start(f, &anna, key);
	confirm(f, &anna, key, codes);
	throttle_put(f->db, anna.id, THROTTLE_CODE, &t, &f->err);
	link_write(f->keys, &link, token, &f->err);
	assert_int_equal(
	    visit_by_link(&f->desk, token, &visit, &f->err), VISIT_OK);
	assert_int_equal(
	    enrolment_reset(&f->desk, &anna, "lost the tablet", &f->err), 0);
	assert_int_equal(
	    visit_by_link(&f->desk, token, &visit, &f->err), VISIT_INVALID);
	assert_int_equal(number_of(f, "SELECT count(*) FROM credential"), 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM recovery"), 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM throttle"), 0);
	assert_int_equal(number_of(f,
			     "SELECT count(*) FROM event WHERE kind = 'reset'"
			     " AND detail = 'lost the tablet'"
			     " AND actor = 'test'"),
	    1);
	anna = stored(f, "anna");
	assert_int_equal(anna.enrolled_at, 0);
	assert_int_equal(
	    enrolment_key(&f->desk, &anna, key, &f->err), ENROLMENT_NONE);
	start(f, &anna, key);
	assert_true(confirm(f, &anna, key, codes).first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_from_start_to_end),
	    FIXTURE_TEST(test_recovery_codes),
	    FIXTURE_TEST(test_renewal),
	    FIXTURE_TEST(test_wrong_first_code),
	    FIXTURE_TEST(test_nothing_in_clear),
	    FIXTURE_TEST(test_hashes_fit),
	    FIXTURE_TEST(test_reset),
	};

	return cmocka_run_group_tests_name("enrolment", tests, NULL, NULL);
}
