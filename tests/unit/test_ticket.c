#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/ticket.h"
#include "fixture.h"

#define BACK "https://app.example.nl/login"

static void
test_return_to(void **state)
{
	static const char *const good[] = {"", "https://app.example.nl",
	    "https://app.example.nl/", "https://app.example.nl:8443/x?y#z",
	    "https://app.example.nl?x", "https://app.example.nl#x"};
	static const char *const bad[] = {"http://app.example.nl/",
	    "https://example.nl/", "https://app.example.nl.example.com/",
	    "https://app.example.nl@example.com/",
	    "https://app.example.nl:x@example.com/", "//app.example.nl/",
	    "/login", "javascript:alert(1)", "https:app.example.nl",
	    "https://example.com/app.example.nl",
	    "https://example.com\\@app.example.nl/",
	    "https://app.example.nl\\.example.com/",
	    "https://app.example.nl:443\\.example.com/",
	    "https://app.example.nl/\r\nX: y", "https://",
	    " https://app.example.nl/", "https://app.example.n",
	    "https://example.com#@app.example.nl/", "http://127.0.0.1/"};
	struct fixture *f = *state;
	char big[TICKET_RETURN_MAX + 2] = "https://app.example.nl/";
	size_t i, len = strlen(big);

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(ticket_return_allowed(&f->config, good[i]));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(ticket_return_allowed(&f->config, bad[i]));
	memset(big + len, 'x', TICKET_RETURN_MAX - len);
	big[TICKET_RETURN_MAX] = '\0';
	assert_true(ticket_return_allowed(&f->config, big));
	big[TICKET_RETURN_MAX] = 'x';
	big[TICKET_RETURN_MAX + 1] = '\0';
	assert_false(ticket_return_allowed(&f->config, big));
}

static void
test_make(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	char one[TICKET_SIZE], two[TICKET_SIZE], to[TICKET_RETURN_MAX + 1];
	uint8_t hash[HASH_SIZE];
	struct pass pass;
	struct buf dump;

	assert_int_equal(
	    ticket_make(&f->desk, &anna, BACK, one, &f->err), TICKET_MADE);
	assert_int_equal(
	    ticket_make(&f->desk, &anna, BACK, two, &f->err), TICKET_MADE);
	assert_int_equal(strlen(one), TICKET_SIZE - 1);
	assert_string_not_equal(one, two);
	assert_int_equal(ticket_hash(one, hash), 0);
	assert_int_equal(
	    pass_get(f->db, hash, &pass, to, &f->err), LOOKUP_FOUND);
	assert_int_equal(pass.person, anna.id);
	assert_int_equal(pass.expires_at, f->desk.now + 600);
	assert_string_equal(to, BACK);
	buf_init(&dump, DUMP_MAX);
	dump_tables(f, &dump);
	assert_null(strstr(dump.data, one));
	buf_free(&dump);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE kind = 'ticket'"),
	    2);
}

static void
test_bad_return_makes_none(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	char ticket[TICKET_SIZE];

	assert_int_equal(ticket_make(&f->desk, &anna, "https://example.com/",
			     ticket, &f->err),
	    TICKET_BAD_RETURN);
	assert_int_equal(number_of(f, "SELECT count(*) FROM pass"), 0);
}

static void
test_hash_refuses(void **state)
{
	static const char *const bad[] = {"", "x",
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",   /* 31 */
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", /* 33 */
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/"};
	uint8_t hash[HASH_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(ticket_hash(bad[i], hash), -1);
	assert_int_equal(
	    ticket_hash("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", hash), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_return_to),
	    FIXTURE_TEST(test_make),
	    FIXTURE_TEST(test_bad_return_makes_none),
	    cmocka_unit_test(test_hash_refuses),
	};

	return cmocka_run_group_tests_name("ticket", tests, NULL, NULL);
}
