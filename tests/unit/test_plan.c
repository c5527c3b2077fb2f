#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "schedule/plan.h"
#include "store/message.h"

#define LINES_MAX 1000

/* Messages, a line each, in the order of the alphabet. */
struct lines {
	char *line[LINES_MAX];
	size_t count;
};

static void
add_line(struct lines *lines, const char *ref, const char *stage,
    int64_t occurrence, enum channel channel, int64_t day)
{
	char text[200], date[DAY_TEXT_SIZE];

	assert_true(lines->count < LINES_MAX);
	day_text(day, date);
	snprintf(text, sizeof(text), "%s %s %s %lld %s", date, ref, stage,
	    (long long)occurrence, model_channel(channel));
	lines->line[lines->count] = strdup(text);
	assert_non_null(lines->line[lines->count++]);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
free_lines(struct lines *lines)
{
	while (lines->count > 0)
		free(lines->line[--lines->count]);
}

static void
note_entry(const struct plan_entry *entry, void *context)
{
	if (entry->step.stage == NULL)
		return;
	add_line(context, entry->person->ref, entry->step.stage->name,
	    entry->step.occurrence, entry->channel, entry->day);
}

static void
foresee(
    struct fixture *f, const char *now, const char *last, struct lines *lines)
{
	lines->count = 0;
	assert_int_equal(plan_foresee(f->db, &f->config, instant(now),
			     the_day(last), note_entry, lines, &f->err),
	    0);
	qsort(lines->line, lines->count, sizeof(lines->line[0]), by_text);
}

/* What the store has planned. */
static void
planned(struct fixture *f, struct lines *lines)
{
	static const char sql[] =
	    "SELECT p.ref, m.stage, m.occurrence, m.channel, m.next_try_at"
	    " FROM message m JOIN person p ON p.id = m.person_id";
	struct db_rows *rows = db_query(f->db, &f->err, sql, DB_NONE);

	lines->count = 0;
	while (db_next(rows, &f->err) == 1)
		add_line(lines, db_column_text(rows, 0),
		    db_column_text(rows, 1), db_column_int(rows, 2),
		    (enum channel)model_channel_of(db_column_text(rows, 3)),
		    day_of(db_column_int(rows, 4)));
	db_end(rows);
	qsort(lines->line, lines->count, sizeof(lines->line[0]), by_text);
}

static struct plan_counts
write_at(struct fixture *f, int64_t now)
{
	struct plan_counts counts;

	assert_int_equal(
	    plan_write(f->db, &f->config, now, &counts, &f->err), 0);
	return counts;
}

/* A few people of each kind. */
static void
populate(struct fixture *f)
{
	struct person p = somebody(f, "admin");

	add_person(f, "worker");
	p.audience = AUDIENCE_ADMIN;
	put_person(f, &p);
	p = somebody(f, "pilot");
	snprintf(p.wave, sizeof(p.wave), "pilot");
	put_person(f, &p);
	p = somebody(f, "late");
	p.joined_day = the_day("2026-11-25");
	put_person(f, &p);
	p = somebody(f, "nomail");
	p.email[0] = '\0';
	put_person(f, &p);
	p = somebody(f, "gone");
	put_person(f, &p);
	person_unreachable(f->db, p.id, 1, &f->err);
	p = somebody(f, "sms");
	p.enrolled_at = 1;
	snprintf(p.method, sizeof(p.method), "sms");
	put_person(f, &p);
	p = somebody(f, "done");
	p.enrolled_at = instant("2026-08-22T12:00");
	snprintf(p.method, sizeof(p.method), "totp");
	put_person(f, &p);
}

static void
test_twice_writes_once(void **state)
{
	struct fixture *f = *state;
	int64_t now = instant("2026-08-10T09:00");
	struct plan_counts counts;

	add_person(f, "anna");
	counts = write_at(f, now);
	assert_int_equal(counts.looked_at, 1);
	assert_int_equal(counts.planned, 2); /* mail and pop-up */
	assert_int_equal(
	    stored(f, "anna").planned_until, the_day("2026-08-08"));
	assert_int_equal(stored(f, "anna").next_due_at, instant("2026-10-02"));
	/* A night costs what is due. */
	counts = write_at(f, now);
	assert_int_equal(counts.looked_at, 0);
	assert_int_equal(counts.planned, 0);
	/* Also when the store has forgotten how far it was. */
	assert_int_equal(
	    db_run(f->db, &f->err,
		"UPDATE person SET planned_until = 0, explained_day = 0,"
		" said_day = 0, said = 0, next_due_at = 1",
		DB_NONE),
	    1);
	counts = write_at(f, now);
	assert_int_equal(counts.looked_at, 1);
	assert_int_equal(counts.planned, 0);
	assert_int_equal(number_of(f, "SELECT count(*) FROM message"), 2);
}

static void
test_mail_waits_for_its_hours(void **state)
{
	struct fixture *f = *state;
	int64_t now = instant("2026-08-15T03:00"); /* a Saturday */
	static const char mail[] =
	    "SELECT next_try_at FROM message WHERE channel = 'email'";
	static const char popup[] =
	    "SELECT next_try_at FROM message WHERE channel = 'popup'";

	add_person(f, "anna");
	write_at(f, now);
	assert_int_equal(number_of(f, mail), instant("2026-08-17T09:00"));
	assert_int_equal(number_of(f, popup), now);
}

/* Two institutions, of which one is closed on the 17th. */
static void
test_mail_waits_for_its_days(void **state)
{
	static const char *const refs[] = {"linde"};
	struct fixture *f = *state;
	const int64_t off[] = {the_day("2026-08-17")};
	struct calendar calendar = {"own", refs, 1, f->config.send};
	struct organisation linde = {.ref = "linde"};
	struct person p = somebody(f, "bert");
	static struct lines want, got;
	static const char when[] = "SELECT next_try_at FROM message m"
				   " JOIN person p ON p.id = m.person_id"
				   " WHERE channel = 'email' AND ref = $1";
	int64_t at;
	size_t i;

	organisation_put(f->db, &linde, &f->err);
	p.organisation = linde.id;
	add_person(f, "anna");
	put_person(f, &p);
	add_person(f, "cees");
	calendar.send.days_off = off;
	calendar.send.day_off_count = 1;
	f->config.calendars = &calendar;
	f->config.calendar_count = 1;
	foresee(f, "2026-08-15T03:00", "2026-08-18", &want);
	write_at(f, instant("2026-08-15T03:00"));
	planned(f, &got);
	assert_int_equal(got.count, 6);
	assert_int_equal(got.count, want.count);
	for (i = 0; i < got.count; i++)
		assert_string_equal(got.line[i], want.line[i]);
	free_lines(&want);
	free_lines(&got);
	db_number(f->db, &f->err, &at, when, db_text("bert"));
	assert_int_equal(at, instant("2026-08-18T09:00"));
	db_number(f->db, &f->err, &at, when, db_text("cees"));
	assert_int_equal(at, instant("2026-08-17T09:00"));
}

static void
test_without_a_channel(void **state)
{
	struct fixture *f = *state;
	struct plan_counts counts;

	f->config.webhook.url = "";
	add_person(f, "anna");
	person_unreachable(f->db, stored(f, "anna").id, 1, &f->err);
	counts = write_at(f, instant("2026-08-10T09:00"));
	assert_int_equal(counts.planned, 0);
	assert_int_equal(counts.without, 1);
	assert_int_equal(number_of(f, "SELECT count(*) FROM message"), 0);
}

static void
test_missed_nights(void **state)
{
	struct fixture *f = *state;
	struct plan_counts counts;

	add_person(f, "anna");
	counts = write_at(f, instant("2026-11-23T10:00"));
	assert_int_equal(counts.planned, 2); /* the explanation */
	counts = write_at(f, instant("2026-11-30T10:00"));
	assert_int_equal(counts.planned, 2); /* of 26, 29 November */
	assert_int_equal(counts.passed_over, 1);
}

/* More people than one batch has. */
static void
test_many(void **state)
{
	struct fixture *f = *state;
	char ref[16];
	int i;

	assert_int_equal(db_begin(f->db, &f->err), 0);
	for (i = 0; i < 600; i++) {
		snprintf(ref, sizeof(ref), "p%d", i);
		add_person(f, ref);
	}
	assert_int_equal(db_commit(f->db, &f->err), 0);
	assert_int_equal(
	    write_at(f, instant("2026-08-10T09:00")).looked_at, 600);
	assert_int_equal(number_of(f, "SELECT count(*) FROM message"), 1200);
}

/* Each part of the schedule counts; what does not belong to it does not. */
static void
test_change_is_noticed(void **state)
{
	static const int64_t off[] = {20000};
	struct fixture *f = *state;
	int64_t now = instant("2026-08-05T09:00");
	struct stage stages[8];
	struct wave wave = f->config.waves[0];
	static const char *const refs[] = {"linde", "eik"};
	struct calendar calendar = {"own", refs, 1, f->config.send};
	int i;

	memcpy(stages, f->config.stages, sizeof(stages));
	f->config.stages = stages;
	f->config.waves = &wave;
	add_person(f, "anna");
	assert_int_equal(write_at(f, now).looked_at, 1);
	for (i = 0; i < 26; i++) {
		switch (i) {
		case 0:
			f->config.campaign.deadline_day++;
			break;
		case 1:
			f->config.campaign.start_day++;
			break;
		case 2:
			f->config.campaign.grace++;
			break;
		case 3:
			f->config.send.from++;
			break;
		case 4:
			f->config.send.holidays = 0;
			break;
		case 5:
			f->config.send.weekdays = 0x3f;
			break;
		case 6:
			f->config.send.days_off = off;
			f->config.send.day_off_count = 1;
			break;
		case 7:
			stages[2].every++;
			break;
		case 8:
			stages[2].until.days++;
			break;
		case 9:
			stages[2].at.days--;
			break;
		case 10:
			stages[1].audiences = 3;
			break;
		case 11:
			wave.deadline_day++;
			break;
		case 12:
			f->config.calendars = &calendar;
			f->config.calendar_count = 1;
			break;
		case 13:
			calendar.send.weekdays = 0x7f;
			break;
		case 14:
			calendar.organisation_count = 2;
			break;
		case 15:
			calendar.send.holidays ^= 1U << COUNTRY_BE;
			break;
		case 16:
			calendar.send.days_off = off;
			calendar.send.day_off_count = 1;
			break;
		case 17:
			f->config.campaign.escalate_after++;
			break;
		case 18:
			f->config.send.per_week++;
			break;
		case 19:
			f->config.snooze.margin++;
			break;
		case 20:
			f->config.enforce.at_least++;
			break;
		case 21:
			stages[1].only_if ^= 1U << CONDITION_OPENED;
			break;
		case 22:
			stages[1].turns.count = 1;
			break;
		case 23:
			f->config.webhook.url = "";
			break;
		case 24:
			f->config.webhook.asked = true;
			break;
		case 25:
			stages[1].appointment = "questions";
			break;
		}
		assert_int_equal(write_at(f, now).looked_at, 1);
		assert_int_equal(write_at(f, now).looked_at, 0);
	}
	f->config.campaign.product = "Other";
	assert_int_equal(write_at(f, now).looked_at, 0);
}

/* A whole campaign, each day at midnight, is what was foreseen. */
static void
test_foreseen_is_written(void **state)
{
	struct fixture *f = *state;
	static struct lines want, got;
	struct buf before, after;
	int64_t day;
	size_t i;

	populate(f);
	buf_init(&before, DUMP_MAX);
	buf_init(&after, DUMP_MAX);
	dump_tables(f, &before);
	foresee(f, "2026-07-15T00:00", "2026-12-31", &want);
	dump_tables(f, &after);
	assert_string_equal(before.data, after.data);
	buf_free(&before);
	buf_free(&after);
	for (day = the_day("2026-07-15"); day <= the_day("2026-12-31"); day++)
		write_at(f, day_at(day, 0));
	planned(f, &got);
	for (i = 0; i < want.count && i < got.count; i++)
		assert_string_equal(got.line[i], want.line[i]);
	assert_int_equal(got.count, want.count);
	assert_true(got.count > 60);
	free_lines(&want);
	free_lines(&got);
}

/* Also from the middle on, and no further than it is asked. */
static void
test_foreseen_halfway(void **state)
{
	struct fixture *f = *state;
	static struct lines want, got, all;
	size_t had;
	int64_t day;

	populate(f);
	for (day = the_day("2026-07-15"); day < the_day("2026-10-10"); day++)
		write_at(f, day_at(day, 0));
	planned(f, &got);
	had = got.count;
	free_lines(&got);
	foresee(f, "2026-10-10", "2026-11-20", &want);
	for (; day <= the_day("2026-11-20"); day++)
		write_at(f, day_at(day, 0));
	planned(f, &all);
	assert_int_equal(all.count, had + want.count);
	assert_string_equal(all.line[all.count - 1], want.line[want.count - 1]);
	free_lines(&want);
	free_lines(&all);
}

/* After a change of the schedule it tells what the next run will do. */
static void
test_foreseen_after_a_change(void **state)
{
	struct fixture *f = *state;
	static struct lines want, got;
	int64_t day;
	size_t i;

	add_person(f, "anna");
	write_at(f, instant("2026-12-01T09:00"));
	assert_int_equal(stored(f, "anna").next_due_at, 0);
	db_run(f->db, &f->err, "DELETE FROM message", DB_NONE);
	f->config.campaign.deadline_day = the_day("2027-02-01");
	foresee(f, "2026-12-02", "2027-02-01", &want);
	for (day = the_day("2026-12-02"); day <= the_day("2027-02-01"); day++)
		write_at(f, day_at(day, 0));
	planned(f, &got);
	assert_true(got.count > 0);
	for (i = 0; i < want.count && i < got.count; i++)
		assert_string_equal(got.line[i], want.line[i]);
	assert_int_equal(got.count, want.count);
	free_lines(&want);
	free_lines(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_twice_writes_once),
	    FIXTURE_TEST(test_mail_waits_for_its_hours),
	    FIXTURE_TEST(test_mail_waits_for_its_days),
	    FIXTURE_TEST(test_without_a_channel),
	    FIXTURE_TEST(test_missed_nights),
	    FIXTURE_TEST(test_many),
	    FIXTURE_TEST(test_change_is_noticed),
	    FIXTURE_TEST(test_foreseen_is_written),
	    FIXTURE_TEST(test_foreseen_halfway),
	    FIXTURE_TEST(test_foreseen_after_a_change),
	};

	return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
