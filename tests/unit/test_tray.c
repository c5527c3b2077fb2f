#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>

#include "template_folder.h"

#include "roster/tray.h"

#define NOW INT64_C(1792738800) /* 2026-10-23T07:00:00Z */

struct fixture {
	struct template_folder folder;
	struct tray *tray;
	char told[2000];
	struct err err;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	folder_open(&f->folder);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	tray_free(f->tray);
	folder_close(&f->folder);
	free(f);
	return 0;
}

/* Puts a file there that was changed so many seconds before NOW. */
static void
drop(struct fixture *f, const char *name, int64_t age)
{
	struct timespec times[2] = {
	    {.tv_sec = NOW - age}, {.tv_sec = NOW - age}};
	char path[256];

	folder_put(f->folder.own, name, name);
	snprintf(path, sizeof(path), "%s/%s", f->folder.own, name);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void
note(const char *sentence, void *context)
{
	struct fixture *f = context;
	size_t used = strlen(f->told);

	snprintf(f->told + used, sizeof(f->told) - used, "%s\n",
	    sentence + strlen(f->folder.own) + 1);
}

static void
take(struct fixture *f)
{
	tray_free(f->tray);
	f->told[0] = '\0';
	if (tray_open(f->folder.own, &f->tray, &f->err) == -1 ||
	    tray_take(f->tray, NOW, note, f, &f->err) == -1)
		fail_msg("%s", f->err.text);
}

static bool
is_there(struct fixture *f, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", f->folder.own, name);
	return file_exists(path);
}

static void
is_item(struct fixture *f, size_t i, const char *ref, const char *name,
    const char *kept)
{
	const struct tray_item *item = tray_item(f->tray, i);

	assert_true(i < tray_count(f->tray));
	assert_string_equal(item->ref, ref);
	assert_string_equal(item->name, name);
	assert_string_equal(item->kept, kept);
}

static void
test_oldest_first(void **state)
{
	struct fixture *f = *state;

	drop(f, "a.csv", 60);
	drop(f, "b.csv", 7200);
	drop(f, "inst-1/a.csv", 3600);
	drop(f, "young.csv", 59);
	take(f);
	assert_int_equal(tray_count(f->tray), 3);
	is_item(f, 0, "", "b.csv", "20261023-050000-b.csv");
	is_item(f, 1, "inst-1", "a.csv", "20261023-060000-a.csv");
	is_item(f, 2, "", "a.csv", "20261023-065900-a.csv");
	assert_int_equal(tray_waiting(f->tray), 1);
	assert_true(is_there(f, "young.csv"));
	assert_false(is_there(f, "a.csv"));
	assert_true(is_there(f, "busy/inst-1/20261023-060000-a.csv"));
	assert_string_equal(f->told, "");
}

static void
test_left_alone(void **state)
{
	struct fixture *f = *state;
	static const char *const names[] = {".a.csv", "a.csv.part", "a.TMP",
	    "a.csv.filepart", "inst-1/.b", ".inst-2/b.csv"};
	char path[256];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		drop(f, names[i], 600);
	drop(f, "inst-1/deep/a.csv", 600);
	snprintf(path, sizeof(path), "%s/link.csv", f->folder.own);
	assert_int_equal(symlink("/etc/passwd", path), 0);
	snprintf(path, sizeof(path), "%s/links", f->folder.own);
	assert_int_equal(symlink("/etc", path), 0);
	snprintf(path, sizeof(path), "%s/pipe.csv", f->folder.own);
	assert_int_equal(mkfifo(path, 0600), 0);
	take(f);
	assert_int_equal(tray_count(f->tray), 0);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_true(is_there(f, names[i]));
	assert_string_equal(f->told,
	    "inst-1/deep: is a folder where none belongs, and is left alone\n"
	    "link.csv: is no plain file and is left alone\n"
	    "links: is no plain file and is left alone\n"
	    "pipe.csv: is no plain file and is left alone\n");
}

static void
test_moves(void **state)
{
	struct fixture *f = *state;
	char *path, want[256];

	drop(f, "inst-1/a.csv", 60);
	take(f);
	path = tray_path(
	    f->tray, tray_item(f->tray, 0), TRAY_REFUSED, ".txt", &f->err);
	snprintf(want, sizeof(want),
	    "%s/refused/inst-1/20261023-065900-a.csv.txt", f->folder.own);
	assert_string_equal(path, want);
	free(path);
	assert_int_equal(
	    tray_move(f->tray, tray_item(f->tray, 0), TRAY_DONE, &f->err), 0);
	assert_true(is_there(f, "done/inst-1/20261023-065900-a.csv"));
	assert_false(is_there(f, "busy/inst-1/20261023-065900-a.csv"));
	assert_int_equal(
	    tray_move(f->tray, tray_item(f->tray, 0), TRAY_DONE, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_LATER);
	/* Another of that name and second. */
	drop(f, "inst-1/a.csv", 60);
	take(f);
	is_item(f, 0, "inst-1", "a.csv", "20261023-065901-a.csv");
}

static void
test_what_was_left(void **state)
{
	struct fixture *f = *state;

	take(f);
	drop(f, "busy/inst-1/20261023-010203-a.csv", 1);
	drop(f, "busy/.half", 600);
	drop(f, "busy/notes", 600);
	drop(f, "done/20261023-010203-a.csv", 600);
	drop(f, "b.csv", 60);
	take(f);
	assert_int_equal(tray_count(f->tray), 2);
	is_item(f, 0, "inst-1", "a.csv", "20261023-010203-a.csv");
	is_item(f, 1, "", "b.csv", "20261023-065900-b.csv");
}

static void
test_no_folder(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(
	    tray_open("/nonexistent/incoming", &f->tray, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_LATER);
	assert_non_null(strstr(f->err.text, "/nonexistent/incoming/busy"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_oldest_first, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_left_alone, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_moves, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_what_was_left, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_no_folder, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
