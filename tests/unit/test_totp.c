#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "otp/totp.h"

/* The key of both RFCs. */
static const uint8_t key[] = "12345678901234567890";
#define KEYLEN (sizeof(key) - 1)

#define NOW INT64_C(1111111109)
#define STEP ((uint64_t)NOW / TOTP_SECONDS)

static void
code_at(int64_t instant, char code[TOTP_DIGITS + 1])
{
	assert_int_equal(
	    totp_code(key, KEYLEN, (uint64_t)instant / TOTP_SECONDS, code), 0);
}

/* RFC 4226, appendix D. */
static void
test_hotp_vectors(void **state)
{
	static const char *const codes[] = {"755224", "287082", "359152",
	    "969429", "338314", "254676", "287922", "162583", "399871",
	    "520489"};
	char code[TOTP_DIGITS + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		assert_int_equal(totp_code(key, KEYLEN, i, code), 0);
		assert_string_equal(code, codes[i]);
	}
}

/* RFC 6238, appendix B, the last six of its eight digits. */
static void
test_totp_vectors(void **state)
{
	static const struct {
		int64_t instant;
		const char *code;
	} vectors[] = {
	    {59, "287082"},
	    {1111111109, "081804"},
	    {1111111111, "050471"},
	    {1234567890, "005924"},
	    {2000000000, "279037"},
	    {INT64_C(20000000000), "353130"},
	};
	char code[TOTP_DIGITS + 1];
	uint64_t step;
	int64_t drift;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		code_at(vectors[i].instant, code);
		assert_string_equal(code, vectors[i].code);
		step = 0;
		assert_int_equal(totp_check(key, KEYLEN, vectors[i].code,
				     vectors[i].instant, 0, &step, &drift),
		    TOTP_ACCEPTED);
		assert_int_equal(
		    step, (uint64_t)vectors[i].instant / TOTP_SECONDS);
	}
}

static void
test_window(void **state)
{
	static const struct {
		int64_t off; /* steps by which the device is ahead */
		unsigned int window;
		enum totp_result result;
	} cases[] = {
	    {0, 0, TOTP_ACCEPTED},
	    {-1, 0, TOTP_CLOCK},
	    {1, 0, TOTP_CLOCK},
	    {-1, 1, TOTP_ACCEPTED},
	    {1, 1, TOTP_ACCEPTED},
	    {-2, 1, TOTP_CLOCK},
	    {2, 1, TOTP_CLOCK},
	    {-20, 1, TOTP_CLOCK},
	    {20, 1, TOTP_CLOCK},
	    {-21, 1, TOTP_WRONG},
	    {21, 1, TOTP_WRONG},
	    {-30, 30, TOTP_ACCEPTED},
	};
	char code[TOTP_DIGITS + 1];
	uint64_t step, want;
	int64_t drift;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		code_at(NOW + cases[i].off * TOTP_SECONDS, code);
		step = 0;
		drift = 7;
		assert_int_equal(totp_check(key, KEYLEN, code, NOW,
				     cases[i].window, &step, &drift),
		    cases[i].result);
		want = cases[i].result == TOTP_ACCEPTED
		    ? STEP + (uint64_t)cases[i].off
		    : 0;
		assert_int_equal(step, want);
		assert_int_equal(drift,
		    cases[i].result == TOTP_CLOCK ? cases[i].off * TOTP_SECONDS
						  : 0);
	}
}

static void
test_once(void **state)
{
	char code[TOTP_DIGITS + 1], before[TOTP_DIGITS + 1];
	uint64_t step = 0;
	int64_t drift;

	(void)state;
	code_at(NOW, code);
	code_at(NOW - TOTP_SECONDS, before);
	assert_int_equal(totp_check(key, KEYLEN, code, NOW, 1, &step, &drift),
	    TOTP_ACCEPTED);
	assert_int_equal(
	    totp_check(key, KEYLEN, code, NOW, 1, &step, &drift), TOTP_USED);
	assert_int_equal(
	    totp_check(key, KEYLEN, before, NOW, 1, &step, &drift), TOTP_USED);
	assert_int_equal(step, STEP);

	/* Minutes later it is still a used code, not a slow clock. */
	assert_int_equal(
	    totp_check(key, KEYLEN, code, NOW + 300, 1, &step, &drift),
	    TOTP_USED);
	assert_int_equal(drift, 0);
}

static void
test_wrong(void **state)
{
	static const char *const typed[] = {
	    "", "08180", "0818044", "000000", "08180x", "      "};
	uint64_t step = 3;
	int64_t drift;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		assert_int_equal(
		    totp_check(key, KEYLEN, typed[i], NOW, 1, &step, &drift),
		    TOTP_WRONG);
	assert_int_equal(step, 3);
}

/* Step 0 stands for "none", and there is no step before it. */
static void
test_first_steps(void **state)
{
	uint64_t step = 0;
	int64_t drift;

	(void)state;
	assert_int_equal(totp_check(key, KEYLEN, "287082", 0, 1, &step, &drift),
	    TOTP_ACCEPTED);
	assert_int_equal(step, 1);
	step = 0;
	assert_int_equal(
	    totp_check(key, KEYLEN, "755224", 0, 1, &step, &drift), TOTP_WRONG);
}

static void
test_key_sizes(void **state)
{
	static const uint8_t zero[TOTP_KEY_MAX + 1];
	char code[TOTP_DIGITS + 1];
	uint64_t step = 0;
	int64_t drift;

	(void)state;
	assert_int_equal(totp_code(zero, TOTP_KEY_MAX, 1, code), 0);
	assert_int_equal(totp_code(zero, TOTP_KEY_MAX + 1, 1, code), -1);
	assert_int_equal(totp_code(zero, 0, 1, code), -1);
	assert_int_equal(
	    totp_check(zero, 0, "000000", NOW, 1, &step, &drift), TOTP_FAILED);
}

static void
test_secret_is_new_each_time(void **state)
{
	uint8_t a[TOTP_KEY_SIZE] = {0}, b[TOTP_KEY_SIZE] = {0};

	(void)state;
	assert_int_equal(totp_secret(a), 0);
	assert_int_equal(totp_secret(b), 0);
	assert_memory_not_equal(a, b, sizeof(a));
}

static void
test_normalise(void **state)
{
	char out[TOTP_DIGITS + 1];

	(void)state;
	assert_true(totp_normalise(" 081-804 ", out));
	assert_string_equal(out, "081804");
	assert_false(totp_normalise("08180", out));
	assert_string_equal(out, "");
	assert_false(totp_normalise("08180O", out));
	assert_string_equal(out, "");
	assert_false(totp_normalise("+81804", out));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_hotp_vectors),
	    cmocka_unit_test(test_totp_vectors),
	    cmocka_unit_test(test_window),
	    cmocka_unit_test(test_once),
	    cmocka_unit_test(test_wrong),
	    cmocka_unit_test(test_first_steps),
	    cmocka_unit_test(test_key_sizes),
	    cmocka_unit_test(test_secret_is_new_each_time),
	    cmocka_unit_test(test_normalise),
	};

	return cmocka_run_group_tests_name("totp", tests, NULL, NULL);
}
