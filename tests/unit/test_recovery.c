#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "otp/recovery.h"

#define KEY_A "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
#define KEY_B "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="

static int
setup(void **state)
{
	static const char text[] = "k2 " KEY_B "\nk1 " KEY_A "\n";
	char folder[] = "/tmp/test_recovery.XXXXXX", *path;
	struct keyring *ring = NULL;
	struct err err;

	assert_non_null(mkdtemp(folder));
	path = file_join(folder, "key");
	assert_non_null(path);
	assert_int_equal(file_create(path, text, strlen(text), 0600, &err), 0);
	assert_int_equal(keyring_load(path, &ring, &err), 0);
	unlink(path);
	rmdir(folder);
	free(path);
	*state = ring;
	return 0;
}

static int
teardown(void **state)
{
	keyring_free(*state);
	return 0;
}

static void
test_makes_codes(void **state)
{
	char code[RECOVERY_SIZE], last[RECOVERY_SIZE] = "";
	char plain[RECOVERY_LETTERS + 1];
	bool seen[128] = {false};
	int i, j, letters = 0;

	(void)state;
	for (i = 0; i < 200; i++) {
		assert_int_equal(recovery_make(code), 0);
		assert_int_equal(strlen(code), RECOVERY_SIZE - 1);
		for (j = 0; j < RECOVERY_SIZE - 1; j++) {
			assert_int_equal(code[j] == '-', j % 5 == 4);
			seen[(unsigned char)code[j]] = true;
		}
		assert_null(strpbrk(code, "ILOU"));
		assert_string_not_equal(code, last);
		assert_true(recovery_normalise(code, plain));
		memcpy(last, code, sizeof(last));
	}

	/* 3,200 letters: each of the 32 has come, and the dash. */
	for (i = 0; i < 128; i++)
		letters += seen[i];
	assert_int_equal(letters, 33);
}

static void
test_forgives(void **state)
{
	static const char *const typed[] = {
	    "0123-4567-89AB-1XYZ",
	    "0123456789AB1XYZ",
	    " 0123 4567 89ab 1xyz\n",
	    "O1234567-89ab-ixyz",
	    "oI23-4567-89AB-LXYZ",
	    "0l23 - 4567 - 89ab - Ixyz",
	};
	char out[RECOVERY_LETTERS + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		assert_true(recovery_normalise(typed[i], out));
		assert_string_equal(out, "0123456789AB1XYZ");
	}
}

static void
test_refuses(void **state)
{
	static const char *const typed[] = {
	    "",
	    "0123-4567-89AB-1XY",
	    "0123-4567-89AB-1XYZ-1",
	    "0123-4567-89AB-1XYU",
	    "0123-4567-89AB-1XY!",
	    "0123-4567-89AB-1X\xc3\xa9",
	};
	char out[RECOVERY_LETTERS + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		out[0] = 'x';
		assert_false(recovery_normalise(typed[i], out));
		assert_string_equal(out, "");
	}
}

/* From python: HMAC of "12:0123456789AB1XYZ" under HKDF of 32 times A. */
static void
test_hash_vector(void **state)
{
	static const char want[] =
	    "e5e093f5c81590b32f42c770d0c4fdf4e3f3efe5c079447eb3592906cc9cca45";
	char hex[ENCODE_HEX_SIZE(HASH_SIZE)];
	uint8_t hash[HASH_SIZE];
	struct err err;

	assert_int_equal(
	    recovery_hash(*state, "k1", "0123456789AB1XYZ", 12, hash, &err), 0);
	encode_hex(hash, sizeof(hash), hex);
	assert_string_equal(hex, want);
}

static void
test_hash_depends_on_all(void **state)
{
	uint8_t hash[HASH_SIZE], other[HASH_SIZE];
	const char *code = "0123456789AB1XYZ";
	struct err err = {0};

	assert_int_equal(recovery_hash(*state, "k1", code, 12, hash, &err), 0);
	assert_int_equal(recovery_hash(*state, "k1", code, 13, other, &err), 0);
	assert_memory_not_equal(hash, other, sizeof(hash));
	assert_int_equal(recovery_hash(*state, NULL, code, 12, other, &err), 0);
	assert_memory_not_equal(hash, other, sizeof(hash));
	assert_int_equal(
	    recovery_hash(*state, "k1", "1123456789AB1XYZ", 12, other, &err),
	    0);
	assert_memory_not_equal(hash, other, sizeof(hash));
	assert_int_equal(
	    recovery_hash(*state, "k1", code, INT64_MIN, other, &err), 0);
	assert_int_equal(
	    recovery_hash(*state, "k3", code, 12, other, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_makes_codes),
	    cmocka_unit_test(test_forgives),
	    cmocka_unit_test(test_refuses),
	    cmocka_unit_test(test_hash_vector),
	    cmocka_unit_test(test_hash_depends_on_all),
	};

	return cmocka_run_group_tests_name("recovery", tests, setup, teardown);
}
