#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"

static char folder[] = "/tmp/twofold-file.XXXXXX";
static char path[sizeof(folder) + sizeof("/file")];

static int
setup(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/file", folder);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	return rmdir(folder);
}

static unsigned int
mode_of(const char *name)
{
	struct stat st;

	assert_int_equal(stat(name, &st), 0);
	return st.st_mode & 07777;
}

static int
files(void)
{
	DIR *dir = opendir(folder);
	int n = -2; /* "." and ".." */

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n;
}

static void
holds(const char *text)
{
	struct buf b;
	struct err err;

	buf_init(&b, 1000);
	assert_int_equal(file_read(path, FILE_ANY, &b, &err), 0);
	assert_string_equal(b.data, text);
	buf_free(&b);
}

static void
test_write(void **state)
{
	struct err err;
	mode_t mask = umask(077);

	(void)state;
	assert_int_equal(file_write(path, "one", 3, 0644, &err), 0);
	umask(mask);
	assert_int_equal(mode_of(path), 0644);
	holds("one");
	assert_int_equal(file_write(path, "two", 3, 0600, &err), 0);
	assert_int_equal(mode_of(path), 0600);
	holds("two");
	assert_int_equal(files(), 1);
	unlink(path);
}

/* Who has the old file open keeps reading the old one, whole. */
static void
test_write_is_atomic(void **state)
{
	char text[8] = "";
	struct err err;
	int fd;

	(void)state;
	assert_int_equal(file_write(path, "old", 3, 0600, &err), 0);
	fd = open(path, O_RDONLY);
	assert_true(fd != -1);
	assert_int_equal(file_write(path, "newer", 5, 0600, &err), 0);
	assert_int_equal(read(fd, text, sizeof(text)), 3);
	assert_memory_equal(text, "old", 3);
	close(fd);
	holds("newer");
	unlink(path);
}

/* A name that is taken by a folder: no file is left beside it. */
static void
test_write_refused(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(file_make_folder(path, 0700, &err), 0);
	assert_int_equal(file_make_folder(path, 0700, &err), 0);
	assert_int_equal(file_write(path, "x", 1, 0600, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_int_equal(strncmp(err.text, path, strlen(path)), 0);
	assert_int_equal(files(), 1);
	rmdir(path);
	assert_int_equal(file_write("/nonexistent/x", "x", 1, 0600, &err), -1);
}

static void
test_create(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(file_create(path, "one", 3, 0600, &err), 0);
	assert_int_equal(mode_of(path), 0600);
	assert_int_equal(file_create(path, "two", 3, 0600, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	holds("one");
	unlink(path);
}

static void
test_private(void **state)
{
	static const unsigned int open_modes[] = {
	    0640, 0604, 0620, 0602, 0610, 0601, 0644, 0666};
	struct err err;
	struct buf b;
	size_t i;

	(void)state;
	buf_init(&b, 100);
	assert_int_equal(file_create(path, "secret", 6, 0600, &err), 0);
	for (i = 0; i < sizeof(open_modes) / sizeof(open_modes[0]); i++) {
		assert_int_equal(chmod(path, open_modes[i]), 0);
		assert_int_equal(file_read(path, FILE_PRIVATE, &b, &err), -1);
		assert_int_equal(err.kind, ERR_CONFIG);
		assert_non_null(strstr(err.text, "chmod 600"));
		assert_null(strstr(err.text, "secret\""));
		assert_int_equal(b.len, 0);
	}
	assert_int_equal(file_read(path, FILE_ANY, &b, &err), 0);
	buf_clear(&b);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(file_read(path, FILE_PRIVATE, &b, &err), 0);
	assert_string_equal(b.data, "secret");
	buf_free(&b);
	unlink(path);
}

static void
test_read_refuses(void **state)
{
	struct err err;
	struct buf b;

	(void)state;
	buf_init(&b, 5);
	assert_int_equal(file_read(path, FILE_ANY, &b, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_non_null(strstr(err.text, path));
	assert_int_equal(file_read(folder, FILE_ANY, &b, &err), -1);
	assert_non_null(strstr(err.text, "folder"));
	assert_int_equal(file_create(path, "123456", 6, 0600, &err), 0);
	assert_int_equal(file_read(path, FILE_ANY, &b, &err), -1);
	assert_non_null(strstr(err.text, "larger than 5"));
	buf_free(&b);
	unlink(path);
}

/* Exits with the kind of the mistake, 0 when the lock was had. */
static int
child_locks(struct err *err)
{
	pid_t pid = fork();
	int status;

	assert_true(pid != -1);
	if (pid == 0) {
		char expect[64];
		int fd = file_lock(path, err);

		snprintf(
		    expect, sizeof(expect), "process %ld", (long)getppid());
		if (fd == -1 && strstr(err->text, expect) == NULL)
			_exit(99);
		_exit(fd == -1 ? (int)err->kind : 0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
test_lock(void **state)
{
	struct err err;
	int fd;

	(void)state;
	fd = file_lock(path, &err);
	assert_true(fd != -1);
	assert_int_equal(child_locks(&err), ERR_LATER);
	close(fd);
	assert_int_equal(child_locks(&err), 0);
	/* It ended with that child. */
	assert_int_equal(child_locks(&err), 0);
	unlink(path);
	assert_int_equal(file_lock("/nonexistent/lock", &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
}

static void
test_names(void **state)
{
	static const struct {
		const char *beside, *name, *want;
	} cases[] = {
	    {"/etc/twofold/twofold.conf", "key", "/etc/twofold/key"},
	    {"twofold.conf", "key", "key"},
	    {"a/b", "c/d", "a/c/d"},
	    {"a/b", "/c", "/c"},
	    {"/a", "b", "/b"},
	};
	char *name;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		name = file_beside(cases[i].beside, cases[i].name);
		assert_string_equal(name, cases[i].want);
		free(name);
	}
	name = file_join("a", "b");
	assert_string_equal(name, "a/b");
	free(name);
	assert_true(file_exists(folder));
	assert_false(file_exists(path));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_write),
	    cmocka_unit_test(test_write_is_atomic),
	    cmocka_unit_test(test_write_refused),
	    cmocka_unit_test(test_create),
	    cmocka_unit_test(test_private),
	    cmocka_unit_test(test_read_refuses),
	    cmocka_unit_test(test_lock),
	    cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests_name("file", tests, setup, teardown);
}
