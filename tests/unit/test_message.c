#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/message.h"

#define NOW INT64_C(1790000000)

static int64_t
plan(struct fixture *f, int64_t person, const char *stage, int64_t occurrence,
    enum channel channel, int64_t next_try_at)
{
	struct message m = {.person = person,
	    .occurrence = occurrence,
	    .channel = channel,
	    .step_at = NOW - 100,
	    .next_try_at = next_try_at};
	int64_t added;

	snprintf(m.stage, sizeof(m.stage), "%s", stage);
	assert_int_equal(message_plan(f->db, &m, NOW, &added, &f->err), 0);
	return added;
}

static size_t
claim(struct fixture *f, int64_t now, struct message *messages, size_t max)
{
	size_t count;

	assert_int_equal(message_claim(f->db, CHANNEL_EMAIL, now, messages, max,
			     &count, &f->err),
	    0);
	return count;
}

/* The only message there is, as the store has it. */
static struct message_history
only(struct fixture *f, int64_t person)
{
	struct db_rows *rows = message_of_person(f->db, person, &f->err);
	struct message_history history;

	assert_int_equal(db_next(rows, &f->err), 1);
	message_row(rows, &history);
	history.detail = NULL;
	assert_int_equal(db_next(rows, &f->err), 0);
	db_end(rows);
	return history;
}

static void
test_planned_once(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id,
		bert = add_person(f, "bert").id;
	int64_t waiting;

	assert_int_equal(plan(f, anna, "reminder", 0, CHANNEL_EMAIL, NOW), 1);
	assert_int_equal(plan(f, anna, "reminder", 0, CHANNEL_EMAIL, NOW), 0);
	/* Each part of the name makes another message. */
	assert_int_equal(plan(f, anna, "reminder", 1, CHANNEL_EMAIL, NOW), 1);
	assert_int_equal(plan(f, anna, "reminder", 0, CHANNEL_POPUP, NOW), 1);
	assert_int_equal(plan(f, anna, "announce", 0, CHANNEL_EMAIL, NOW), 1);
	assert_int_equal(plan(f, bert, "reminder", 0, CHANNEL_EMAIL, NOW), 1);
	assert_int_equal(
	    message_waiting(f->db, CHANNEL_EMAIL, &waiting, &f->err), 0);
	assert_int_equal(waiting, 4);
	assert_int_equal(
	    message_waiting(f->db, CHANNEL_POPUP, &waiting, &f->err), 0);
	assert_int_equal(waiting, 1);
}

static void
test_sent_is_never_claimed(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id, recovered;
	struct message m[4];

	plan(f, anna, "reminder", 3, CHANNEL_EMAIL, NOW);
	assert_int_equal(claim(f, NOW - 1, m, 4), 0);
	assert_int_equal(claim(f, NOW, m, 4), 1);
	assert_int_equal(m[0].person, anna);
	assert_string_equal(m[0].stage, "reminder");
	assert_int_equal(m[0].occurrence, 3);
	assert_int_equal(m[0].step_at, NOW - 100);
	assert_int_equal(m[0].attempts, 1);
	assert_int_equal(only(f, anna).state, MESSAGE_SENDING);
	assert_int_equal(claim(f, NOW + 99, m + 1, 3), 0);
	assert_int_equal(message_record(f->db, m[0].id, MESSAGE_SENT, 0, "",
			     NOW + 1, &f->err),
	    0);
	assert_int_equal(claim(f, INT64_MAX, m, 4), 0);
	assert_int_equal(message_recover(f->db, NOW, &recovered, &f->err), 0);
	assert_int_equal(recovered, 0);
	assert_int_equal(plan(f, anna, "reminder", 3, CHANNEL_EMAIL, NOW), 0);
	assert_int_equal(claim(f, INT64_MAX, m, 4), 0);
	assert_int_equal(only(f, anna).state, MESSAGE_SENT);
	assert_int_equal(only(f, anna).changed_at, NOW + 1);
}

/* A run died during the transfer: it goes again, under its own id. */
static void
test_recover(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id, recovered, waiting;
	struct message m[2], again[2];

	plan(f, anna, "reminder", 0, CHANNEL_EMAIL, NOW);
	assert_int_equal(claim(f, NOW, m, 2), 1);
	assert_int_equal(
	    message_recover(f->db, NOW + 5, &recovered, &f->err), 0);
	assert_int_equal(recovered, 1);
	assert_int_equal(only(f, anna).state, MESSAGE_UNKNOWN);
	message_waiting(f->db, CHANNEL_EMAIL, &waiting, &f->err);
	assert_int_equal(waiting, 1);
	assert_int_equal(claim(f, NOW + 5, again, 2), 1);
	assert_int_equal(again[0].id, m[0].id);
	assert_int_equal(again[0].attempts, 2);
}

static void
test_states_after_record(void **state)
{
	static const struct {
		enum message_state state;
		size_t claimed;
	} cases[] = {
	    {MESSAGE_PLANNED, 1},
	    {MESSAGE_UNKNOWN, 1},
	    {MESSAGE_SENT, 0},
	    {MESSAGE_FAILED, 0},
	    {MESSAGE_DROPPED, 0},
	};
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;
	struct message m;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		plan(f, anna, "reminder", (int64_t)i, CHANNEL_EMAIL, NOW);
		assert_int_equal(claim(f, NOW, &m, 1), 1);
		assert_int_equal(message_record(f->db, m.id, cases[i].state,
				     NOW + 50, "451 later", NOW, &f->err),
		    0);
		/* Not before its next time. */
		assert_int_equal(claim(f, NOW + 49, &m, 1), 0);
		assert_int_equal(claim(f, NOW + 50, &m, 1), cases[i].claimed);
		message_record(f->db, m.id, MESSAGE_SENT, 0, "", NOW, &f->err);
	}
}

/* Which are claimed is settled by their time, how many by the caller. */
static void
test_oldest_first(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id, i, sum = 0;
	struct message m[3];

	for (i = 0; i < 10; i++)
		plan(f, anna, "reminder", i, CHANNEL_EMAIL, NOW - i);
	plan(f, anna, "reminder", 99, CHANNEL_POPUP, NOW - 99);
	assert_int_equal(claim(f, NOW, m, 3), 3);
	for (i = 0; i < 3; i++)
		sum += m[i].occurrence;
	assert_int_equal(sum, 9 + 8 + 7);
	assert_int_equal(claim(f, NOW, m, 3), 3);
	assert_int_equal(claim(f, NOW, m, 3), 3);
	assert_int_equal(claim(f, NOW, m, 3), 1);
}

static void
test_history(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;
	struct message_history history;
	struct db_rows *rows;
	struct message m;

	plan(f, anna, "reminder", 0, CHANNEL_EMAIL, NOW);
	claim(f, NOW, &m, 1);
	message_record(
	    f->db, m.id, MESSAGE_FAILED, 0, "550 no such", NOW + 7, &f->err);
	rows = message_of_person(f->db, anna, &f->err);
	assert_int_equal(db_next(rows, &f->err), 1);
	message_row(rows, &history);
	assert_int_equal(history.state, MESSAGE_FAILED);
	assert_string_equal(history.detail, "550 no such");
	assert_int_equal(history.changed_at, NOW + 7);
	assert_int_equal(history.message.channel, CHANNEL_EMAIL);
	db_end(rows);
}

static size_t
claim_batch(
    struct fixture *f, int64_t now, struct message *messages, size_t max)
{
	size_t count;

	assert_int_equal(message_claim_batch(f->db, CHANNEL_POPUP, now,
			     messages, max, max, &count, &f->err),
	    0);
	return count;
}

static void
record(struct fixture *f, const struct message *messages, size_t count,
    enum message_state state, int64_t next_try_at)
{
	size_t i;

	for (i = 0; i < count; i++)
		assert_int_equal(message_record(f->db, messages[i].id, state,
				     next_try_at, "", NOW, &f->err),
		    0);
}

/* What went together stays together, under an id that nothing else has. */
static void
test_batches(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id, i;
	struct message first[4], second[4], again[4];

	for (i = 0; i < 6; i++)
		plan(f, anna, "reminder", i, CHANNEL_POPUP, NOW);
	plan(f, anna, "reminder", 0, CHANNEL_EMAIL, NOW);
	assert_int_equal(claim_batch(f, NOW, first, 4), 4);
	assert_int_equal(claim_batch(f, NOW, second, 4), 2);
	assert_int_equal(claim_batch(f, NOW, again, 4), 0);
	for (i = 0; i < 4; i++)
		assert_int_equal(first[i].batch, first[0].id);
	assert_int_equal(second[1].batch, second[0].id);
	record(f, first, 4, MESSAGE_UNKNOWN, NOW + 60);
	record(f, second, 2, MESSAGE_PLANNED, NOW + 60);
	/* One of them is no longer needed; the rest keep their batch. */
	record(f, first + 1, 1, MESSAGE_DROPPED, 0);
	plan(f, anna, "reminder", 9, CHANNEL_POPUP, NOW + 50);
	assert_int_equal(claim_batch(f, NOW + 59, again, 4), 1);
	assert_int_equal(again[0].batch, again[0].id);
	assert_int_equal(claim_batch(f, NOW + 60, again, 4), 3);
	assert_int_equal(again[0].id, first[0].id);
	assert_int_equal(again[1].id, first[2].id);
	assert_int_equal(again[2].batch, first[0].id);
	assert_int_equal(again[2].attempts, 2);
	assert_int_equal(claim_batch(f, NOW + 60, again, 4), 2);
	assert_int_equal(again[1].batch, second[0].id);
}

/* A second try says what the first one said; one that never was, does not. */
static void
test_dated(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id;
	struct message m;

	plan(f, anna, "reminder", 0, CHANNEL_EMAIL, NOW);
	assert_int_equal(claim(f, NOW, &m, 1), 1);
	assert_int_equal(m.written_at, NOW);
	assert_int_equal(
	    message_release(f->db, m.id, NOW + 5, "down", NOW, &f->err), 0);
	assert_int_equal(only(f, anna).message.attempts, 0);
	assert_int_equal(claim(f, NOW + 4, &m, 1), 0);
	assert_int_equal(claim(f, NOW + 5, &m, 1), 1);
	assert_int_equal(m.written_at, NOW + 5);
	record(f, &m, 1, MESSAGE_UNKNOWN, NOW + 10);
	assert_int_equal(claim(f, NOW + 10, &m, 1), 1);
	assert_int_equal(m.written_at, NOW + 5);
	/* The second try never was; the first may have arrived. */
	message_release(f->db, m.id, NOW + 20, "", NOW, &f->err);
	assert_int_equal(claim(f, NOW + 20, &m, 1), 1);
	assert_int_equal(m.written_at, NOW + 5);
	assert_int_equal(m.attempts, 2);
}

static void
test_retry(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id,
		bert = add_person(f, "bert").id, count;
	struct message m[2];
	struct db_rows *rows;

	plan(f, anna, "reminder", 0, CHANNEL_POPUP, NOW);
	plan(f, bert, "reminder", 0, CHANNEL_POPUP, NOW);
	assert_int_equal(claim_batch(f, NOW, m, 2), 2);
	record(f, m, 2, MESSAGE_FAILED, 0);
	rows = message_failed(f->db, &f->err);
	for (count = 0; db_next(rows, &f->err) == 1;)
		count++;
	db_end(rows);
	assert_int_equal(count, 2);
	assert_int_equal(
	    message_retry(f->db, bert, NOW + 1, &count, &f->err), 0);
	assert_int_equal(count, 1);
	assert_int_equal(claim_batch(f, NOW + 1, m, 2), 1);
	assert_int_equal(m[0].person, bert);
	/* Not the batch that the receiver may know and pass over. */
	assert_int_equal(m[0].batch, m[0].id);
	assert_int_equal(m[0].attempts, 1);
	record(f, m, 1, MESSAGE_SENT, 0);
	assert_int_equal(message_retry(f->db, 0, NOW + 1, &count, &f->err), 0);
	assert_int_equal(count, 1);
}

static void
test_bounced(void **state)
{
	struct fixture *f = *state;
	int64_t anna = add_person(f, "anna").id, person = 0, bounces, i;
	struct message m[4];

	for (i = 0; i < 4; i++)
		plan(f, anna, "reminder", i, CHANNEL_EMAIL, NOW);
	assert_int_equal(claim(f, NOW, m, 4), 4);
	record(f, m, 4, MESSAGE_SENT, 0);
	assert_int_equal(message_bounced(f->db, m[0].id, "soft", "4.4.7", NOW,
			     &person, &f->err),
	    LOOKUP_FOUND);
	assert_int_equal(person, anna);
	/* It is not among the latest three. */
	assert_int_equal(message_bounces(f->db, anna, 3, &bounces, &f->err), 0);
	assert_int_equal(bounces, 0);
	for (i = 1; i < 4; i++)
		message_bounced(
		    f->db, m[i].id, "soft", "", NOW, &person, &f->err);
	message_bounces(f->db, anna, 3, &bounces, &f->err);
	assert_int_equal(bounces, 3);
	assert_int_equal(
	    message_bounced(f->db, 999, "hard", "", NOW, &person, &f->err),
	    LOOKUP_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_planned_once),
	    FIXTURE_TEST(test_sent_is_never_claimed),
	    FIXTURE_TEST(test_recover),
	    FIXTURE_TEST(test_states_after_record),
	    FIXTURE_TEST(test_oldest_first),
	    FIXTURE_TEST(test_history),
	    FIXTURE_TEST(test_batches),
	    FIXTURE_TEST(test_dated),
	    FIXTURE_TEST(test_retry),
	    FIXTURE_TEST(test_bounced),
	};

	return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
