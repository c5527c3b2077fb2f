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
#include "otp/keyfile.h"
#include "otp/keyring.h"

/* 32 times the letter A, and 32 times B. */
#define LINE_A "k1 QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
#define LINE_B "2025-old QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="

static char folder[] = "/tmp/test_keyfile.XXXXXX";
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
test_creates(void **state)
{
	char first[KEYRING_CHECK_SIZE], second[KEYRING_CHECK_SIZE];
	struct keyring *ring = NULL;
	struct err err = {0};
	struct stat st;

	(void)state;
	assert_int_equal(keyfile_create(path, &err), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(keyring_load(path, &ring, &err), 0);
	assert_int_equal(keyring_ids(ring)->count, 1);
	assert_string_equal(keyring_current(ring), "k1");
	assert_int_equal(keyring_check_value(ring, NULL, first, &err), 0);
	keyring_free(ring);

	/* An existing key is never lost to a new one. */
	assert_int_equal(keyfile_create(path, &err), -1);
	assert_non_null(strstr(err.text, path));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(keyfile_create(path, &err), 0);
	assert_int_equal(keyring_load(path, &ring, &err), 0);
	assert_int_equal(keyring_check_value(ring, NULL, second, &err), 0);
	assert_string_not_equal(first, second);
	keyring_free(ring);
	assert_int_equal(unlink(path), 0);
}

/* The file is "text" from then on. */
static void
put(const char *text)
{
	struct err err;

	unlink(path);
	assert_int_equal(file_create(path, text, strlen(text), 0600, &err), 0);
}

/* What stands in the file behind its first "skip" bytes. */
static void
holds(size_t skip, const char *want)
{
	struct err err;
	struct buf b;

	buf_init(&b, 8192);
	assert_int_equal(file_read(path, FILE_PRIVATE, &b, &err), 0);
	assert_true(b.len >= skip);
	assert_string_equal(b.data + skip, want);
	buf_free(&b);
}

#define NEW_SIZE strlen(LINE_A "\n") /* of the line of a new key */

static void
test_adds(void **state)
{
	char id[KEYRING_ID_MAX + 1];
	struct keyfile file;
	struct err err = {0};
	struct stat st;

	(void)state;
	put("# mine\n\n" LINE_A "\n# older\n" LINE_B);
	assert_int_equal(keyfile_add(path, id, &err), 0);
	assert_string_equal(id, "k2");
	assert_int_equal(keyfile_read(path, &file, &err), 0);
	assert_int_equal(file.count, 3);
	assert_string_equal(file.keys[0].id, "k2");
	assert_string_equal(file.keys[1].id, "k1");
	assert_memory_not_equal(
	    file.keys[0].bytes, file.keys[1].bytes, KEYRING_KEY_SIZE);
	holds(strlen("# mine\n\n") + NEW_SIZE, LINE_A "\n# older\n" LINE_B);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(unlink(path), 0);
}

/* Not an id that one of them has, whatever a hand wrote. */
static void
test_ids(void **state)
{
	static const struct {
		const char *text;
		const char *id;
	} cases[] = {
	    {LINE_B "\n", "k1"},
	    {"k4" LINE_A "\n" LINE_B "\n", "k1"},
	    {"k41 QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n" LINE_A "\n",
		"k42"},
	    {"k-1 QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n", "k1"},
	};
	char id[KEYRING_ID_MAX + 1];
	struct err err = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		put(cases[i].text);
		assert_int_equal(keyfile_add(path, id, &err), 0);
		assert_string_equal(id, cases[i].id);
	}
	assert_int_equal(unlink(path), 0);
}

static void
test_removes(void **state)
{
	struct err err = {0};

	(void)state;
	put("# mine\n" LINE_A "\n# older\n\t" LINE_B "\r\n# end\n");
	assert_int_equal(keyfile_remove(path, "2025", &err), -1);
	assert_int_equal(keyfile_remove(path, "k1", &err), -1);
	assert_non_null(strstr(err.text, "no older key \"k1\""));
	assert_int_equal(keyfile_remove(path, "2025-old", &err), 0);
	holds(0, "# mine\n" LINE_A "\n# older\n# end\n");
	put(LINE_A "\n" LINE_B);
	assert_int_equal(keyfile_remove(path, "2025-old", &err), 0);
	holds(0, LINE_A "\n");
	assert_int_equal(unlink(path), 0);
}

/* Whose file it is and where it really is stays. */
static void
test_owner_and_link(void **state)
{
	char real[sizeof(path) + sizeof(".real")], id[KEYRING_ID_MAX + 1];
	struct err err = {0};
	struct stat st;

	(void)state;
	put(LINE_A "\n");
	snprintf(real, sizeof(real), "%s.real", path);
	assert_int_equal(rename(path, real), 0);
	assert_int_equal(chmod(real, 0400), 0);
	assert_int_equal(symlink("key.real", path), 0);
	if (geteuid() == 0)
		assert_int_equal(chown(real, 65534, 65534), 0);
	assert_int_equal(keyfile_add(path, id, &err), 0);
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(lstat(real, &st), 0);
	assert_true(S_ISREG(st.st_mode));
	assert_int_equal(st.st_mode & 07777, 0400);
	assert_int_equal(st.st_uid, geteuid() == 0 ? 65534 : geteuid());
	assert_int_equal(unlink(path), 0);
	assert_int_equal(unlink(real), 0);
}

static void
test_full(void **state)
{
	char id[KEYRING_ID_MAX + 1];
	struct err err = {0};
	int i;

	(void)state;
	put(LINE_A "\n");
	for (i = 1; i < KEYRING_MAX; i++)
		assert_int_equal(keyfile_add(path, id, &err), 0);
	assert_string_equal(id, "k16");
	assert_int_equal(keyfile_add(path, id, &err), -1);
	assert_non_null(strstr(err.text, "retire one first"));
	assert_int_equal(unlink(path), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_creates),
	    cmocka_unit_test(test_adds),
	    cmocka_unit_test(test_ids),
	    cmocka_unit_test(test_removes),
	    cmocka_unit_test(test_owner_and_link),
	    cmocka_unit_test(test_full),
	};

	return cmocka_run_group_tests_name("keyfile", tests, setup, teardown);
}
