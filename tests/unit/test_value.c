#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "render/value.h"

static const struct value *
find(const struct value *object, const char *name)
{
	return value_find(object, name, strlen(name));
}

static void
members_are_found(void **state)
{
	struct value *root = value_object(), *inner;
	char name[] = "name", text[] = "text";

	(void)state;
	value_set(root, name, text);
	memset(name, 'x', sizeof(name) - 1);
	memset(text, 'x', sizeof(text) - 1);
	value_set(root, "none", NULL);
	value_set_bool(root, "yes", true);
	value_set_bool(root, "no", false);
	value_set_number(root, "number", INT64_MIN);
	inner = value_set_object(root, "inner");
	value_set(inner, "name", "other");
	assert_false(value_failed(root));
	assert_string_equal(value_text(find(root, "name")), "text");
	assert_string_equal(value_text(find(root, "none")), "");
	assert_string_equal(value_text(find(root, "yes")), "true");
	assert_string_equal(value_text(find(root, "no")), "false");
	assert_string_equal(
	    value_text(find(root, "number")), "-9223372036854775808");
	assert_string_equal(
	    value_text(find(find(root, "inner"), "name")), "other");
	assert_string_equal(value_text(find(root, "inner")), "");
	assert_null(find(root, "nam"));
	assert_null(find(root, "name2"));
	assert_null(find(find(root, "name"), "name"));
	assert_ptr_equal(value_find(root, "names", 4), find(root, "name"));
	value_free(root);
}

static void
the_last_one_set_holds(void **state)
{
	struct value *root = value_object();

	(void)state;
	value_set(root, "a", "first");
	value_set_bool(root, "a", true);
	assert_int_equal(value_kind(find(root, "a")), VALUE_BOOL);
	value_set(root, "a", "last");
	assert_string_equal(value_text(find(root, "a")), "last");
	value_free(root);
}

static void
lists_keep_their_order(void **state)
{
	struct value *root = value_object();
	struct value *list = value_set_list(root, "list");
	const struct value *item;

	(void)state;
	assert_null(value_first(list));
	value_add_text(list, "1");
	value_add_bool(list, true);
	value_set(value_add_object(list), "a", "3");
	value_add_text(value_add_list(list), "4");
	assert_false(value_failed(root));
	item = value_first(find(root, "list"));
	assert_string_equal(value_text(item), "1");
	item = value_next(item);
	assert_string_equal(value_text(item), "true");
	item = value_next(item);
	assert_string_equal(value_text(find(item, "a")), "3");
	item = value_next(item);
	assert_int_equal(value_kind(item), VALUE_LIST);
	assert_string_equal(value_text(value_first(item)), "4");
	assert_null(value_next(item));
	assert_null(value_first(root));
	value_free(root);
}

static void
truth(void **state)
{
	struct value *root = value_object(), *list;

	(void)state;
	value_set(root, "text", "0");
	value_set(root, "empty", "");
	value_set_bool(root, "true", true);
	value_set_bool(root, "false", false);
	value_set_object(root, "object");
	value_set_list(root, "nothing");
	list = value_set_list(root, "list");
	value_add_text(list, "");
	assert_true(value_truth(find(root, "text")));
	assert_false(value_truth(find(root, "empty")));
	assert_true(value_truth(find(root, "true")));
	assert_false(value_truth(find(root, "false")));
	assert_true(value_truth(find(root, "object")));
	assert_false(value_truth(find(root, "nothing")));
	assert_true(value_truth(find(root, "list")));
	assert_false(value_truth(NULL));
	value_free(root);
}

static void
null_and_wrong_kinds_do_nothing(void **state)
{
	struct value *root = value_object(), *list;

	(void)state;
	value_set(NULL, "a", "b");
	value_set_bool(NULL, "a", true);
	value_add_text(NULL, "a");
	assert_null(value_set_object(NULL, "a"));
	assert_null(value_add_object(NULL));
	assert_true(value_failed(NULL));
	value_clear(NULL);
	value_free(NULL);
	value_add_text(root, "a");
	list = value_set_list(root, "l");
	value_set(list, "a", "b");
	assert_null(value_first(list));
	value_free(root);
}

static void
cleared_trees_are_used_again(void **state)
{
	struct value *root = value_object(), *list, *before = NULL;
	char long_text[20000];
	const struct value *item;
	int round, i, n;

	(void)state;
	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	for (round = 0; round < 3; round++) {
		assert_null(find(root, "list"));
		list = value_set_list(root, "list");
		assert_true(round == 0 || list == before);
		before = list;
		for (i = 0; i < 2000; i++)
			value_add_text(list, i == 7 ? long_text : "short");
		assert_false(value_failed(root));
		n = 0;
		for (item = value_first(list); item != NULL;
		     item = value_next(item), n++)
			assert_string_equal(
			    value_text(item), n == 7 ? long_text : "short");
		assert_int_equal(n, 2000);
		value_clear(root);
	}
	value_free(root);
}

static void
names_are_listed(void **state)
{
	struct value *root = value_object();
	const char *names[3];

	(void)state;
	value_set(root, "a", "");
	value_set(root, "b", "");
	assert_int_equal(value_names(root, names, 3), 2);
	assert_string_equal(names[0], "b");
	assert_string_equal(names[1], "a");
	assert_int_equal(value_names(root, names, 1), 1);
	assert_int_equal(value_names(find(root, "a"), names, 3), 0);
	value_free(root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(members_are_found),
	    cmocka_unit_test(the_last_one_set_holds),
	    cmocka_unit_test(lists_keep_their_order),
	    cmocka_unit_test(truth),
	    cmocka_unit_test(null_and_wrong_kinds_do_nothing),
	    cmocka_unit_test(cleared_trees_are_used_again),
	    cmocka_unit_test(names_are_listed),
	};

	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
