#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

static void
put(struct fixture *f, struct organisation *o, const char *ref,
    const char *name)
{
	memset(o, 0, sizeof(*o));
	snprintf(o->ref, sizeof(o->ref), "%s", ref);
	snprintf(o->name, sizeof(o->name), "%s", name);
	assert_int_equal(organisation_put(f->db, o, &f->err), 0);
}

static void
test_put(void **state)
{
	struct fixture *f = *state;
	struct organisation a, b, got;

	put(f, &a, "linde", "De Linde");
	put(f, &b, "linde", "De Nieuwe Linde");
	assert_int_equal(a.id, b.id);
	assert_int_equal(
	    organisation_get(f->db, a.id, &got, &f->err), LOOKUP_FOUND);
	assert_string_equal(got.name, "De Nieuwe Linde");
	/* No name leaves the one that is there. */
	put(f, &b, "linde", "");
	assert_int_equal(
	    organisation_find(f->db, "linde", &got, &f->err), LOOKUP_FOUND);
	assert_string_equal(got.name, "De Nieuwe Linde");
	assert_int_equal(got.id, a.id);
	put(f, &b, "eik", "");
	assert_int_equal(
	    organisation_find(f->db, "eik", &got, &f->err), LOOKUP_FOUND);
	assert_string_equal(got.name, "eik");
	assert_int_not_equal(got.id, a.id);
}

static void
test_none(void **state)
{
	struct fixture *f = *state;
	struct organisation got;

	assert_int_equal(
	    organisation_find(f->db, "Zonnehof", &got, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    organisation_get(f->db, 999, &got, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    organisation_named(f->db, "Zonnehof", &got, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_DATA);
	assert_non_null(strstr(f->err.text, "known as \"Zonnehof\""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_put),
	    FIXTURE_TEST(test_none),
	};

	return cmocka_run_group_tests_name("organisation", tests, NULL, NULL);
}
