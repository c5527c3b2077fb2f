#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "enrol/receipt.h"
#include "fixture.h"

#define BACK "https://app.example.nl/home"
#define TEXT "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static bool
take(struct fixture *f, const struct person *person, const char *receipt)
{
	bool good = true;

	assert_int_equal(
	    receipt_take(&f->desk, person, receipt, &good, &f->err), 0);
	return good;
}

/* Somebody who spent a ticket, and has enrolled since. */
static struct person
enrol(struct fixture *f, const char *ref, char ticket[TICKET_SIZE])
{
	struct person person = add_person(f, ref);
	uint8_t hash[HASH_SIZE];
	bool spent;

	f->desk.actor = "host:app";
	assert_int_equal(
	    ticket_make(&f->desk, &person, BACK, ticket, &f->err), TICKET_MADE);
	assert_int_equal(ticket_hash(ticket, hash), 0);
	assert_int_equal(
	    pass_spend(f->db, hash, f->desk.now, &spent, &f->err), 0);
	assert_true(spent);
	person.enrolled_at = f->desk.now;
	return person;
}

static void
test_once(void **state)
{
	struct fixture *f = *state;
	char ticket[TICKET_SIZE], receipt[RECEIPT_SIZE], second[RECEIPT_SIZE];
	struct person anna = enrol(f, "anna", ticket);
	struct person bob = enrol(f, "bob", second);
	struct buf dump;

	assert_int_equal(
	    receipt_make(&f->desk, &anna, ticket, receipt, &f->err), 0);
	assert_int_equal(strlen(receipt), RECEIPT_SIZE - 1);
	assert_int_equal(
	    receipt_make(&f->desk, &anna, ticket, second, &f->err), 0);
	assert_string_equal(second, "");
	buf_init(&dump, DUMP_MAX);
	dump_tables(f, &dump);
	assert_null(strstr(dump.data, receipt));
	buf_free(&dump);
	assert_false(take(f, &anna, ticket));
	assert_false(take(f, &anna, ""));
	assert_false(take(f, &anna, TEXT));
	assert_false(take(f, &bob, receipt));
	f->desk.actor = "host:other";
	assert_false(take(f, &anna, receipt));
	f->desk.actor = "host:app";
	assert_true(take(f, &anna, receipt));
	assert_false(take(f, &anna, receipt));
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE kind = 'receipt'"),
	    1);
}

static void
test_in_time(void **state)
{
	struct fixture *f = *state;
	char ticket[TICKET_SIZE], receipt[RECEIPT_SIZE];
	struct person anna = enrol(f, "anna", ticket);

	assert_int_equal(
	    receipt_make(&f->desk, &anna, ticket, receipt, &f->err), 0);
	f->desk.now += RECEIPT_SECONDS;
	assert_false(take(f, &anna, receipt));
	f->desk.now--;
	/* Nor for who has been reset meanwhile. */
	anna.enrolled_at = 0;
	assert_false(take(f, &anna, receipt));
}

static void
test_none(void **state)
{
	struct fixture *f = *state;
	char ticket[TICKET_SIZE], receipt[RECEIPT_SIZE] = "x";
	struct person anna = enrol(f, "anna", ticket);
	struct person bob = add_person(f, "bob");

	assert_int_equal(
	    receipt_make(&f->desk, &bob, ticket, receipt, &f->err), 0);
	assert_string_equal(receipt, "");
	assert_int_equal(
	    receipt_make(&f->desk, &anna, "", receipt, &f->err), 0);
	assert_string_equal(receipt, "");
	assert_int_equal(
	    receipt_make(&f->desk, &anna, TEXT, receipt, &f->err), 0);
	assert_string_equal(receipt, "");
}

static void
test_url(void **state)
{
	static const struct {
		const char *url, *receipt, *out;
	} cases[] = {
	    {"https://a.nl", TEXT, "https://a.nl?twofold_receipt=" TEXT},
	    {"https://a.nl/?x=1", TEXT,
		"https://a.nl/?x=1&twofold_receipt=" TEXT},
	    {"https://a.nl/y#z?q", TEXT,
		"https://a.nl/y?twofold_receipt=" TEXT "#z?q"},
	    {"https://a.nl/y", "", "https://a.nl/y"},
	    {"https://a.nl/y", "\r\nX-Evil: 1", "https://a.nl/y"},
	};
	char out[RECEIPT_URL_SIZE], longest[TICKET_RETURN_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		receipt_url(cases[i].url, cases[i].receipt, out);
		assert_string_equal(out, cases[i].out);
	}
	memset(longest, 'x', TICKET_RETURN_MAX);
	longest[TICKET_RETURN_MAX] = '\0';
	receipt_url(longest, TEXT, out);
	assert_string_equal(out + strlen(out) - strlen(TEXT), TEXT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_once),
	    FIXTURE_TEST(test_in_time),
	    FIXTURE_TEST(test_none),
	    cmocka_unit_test(test_url),
	};

	return cmocka_run_group_tests_name("receipt", tests, NULL, NULL);
}
