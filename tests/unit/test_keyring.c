#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "otp/keyring.h"

/* 32 times the letter A, and 32 times B. */
#define KEY_A "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
#define KEY_B "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="

static char folder[] = "/tmp/test_keyring.XXXXXX";
static char path[sizeof(folder) + sizeof("/key")];

static int
setup(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/key", folder);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	return rmdir(folder);
}

static void
write_bytes(const char *text, size_t len, unsigned int mode)
{
	struct err err;

	unlink(path);
	assert_int_equal(file_create(path, text, len, mode, &err), 0);
}

static struct keyring *
ring_of(const char *text)
{
	struct keyring *ring = NULL;
	struct err err = {0};
	int rc;

	write_bytes(text, strlen(text), 0600);
	rc = keyring_load(path, &ring, &err);
	unlink(path);
	assert_string_equal(err.text, "");
	assert_int_equal(rc, 0);
	return ring;
}

/* The sentence has "want" in it, and no key. */
static void
refused(const char *text, size_t len, const char *want)
{
	struct keyring *ring = NULL;
	struct err err = {0};

	write_bytes(text, len, 0600);
	assert_int_equal(keyring_load(path, &ring, &err), -1);
	unlink(path);
	assert_null(ring);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_int_equal(strncmp(err.text, path, strlen(path)), 0);
	assert_non_null(strstr(err.text, want));
	assert_null(strstr(err.text, "QUFB"));
}

static void
test_loads_in_order(void **state)
{
	struct keyring *ring;

	(void)state;
	ring = ring_of("# new\r\n\n  2026-b\t" KEY_B "  \r\n#old\nk1 " KEY_A);
	assert_int_equal(keyring_ids(ring)->count, 2);
	assert_string_equal(keyring_current(ring), "2026-b");
	assert_string_equal(keyring_ids(ring)->id[0], "2026-b");
	assert_string_equal(keyring_ids(ring)->id[1], "k1");
	keyring_free(ring);
}

static void
test_refuses_broken_files(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
	    {"", ": has no key"},
	    {"# nothing\n\n", ": has no key"},
	    {"k1 " KEY_A "\nK2 " KEY_B "\n", ":2: does not begin with"},
	    {KEY_A "\n", ":1: does not begin with"},
	    {"abcdefghijklmnopq " KEY_A "\n", ":1: does not begin with"},
	    {"k1\n", ":1: has no key behind"},
	    {"k1 QUFB\n", ":1: has no key behind"},
	    {"k1 QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n",
		":1: has no key behind"},
	    {"k1 " KEY_A " " KEY_B "\n", ":1: has no key behind"},
	    {"k1 " KEY_A "\n\nk1 " KEY_B "\n", ":3: has the id of a line"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		refused(cases[i].text, strlen(cases[i].text), cases[i].want);
	refused("k1 " KEY_A "\n\0k2", sizeof("k1 " KEY_A "\n\0k2") - 1, "NUL");
}

static void
test_refuses_too_many(void **state)
{
	struct buf text;
	int i;

	(void)state;
	buf_init(&text, 4096);
	for (i = 0; i < KEYRING_MAX; i++)
		buf_format(&text, "k%d %s\n", i, KEY_A);
	keyring_free(ring_of(text.data));
	buf_text(&text, "last " KEY_A "\n");
	refused(text.data, text.len, ":17: is one key too many");
	buf_free(&text);

	buf_init(&text, 8192);
	while (text.len < 5000)
		buf_text(&text, "# a long comment\n");
	refused(text.data, text.len, "is larger");
	buf_free(&text);
}

static void
test_refuses_what_others_can_read(void **state)
{
	struct keyring *ring = NULL;
	struct err err = {0};

	(void)state;
	write_bytes("k1 " KEY_A "\n", strlen("k1 " KEY_A "\n"), 0600);
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(keyring_load(path, &ring, &err), -1);
	unlink(path);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_non_null(strstr(err.text, "others can read it"));
	assert_null(strstr(err.text, "init"));
}

static void
test_says_how_to_get_one(void **state)
{
	struct keyring *ring = NULL;
	struct err err = {0};

	(void)state;
	assert_int_equal(keyring_load(path, &ring, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_non_null(strstr(err.text, path));
	assert_non_null(strstr(err.text, "\"twofold init\" makes one"));
}

static void
test_derives(void **state)
{
	uint8_t want[HASH_SIZE], got[HASH_SIZE], a[KEYRING_KEY_SIZE];
	struct err err = {0};
	struct keyring *ring;

	(void)state;
	memset(a, 'A', sizeof(a));
	ring = ring_of("k2 " KEY_B "\nk1 " KEY_A "\n");
	assert_int_equal(hash_derive(a, sizeof(a), "links", want), 0);
	assert_int_equal(keyring_derive(ring, "k1", "links", got, &err), 0);
	assert_memory_equal(got, want, sizeof(want));
	assert_int_equal(keyring_derive(ring, "k1", "other", got, &err), 0);
	assert_memory_not_equal(got, want, sizeof(want));
	assert_int_equal(keyring_derive(ring, NULL, "links", got, &err), 0);
	assert_memory_not_equal(got, want, sizeof(want));
	assert_int_equal(keyring_derive(ring, "k2", "links", want, &err), 0);
	assert_memory_equal(got, want, sizeof(want));

	assert_int_equal(keyring_derive(ring, "k3", "links", got, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_non_null(strstr(err.text, "has no key \"k3\""));
	keyring_free(ring);
}

static void
test_authenticates(void **state)
{
	uint8_t key[HASH_SIZE], want[HASH_SIZE], got[HASH_SIZE];
	struct err err = {0};
	struct keyring *ring;

	(void)state;
	ring = ring_of("k2 " KEY_B "\nk1 " KEY_A "\n");
	assert_int_equal(keyring_derive(ring, "k1", "links", key, &err), 0);
	assert_int_equal(hash_hmac(key, sizeof(key), "text", 4, want), 0);
	assert_int_equal(
	    keyring_hmac(ring, "k1", "links", "text", 4, got, &err), 0);
	assert_memory_equal(got, want, sizeof(want));
	assert_int_equal(
	    keyring_hmac(ring, NULL, "links", "text", 4, got, &err), 0);
	assert_memory_not_equal(got, want, sizeof(want));
	assert_int_equal(
	    keyring_hmac(ring, "k3", "links", "text", 4, got, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	keyring_free(ring);
}

/* From python: HKDF of 32 times A with "twofold check", the first 8 bytes. */
static void
test_check_value(void **state)
{
	char value[KEYRING_CHECK_SIZE];
	struct err err = {0};
	struct keyring *ring = ring_of("k1 " KEY_A "\n");

	(void)state;
	assert_int_equal(keyring_check_value(ring, "k1", value, &err), 0);
	assert_string_equal(value, "58788a993ca6ceb0");
	assert_int_equal(keyring_check_value(ring, "k2", value, &err), -1);
	keyring_free(ring);
	keyring_free(NULL);
}

/* As a server sees it while the file is changed beside it. */
static void
test_follows(void **state)
{
	const struct keyring_ids *before;
	uint8_t old[HASH_SIZE], got[HASH_SIZE];
	struct err err = {0};
	struct keyring *ring;

	(void)state;
	write_bytes("k1 " KEY_A "\n", strlen("k1 " KEY_A "\n"), 0600);
	assert_int_equal(keyring_load(path, &ring, &err), 0);
	before = keyring_ids(ring);
	assert_int_equal(keyring_derive(ring, NULL, "links", old, &err), 0);
	assert_int_equal(keyring_follow(ring, &err), 0);
	assert_ptr_equal(keyring_ids(ring), before);

	/* An id that is not known is looked for. */
	write_bytes("k2 " KEY_B "\nk1 " KEY_A "\n",
	    strlen("k2 " KEY_B "\nk1 " KEY_A "\n"), 0600);
	assert_string_equal(keyring_current(ring), "k1");
	assert_int_equal(keyring_derive(ring, "k2", "links", got, &err), 0);
	assert_string_equal(keyring_current(ring), "k2");
	assert_int_equal(before->count, 1);
	assert_true(keyring_has(ring, "k1"));
	assert_int_equal(keyring_derive(ring, "k1", "links", got, &err), 0);
	assert_memory_equal(got, old, sizeof(old));

	/* What cannot be read is told once, and the keys stay. */
	write_bytes("k3\n", 3, 0600);
	assert_int_equal(keyring_follow(ring, &err), -1);
	assert_non_null(strstr(err.text, ":1: has no key behind"));
	assert_int_equal(keyring_follow(ring, &err), 0);
	assert_string_equal(keyring_current(ring), "k2");

	/* Gone, and the id given to another key. */
	write_bytes("k1 " KEY_B "\n", strlen("k1 " KEY_B "\n"), 0600);
	assert_int_equal(keyring_follow(ring, &err), 0);
	assert_false(keyring_has(ring, "k2"));
	assert_int_equal(keyring_derive(ring, "k1", "links", got, &err), 0);
	assert_memory_not_equal(got, old, sizeof(old));
	unlink(path);
	keyring_free(ring);
}

static void
test_knows(void **state)
{
	uint8_t mac[HASH_SIZE];
	struct err err = {0};
	struct keyring *ring;

	(void)state;
	ring = ring_of("k2 " KEY_B "\nk1 " KEY_A "\n");
	assert_int_equal(
	    keyring_hmac(ring, "k1", "links", "text", 4, mac, &err), 0);
	assert_true(keyring_knows(ring, "links", "text", 4, mac, HASH_SIZE));
	assert_true(keyring_knows(ring, "links", "text", 4, mac, 16));
	assert_false(keyring_knows(ring, "other", "text", 4, mac, HASH_SIZE));
	assert_false(keyring_knows(ring, "links", "Text", 4, mac, HASH_SIZE));
	mac[15] ^= 1;
	assert_false(keyring_knows(ring, "links", "text", 4, mac, 16));
	assert_true(keyring_knows(ring, "links", "text", 4, mac, 15));
	keyring_free(ring);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_loads_in_order),
	    cmocka_unit_test(test_refuses_broken_files),
	    cmocka_unit_test(test_refuses_too_many),
	    cmocka_unit_test(test_refuses_what_others_can_read),
	    cmocka_unit_test(test_says_how_to_get_one),
	    cmocka_unit_test(test_derives),
	    cmocka_unit_test(test_authenticates),
	    cmocka_unit_test(test_check_value),
	    cmocka_unit_test(test_follows),
	    cmocka_unit_test(test_knows),
	};

	return cmocka_run_group_tests_name("keyring", tests, setup, teardown);
}
