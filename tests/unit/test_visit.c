#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/invitation.h"
#include "enrol/visit.h"
#include "fixture.h"
#include "store/throttle.h"

#define BACK "https://app.example.nl/login"

/* A token of a person's, good for an hour. */
static void
token_of(struct fixture *f, const struct person *p, enum link_purpose purpose,
    char token[LINK_SIZE])
{
	struct link link = {.purpose = purpose,
	    .person = p->id,
	    .generation = p->generation,
	    .expires_at = f->desk.now + CLOCK_HOUR};

	assert_int_equal(link_write(f->keys, &link, token, &f->err), 0);
}

static enum visit_result
by_link(struct fixture *f, const char *token)
{
	struct visit visit;

	return visit_by_link(&f->desk, token, &visit, &f->err);
}

static enum visit_result
by_session(struct fixture *f, const char *token, struct visit *visit)
{
	return visit_by_session(&f->desk, token, visit, &f->err);
}

static void
make_ticket(struct fixture *f, const struct person *p, char out[TICKET_SIZE])
{
	assert_int_equal(
	    ticket_make(&f->desk, p, BACK, out, &f->err), TICKET_MADE);
}

/* Mail scanners open what they find, as often as they like. */
static void
test_opening_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	char link[LINK_SIZE], session[LINK_SIZE], ticket[TICKET_SIZE];
	char cookie[LINK_SIZE];
	struct buf before, after;
	struct visit visit;
	int i;

	token_of(f, &anna, LINK_ENROL, link);
	token_of(f, &anna, LINK_SESSION, session);
	make_ticket(f, &anna, ticket);
	buf_init(&before, DUMP_MAX);
	buf_init(&after, DUMP_MAX);
	dump_tables(f, &before);
	for (i = 0; i < 50; i++) {
		assert_int_equal(by_link(f, link), VISIT_OK);
		assert_int_equal(by_session(f, session, &visit), VISIT_OK);
		assert_int_equal(
		    visit_by_ticket(&f->desk, ticket, &visit, &f->err),
		    VISIT_OK);
		assert_int_equal(by_link(f, "nonsense"), VISIT_INVALID);
		assert_int_equal(
		    visit_by_ticket(&f->desk, "nonsense", &visit, &f->err),
		    VISIT_INVALID);
	}
	dump_tables(f, &after);
	assert_string_equal(before.data, after.data);
	buf_free(&before);
	buf_free(&after);
	/* And then the person's own press still works. */
	assert_int_equal(
	    visit_spend(&f->desk, ticket, &visit, cookie, &f->err), VISIT_OK);
	visit_by_link(&f->desk, link, &visit, &f->err);
	assert_int_equal(
	    visit_begin(&f->desk, &visit, cookie, &f->err), VISIT_OK);
}

static void
test_who_it_is(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	char link[LINK_SIZE];
	struct visit visit;

	add_person(f, "bert");
	token_of(f, &anna, LINK_ENROL, link);
	assert_int_equal(
	    visit_by_link(&f->desk, link, &visit, &f->err), VISIT_OK);
	assert_string_equal(visit.person.ref, "anna");
	assert_string_equal(visit.organisation.ref, "zonnehof");
	assert_false(visit.proved);
	assert_string_equal(visit.return_to, "");
}

static void
test_purposes(void **state)
{
	static const struct {
		enum link_purpose purpose;
		enum visit_result link, session;
	} cases[] = {
	    {LINK_ENROL, VISIT_OK, VISIT_INVALID},
	    {LINK_SESSION, VISIT_INVALID, VISIT_OK},
	    {LINK_PROVED, VISIT_INVALID, VISIT_OK},
	    {LINK_RENEWING, VISIT_INVALID, VISIT_OK},
	    {LINK_RENEW, VISIT_INVALID, VISIT_INVALID},
	    {(enum link_purpose)'o', VISIT_INVALID, VISIT_INVALID},
	};
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	char token[LINK_SIZE];
	struct visit visit;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		token_of(f, &anna, cases[i].purpose, token);
		assert_int_equal(by_link(f, token), cases[i].link);
		assert_int_equal(
		    by_session(f, token, &visit), cases[i].session);
		if (cases[i].session != VISIT_OK)
			continue;
		assert_int_equal(
		    visit.proved, cases[i].purpose != LINK_SESSION);
		assert_int_equal(
		    visit.renews, cases[i].purpose == LINK_RENEWING);
	}
}

/* A key is only made anew for who has one. */
static void
test_renew(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	char token[LINK_SIZE], cookie[LINK_SIZE];
	struct visit visit;

	token_of(f, &anna, LINK_RENEW, token);
	assert_int_equal(visit_renew(&f->desk, token, &visit, cookie, &f->err),
	    VISIT_INVALID);
	assert_int_equal(
	    person_enrolled(f->db, anna.id, f->desk.now, "totp", &f->err), 0);
	assert_int_equal(
	    visit_renew(&f->desk, token, &visit, cookie, &f->err), VISIT_OK);
	assert_int_equal(by_session(f, cookie, &visit), VISIT_OK);
	assert_true(visit.renews);
	token_of(f, &anna, LINK_ENROL, token);
	assert_int_equal(visit_renew(&f->desk, token, &visit, cookie, &f->err),
	    VISIT_INVALID);
}

static void
test_expired_and_withdrawn(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna"), nobody = anna;
	char link[LINK_SIZE], session[LINK_SIZE];
	struct visit visit;

	token_of(f, &anna, LINK_ENROL, link);
	token_of(f, &anna, LINK_PROVED, session);
	f->desk.now += CLOCK_HOUR - 1;
	assert_int_equal(by_link(f, link), VISIT_OK);
	f->desk.now++;
	assert_int_equal(by_link(f, link), VISIT_INVALID);
	assert_int_equal(by_session(f, session, &visit), VISIT_INVALID);
	f->desk.now -= CLOCK_HOUR;
	assert_int_equal(person_reset(f->db, anna.id, f->desk.now, &f->err), 0);
	assert_int_equal(by_link(f, link), VISIT_INVALID);
	assert_int_equal(by_session(f, session, &visit), VISIT_INVALID);
	nobody.id = 999;
	token_of(f, &nobody, LINK_ENROL, link);
	assert_int_equal(by_link(f, link), VISIT_INVALID);
}

static void
test_begin(void **state)
{
	static const enum proof proofs[] = {
	    PROOF_TICKET, PROOF_IDENTIFIER, PROOF_NONE};
	struct fixture *f = *state;
	char link[LINK_SIZE], cookie[LINK_SIZE], ref[8];
	struct visit visit, session;
	struct person p;
	size_t i;

	for (i = 0; i < sizeof(proofs) / sizeof(proofs[0]); i++) {
		f->config.enrol.proof = proofs[i];
		snprintf(ref, sizeof(ref), "p%zu", i);
		p = add_person(f, ref);
		token_of(f, &p, LINK_ENROL, link);
		visit_by_link(&f->desk, link, &visit, &f->err);
		assert_int_equal(
		    visit_begin(&f->desk, &visit, cookie, &f->err), VISIT_OK);
		assert_int_equal(stored(f, ref).opened_at, f->desk.now);
		assert_int_equal(by_session(f, cookie, &session), VISIT_OK);
		assert_int_equal(session.proved, proofs[i] == PROOF_NONE);
		f->desk.now += VISIT_SECONDS;
		assert_int_equal(
		    by_session(f, cookie, &session), VISIT_INVALID);
	}
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE kind = 'opened'"),
	    3);
}

static void
test_ticket_is_spent_once(void **state)
{
	struct fixture *f = *state;
	struct person anna = add_person(f, "anna");
	char ticket[TICKET_SIZE], cookie[LINK_SIZE];
	struct visit visit, session;

	f->config.enrol.proof = PROOF_TICKET;
	make_ticket(f, &anna, ticket);
	assert_int_equal(
	    visit_spend(&f->desk, ticket, &visit, cookie, &f->err), VISIT_OK);
	assert_string_equal(visit.return_to, BACK);
	assert_true(visit.proved);
	assert_int_equal(by_session(f, cookie, &session), VISIT_OK);
	assert_true(session.proved);
	assert_int_equal(visit_spend(&f->desk, ticket, &visit, cookie, &f->err),
	    VISIT_INVALID);
	assert_int_equal(
	    visit_by_ticket(&f->desk, ticket, &visit, &f->err), VISIT_INVALID);
	/* Ten minutes, not a second more. */
	make_ticket(f, &anna, ticket);
	f->desk.now += TICKET_SECONDS;
	assert_int_equal(visit_spend(&f->desk, ticket, &visit, cookie, &f->err),
	    VISIT_INVALID);
	f->desk.now--;
	assert_int_equal(
	    visit_spend(&f->desk, ticket, &visit, cookie, &f->err), VISIT_OK);
}

static enum proof_result
prove(struct fixture *f, struct visit *visit, const char *typed,
    int64_t *retry_at)
{
	char cookie[LINK_SIZE] = "";
	struct visit session;
	enum proof_result result;

	result = visit_prove(&f->desk, visit, typed, cookie, retry_at, &f->err);
	if (result == PROOF_RIGHT) {
		assert_int_equal(by_session(f, cookie, &session), VISIT_OK);
		assert_true(session.proved);
	} else {
		assert_string_equal(cookie, "");
		assert_false(visit->proved);
	}
	return result;
}

static void
test_proof_right(void **state)
{
	static const char *const typed[] = {
	    "Nr-anna", "nr-ANNA", "  Nr-anna ", "\tNr-anna\n"};
	struct fixture *f = *state;
	struct visit visit = {.person = add_person(f, "anna")};
	int64_t retry_at;
	size_t i;

	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		visit.proved = false;
		assert_int_equal(
		    prove(f, &visit, typed[i], &retry_at), PROOF_RIGHT);
	}
}

static void
test_proof_wrong_waits(void **state)
{
	static const int64_t waits[] = {0, 0, 30, 60, 120, 240};
	struct fixture *f = *state;
	struct visit visit = {.person = add_person(f, "anna")};
	int64_t retry_at;
	size_t i;

	for (i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		assert_int_equal(
		    prove(f, &visit, "Nr-bert", &retry_at), PROOF_WRONG);
		assert_int_equal(
		    retry_at, waits[i] == 0 ? 0 : f->desk.now + waits[i]);
		if (waits[i] == 0)
			continue;
		/* Meanwhile the right one is not looked at either. */
		f->desk.now = retry_at - 1;
		assert_int_equal(
		    prove(f, &visit, "Nr-anna", &retry_at), PROOF_WAIT);
		f->desk.now++;
	}
	assert_int_equal(prove(f, &visit, "Nr-anna", &retry_at), PROOF_RIGHT);
	visit.proved = false;
	assert_int_equal(prove(f, &visit, "x", &retry_at), PROOF_WRONG);
	assert_int_equal(retry_at, 0);
}

/* Nothing known is not proved by nothing typed. */
static void
test_proof_of_nothing(void **state)
{
	struct fixture *f = *state;
	struct visit visit = {.person = add_person(f, "anna")};
	char big[REF_MAX + 20];
	int64_t retry_at;

	assert_int_equal(prove(f, &visit, "", &retry_at), PROOF_WRONG);
	visit.person.identifier[0] = '\0';
	assert_int_equal(prove(f, &visit, "", &retry_at), PROOF_WRONG);
	/* What is too long is not the same as its beginning. */
	throttle_clear(f->db, visit.person.id, NULL, &f->err);
	memset(visit.person.identifier, 'x', REF_MAX);
	visit.person.identifier[REF_MAX] = '\0';
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	assert_int_equal(prove(f, &visit, big, &retry_at), PROOF_WRONG);
	f->config.enrol.proof = PROOF_TICKET;
	assert_int_equal(
	    prove(f, &visit, visit.person.identifier, &retry_at), PROOF_WRONG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_opening_changes_nothing),
	    FIXTURE_TEST(test_who_it_is),
	    FIXTURE_TEST(test_purposes),
	    FIXTURE_TEST(test_renew),
	    FIXTURE_TEST(test_expired_and_withdrawn),
	    FIXTURE_TEST(test_begin),
	    FIXTURE_TEST(test_ticket_is_spent_once),
	    FIXTURE_TEST(test_proof_right),
	    FIXTURE_TEST(test_proof_wrong_waits),
	    FIXTURE_TEST(test_proof_of_nothing),
	};

	return cmocka_run_group_tests_name("visit", tests, NULL, NULL);
}
