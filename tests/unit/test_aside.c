#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>

#include "template_folder.h"

#include "base/aside.h"
#include "base/folder.h"

struct fixture {
	struct template_folder folder;
	char path[128];
	struct aside aside;
	struct err err;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	folder_open(&f->folder);
	snprintf(f->path, sizeof(f->path), "%s/list", f->folder.own);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	folder_close(&f->folder);
	free(f);
	return 0;
}

/* What the file has; and nothing else may be in the folder. */
static void
holds(struct fixture *f, const char *want)
{
	struct folder names;
	struct buf buf;

	buf_init(&buf, 1000);
	assert_int_equal(file_read(f->path, FILE_ANY, &buf, &f->err), 0);
	assert_string_equal(buf.data, want);
	buf_free(&buf);
	assert_int_equal(folder_read(f->folder.own, &names, &f->err), 0);
	assert_int_equal(names.count, 1);
	folder_free(&names);
}

static void
test_put(void **state)
{
	struct fixture *f = *state;
	struct stat st;

	folder_put(f->folder.own, "list", "old");
	assert_int_equal(aside_open(&f->aside, f->path, &f->err), 0);
	assert_int_equal(aside_write(&f->aside, "ne", 2, &f->err), 0);
	assert_int_equal(aside_write(&f->aside, "w", 1, &f->err), 0);
	assert_int_equal(aside_put(&f->aside, &f->err), 0);
	holds(f, "new");
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	aside_drop(&f->aside);
}

static void
test_drop(void **state)
{
	struct fixture *f = *state;

	folder_put(f->folder.own, "list", "old");
	assert_int_equal(aside_open(&f->aside, f->path, &f->err), 0);
	assert_int_equal(aside_write(&f->aside, "new", 3, &f->err), 0);
	aside_drop(&f->aside);
	holds(f, "old");
	aside_drop(&f->aside);
}

static void
test_nowhere(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(
	    aside_open(&f->aside, "/nonexistent/list", &f->err), -1);
	assert_int_equal(f->err.kind, ERR_LATER);
	assert_string_equal(f->err.text,
	    "/nonexistent/list: cannot be written: No such file or directory");
	aside_drop(&f->aside);
	/* A folder cannot be replaced by a file. */
	snprintf(f->path, sizeof(f->path), "%s/list", f->folder.own);
	folder_make(f->path);
	assert_int_equal(aside_open(&f->aside, f->path, &f->err), 0);
	assert_int_equal(aside_put(&f->aside, &f->err), -1);
	assert_int_equal(f->aside.fd, -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_put, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_drop, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_nowhere, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
