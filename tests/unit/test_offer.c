#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "store/offer.h"

#define NOW 1000

/* Everybody has one, the newest, until it expires. */
static void
keeps_one_of_each(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna"),
		      bert = add_person(f, "bert");
	struct offer offer, read;

	offer_init(&offer);
	offer_init(&read);
	offer.person = anna.id;
	offer.expires_at = NOW + 10;
	offer.whole = true;
	memcpy(offer.sum, "abc", 4);
	memcpy(offer.name, "a.csv", 6);
	buf_add(&offer.text, "a\0b", 3);
	assert_int_equal(offer_put(f->db, &offer, &f->err), 0);
	assert_int_equal(
	    offer_get(f->db, bert.id, NOW, &read, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    offer_get(f->db, anna.id, NOW + 10, &read, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    offer_get(f->db, anna.id, NOW + 9, &read, &f->err), LOOKUP_FOUND);
	assert_int_equal(read.person, anna.id);
	assert_int_equal(read.expires_at, NOW + 10);
	assert_true(read.whole);
	assert_string_equal(read.sum, "abc");
	assert_string_equal(read.name, "a.csv");
	assert_int_equal(read.text.len, 3);
	assert_memory_equal(read.text.data, "a\0b", 3);

	buf_clear(&offer.text);
	buf_text(&offer.text, "new");
	offer.whole = false;
	assert_int_equal(offer_put(f->db, &offer, &f->err), 0);
	assert_int_equal(
	    offer_get(f->db, anna.id, NOW, &read, &f->err), LOOKUP_FOUND);
	assert_string_equal(read.text.data, "new");
	assert_false(read.whole);
	offer_free(&offer);
	offer_free(&read);
}

static void
forgets(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna"),
		      bert = add_person(f, "bert");
	struct offer offer;

	offer_init(&offer);
	offer.person = anna.id;
	offer.expires_at = NOW;
	assert_int_equal(offer_put(f->db, &offer, &f->err), 0);
	offer.person = bert.id;
	offer.expires_at = NOW + 2;
	assert_int_equal(offer_put(f->db, &offer, &f->err), 0);
	assert_int_equal(offer_clean(f->db, NOW, &f->err), 0);
	assert_int_equal(
	    offer_get(f->db, anna.id, 0, &offer, &f->err), LOOKUP_NONE);
	assert_int_equal(
	    offer_get(f->db, bert.id, 0, &offer, &f->err), LOOKUP_FOUND);
	assert_int_equal(offer_drop(f->db, anna.id, &f->err), 0);
	assert_int_equal(
	    offer_get(f->db, bert.id, 0, &offer, &f->err), LOOKUP_FOUND);
	assert_int_equal(offer_drop(f->db, bert.id, &f->err), 0);
	assert_int_equal(
	    offer_get(f->db, bert.id, 0, &offer, &f->err), LOOKUP_NONE);
	offer_free(&offer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(keeps_one_of_each), FIXTURE_TEST(forgets)};

	return cmocka_run_group_tests_name("offer", tests, NULL, NULL);
}
