#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "template_folder.h"

#include "base/folder.h"

#define MANY 100 /* grows the list three times */

static void
test_names(void **state)
{
	struct template_folder f;
	struct folder folder;
	struct err err;
	char name[32];
	size_t i;

	(void)state;
	folder_open(&f);
	for (i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "n%02zu", (i * 7) % MANY);
		folder_put(f.own, name, "");
	}
	folder_put(f.own, ".hidden", "");
	assert_int_equal(folder_read(f.own, &folder, &err), 0);
	assert_int_equal(folder.count, MANY + 1);
	assert_string_equal(folder.names[0], ".hidden");
	for (i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "n%02zu", i);
		assert_string_equal(folder.names[i + 1], name);
	}
	folder_free(&folder);
	folder_free(&folder);
	folder_close(&f);
}

static void
test_none(void **state)
{
	struct folder folder;
	struct err err;

	(void)state;
	assert_int_equal(folder_read("/nonexistent", &folder, &err), -1);
	assert_int_equal(err.kind, ERR_LATER);
	assert_string_equal(err.text,
	    "/nonexistent: cannot be read: No such file or directory");
	folder_free(&folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
