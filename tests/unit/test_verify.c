#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "enrol/secret.h"
#include "enrol/verify.h"
#include "fixture.h"
#include "store/credential.h"
#include "store/throttle.h"

#define RACES 20

/* The code that a device shows which is "ahead" seconds ahead. */
static void
code_of(struct fixture *f, const struct person *p, int64_t ahead,
    char code[TOTP_DIGITS + 1])
{
	struct credential credential;
	uint8_t key[TOTP_KEY_SIZE];

	assert_int_equal(credential_get(f->db, p->id, CREDENTIAL_IN_USE,
			     &credential, &f->err),
	    LOOKUP_FOUND);
	assert_int_equal(
	    secret_open(&f->desk, p->id, &credential, key, &f->err), 0);
	assert_int_equal(
	    totp_code(key, sizeof(key),
		(uint64_t)(f->desk.now + ahead) / TOTP_SECONDS, code),
	    0);
}

/* A code that is right at no time that would be looked at. */
static void
wrong_code(
    struct fixture *f, const struct person *p, char code[TOTP_DIGITS + 1])
{
	char right[TOTP_DIGITS + 1];
	int64_t step;
	bool taken = true;
	unsigned int n;

	for (n = 0; taken; n++) {
		snprintf(code, TOTP_DIGITS + 1, "%06u", n % 1000000);
		taken = false;
		for (step = -25; step <= 25 && !taken; step++) {
			code_of(f, p, step * TOTP_SECONDS, right);
			taken = strcmp(code, right) == 0;
		}
	}
}

static struct verdict
verify(struct fixture *f, const struct person *p, const char *typed)
{
	struct verdict verdict;

	assert_int_equal(
	    verify_code(&f->desk, p, typed, f->desk.now, &verdict, &f->err), 0);
	return verdict;
}

static struct person
with_secret(struct fixture *f, const char *ref)
{
	struct person p = add_person(f, ref);

	assert_int_equal(secret_make(&f->desk, p.id, &f->err), 0);
	return p;
}

static void
test_names(void **state)
{
	(void)state;
	assert_string_equal(verify_name(VERIFY_ACCEPTED), "accepted");
	assert_string_equal(verify_name(VERIFY_WRONG), "wrong");
	assert_string_equal(verify_name(VERIFY_CLOCK), "clock");
	assert_string_equal(verify_name(VERIFY_THROTTLED), "throttled");
	assert_string_equal(verify_name(VERIFY_BLOCKED), "blocked");
	assert_string_equal(verify_name(VERIFY_NOT_ENROLLED), "not_enrolled");
	assert_string_equal(verify_name(VERIFY_FAILED), "failed");
}

static void
test_first_code_enrols(void **state)
{
	static const char enrolled[] =
	    "SELECT count(*) FROM event WHERE kind = 'enrolled'";
	struct fixture *f = *state;
	struct person anna = with_secret(f, "anna"),
		      bert = add_person(f, "bert");
	char code[TOTP_DIGITS + 1], blanks[16];
	struct verdict v;

	assert_int_equal(
	    verify(f, &bert, "123456").result, VERIFY_NOT_ENROLLED);
	code_of(f, &anna, 0, code);
	snprintf(blanks, sizeof(blanks), " %.3s-%s ", code, code + 3);
	v = verify(f, &anna, blanks);
	assert_int_equal(v.result, VERIFY_ACCEPTED);
	assert_true(v.first);
	assert_int_equal(stored(f, "anna").enrolled_at, f->desk.now);
	assert_string_equal(stored(f, "anna").method, "totp");
	assert_int_equal(number_of(f, enrolled), 1);
	f->desk.now += TOTP_SECONDS;
	code_of(f, &anna, 0, code);
	v = verify(f, &anna, code);
	assert_int_equal(v.result, VERIFY_ACCEPTED);
	assert_false(v.first);
	assert_int_equal(number_of(f, enrolled), 1);
	assert_int_equal(
	    stored(f, "anna").enrolled_at, f->desk.now - TOTP_SECONDS);
}

static void
test_accepted_once(void **state)
{
	struct fixture *f = *state;
	struct person anna = with_secret(f, "anna");
	char code[TOTP_DIGITS + 1], before[TOTP_DIGITS + 1];
	struct verdict v;

	code_of(f, &anna, 0, code);
	code_of(f, &anna, -TOTP_SECONDS, before);
	assert_int_equal(verify(f, &anna, code).result, VERIFY_ACCEPTED);
	v = verify(f, &anna, code);
	assert_int_equal(v.result, VERIFY_WRONG);
	assert_true(v.used);
	v = verify(f, &anna, before);
	assert_int_equal(v.result, VERIFY_WRONG);
	assert_true(v.used);
}

static void
test_clock(void **state)
{
	struct fixture *f = *state;
	struct person anna = with_secret(f, "anna");
	char code[TOTP_DIGITS + 1];
	struct verdict v;

	code_of(f, &anna, 300, code);
	v = verify(f, &anna, code);
	assert_int_equal(v.result, VERIFY_CLOCK);
	assert_int_equal(v.drift, 300);
	code_of(f, &anna, -300, code);
	v = verify(f, &anna, code);
	assert_int_equal(v.result, VERIFY_CLOCK);
	assert_int_equal(v.drift, -300);
	assert_int_equal(stored(f, "anna").enrolled_at, 0);
	assert_int_equal(number_of(f, "SELECT failures FROM throttle"), 2);
	/* One step off is nothing. */
	code_of(f, &anna, TOTP_SECONDS, code);
	assert_int_equal(verify(f, &anna, code).result, VERIFY_ACCEPTED);
}

static void
test_wrong_waits(void **state)
{
	static const int64_t waits[] = {
	    0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600};
	struct fixture *f = *state;
	struct person anna = with_secret(f, "anna");
	char code[TOTP_DIGITS + 1];
	struct verdict v;
	size_t i;

	for (i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		wrong_code(f, &anna, code);
		v = verify(f, &anna, code);
		assert_int_equal(v.result, VERIFY_WRONG);
		assert_false(v.used);
		assert_int_equal(
		    v.retry_at, waits[i] == 0 ? 0 : f->desk.now + waits[i]);
		if (waits[i] == 0)
			continue;
		f->desk.now = v.retry_at - 1;
		code_of(f, &anna, 0, code);
		v = verify(f, &anna, code);
		assert_int_equal(v.result, VERIFY_THROTTLED);
		assert_int_equal(v.retry_at, f->desk.now + 1);
		f->desk.now++;
	}
	/* What was not looked at was not counted, and not spent. */
	assert_int_equal(number_of(f, "SELECT failures FROM throttle"), 11);
	code_of(f, &anna, 0, code);
	assert_int_equal(verify(f, &anna, code).result, VERIFY_ACCEPTED);
	assert_int_equal(number_of(f, "SELECT count(*) FROM throttle"), 0);
}

static void
test_blocked_at_a_hundred(void **state)
{
	struct fixture *f = *state;
	struct person anna = with_secret(f, "anna"),
		      bert = with_secret(f, "bert");
	char code[TOTP_DIGITS + 1];
	int i;

	for (i = 1; i <= 100; i++) {
		assert_int_equal(verify(f, &anna, "no code").result,
		    i < 100 ? VERIFY_WRONG : VERIFY_BLOCKED);
		f->desk.now += CLOCK_HOUR;
	}
	f->desk.now += 1000 * CLOCK_DAY;
	code_of(f, &anna, 0, code);
	assert_int_equal(verify(f, &anna, code).result, VERIFY_BLOCKED);
	code_of(f, &bert, 0, code);
	assert_int_equal(verify(f, &bert, code).result, VERIFY_ACCEPTED);
	throttle_clear(f->db, anna.id, NULL, &f->err);
	code_of(f, &anna, 0, code);
	assert_int_equal(verify(f, &anna, code).result, VERIFY_ACCEPTED);
}

/* REQUIREMENTS: two people's sealed secrets exchanged do not open. */
static void
test_swapped_secrets(void **state)
{
	struct fixture *f = *state;
	struct person anna = with_secret(f, "anna"),
		      bert = with_secret(f, "bert");
	char code[TOTP_DIGITS + 1], other[TOTP_DIGITS + 1];
	struct credential a, b;
	struct verdict v;

	code_of(f, &anna, 0, code);
	code_of(f, &bert, 0, other);
	credential_get(f->db, anna.id, CREDENTIAL_WAITING, &a, &f->err);
	credential_get(f->db, bert.id, CREDENTIAL_WAITING, &b, &f->err);
	credential_put(f->db, anna.id, b.sealed, b.len, 1, &f->err);
	credential_put(f->db, bert.id, a.sealed, a.len, 1, &f->err);
	assert_int_equal(
	    verify_code(&f->desk, &anna, other, f->desk.now, &v, &f->err), -1);
	assert_int_equal(v.result, VERIFY_FAILED);
	assert_int_equal(
	    verify_code(&f->desk, &anna, code, f->desk.now, &v, &f->err), -1);
	assert_int_equal(
	    verify_code(&f->desk, &bert, code, f->desk.now, &v, &f->err), -1);
	assert_int_equal(stored(f, "anna").enrolled_at, 0);
	assert_int_equal(stored(f, "bert").enrolled_at, 0);
	/* Nothing was left open by it. */
	assert_int_equal(db_begin(f->db, &f->err), 0);
	db_rollback(f->db);
}

/* Waits for the start, then tries; exits with the result. */
static pid_t
racer(struct fixture *f, const struct person *p, const char *code, int start)
{
	struct desk desk = f->desk;
	struct verdict verdict;
	struct err err;
	pid_t pid = fork();
	char byte;

	if (pid != 0)
		return pid;
	if (db_open(f->database, DB_EXISTING, &desk.db, &err) == -1 ||
	    read(start, &byte, 1) != 1 ||
	    verify_code(&desk, p, code, desk.now, &verdict, &err) == -1)
		_exit(99);
	_exit(verdict.result == VERIFY_WRONG && verdict.used
		? 50
		: (int)verdict.result);
}

static void
test_two_at_once(void **state)
{
	struct fixture *f = *state;
	struct person anna = with_secret(f, "anna");
	int race, i, start[2], status, accepted, used;
	char code[TOTP_DIGITS + 1];
	pid_t pids[2];

	for (race = 0; race < RACES; race++) {
		code_of(f, &anna, 0, code);
		assert_int_equal(pipe(start), 0);
		for (i = 0; i < 2; i++) {
			pids[i] = racer(f, &anna, code, start[0]);
			assert_true(pids[i] != -1);
		}
		assert_int_equal(write(start[1], "go", 2), 2);
		accepted = used = 0;
		for (i = 0; i < 2; i++) {
			assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
			assert_true(WIFEXITED(status));
			accepted += WEXITSTATUS(status) == VERIFY_ACCEPTED;
			used += WEXITSTATUS(status) == 50;
		}
		close(start[0]);
		close(start[1]);
		assert_int_equal(accepted, 1);
		assert_int_equal(used, 1);
		f->desk.now += 2 * TOTP_SECONDS;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    FIXTURE_TEST(test_first_code_enrols),
	    FIXTURE_TEST(test_accepted_once),
	    FIXTURE_TEST(test_clock),
	    FIXTURE_TEST(test_wrong_waits),
	    FIXTURE_TEST(test_blocked_at_a_hundred),
	    FIXTURE_TEST(test_swapped_secrets),
	    FIXTURE_TEST(test_two_at_once),
	};

	return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
