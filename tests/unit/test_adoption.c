#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/journal.h"
#include "enrol/phonecall.h"
#include "fixture.h"
#include "report/adoption.h"
#include "store/exception.h"
#include "store/message.h"
#include "store/throttle.h"

/*
 * A campaign that goes as chance has it, and every figure of it counted once
 * more, in SQL that knows nothing of how the report counts.
 */
#define PLACES 9
#define PEOPLE 400
#define WEEK (7 * CLOCK_DAY)

static uint64_t seed;

/* From 0 up to below "n". */
static int64_t
chance(int64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

static void
add_somebody(struct fixture *f, int64_t number, int64_t joined)
{
	static const char *const waves[] = {"", "pilot", "unheard-of"};
	struct person p;
	char ref[32];

	snprintf(ref, sizeof(ref), "p%lld", (long long)number);
	p = somebody(f, ref);
	p.organisation = 1 + chance(PLACES - 1);
	p.joined_day = joined;
	p.audience = chance(8) == 0 ? AUDIENCE_ADMIN : AUDIENCE_WORKER;
	snprintf(p.wave, sizeof(p.wave), "%s", waves[chance(3)]);
	if (chance(6) == 0) {
		p.enrolled_at = day_at(joined - chance(30), 600);
		snprintf(p.method, sizeof(p.method), "%s",
		    chance(2) == 0 ? "sms" : "passkey");
	}
	put_person(f, &p);
}

static void
send_something(struct fixture *f, const struct person *p, int64_t day)
{
	static const char *const stages[] = {
	    "announce", "reminder", "last-weeks", NOTICE_IMPORT};
	static const enum message_state states[] = {MESSAGE_SENT, MESSAGE_SENT,
	    MESSAGE_SENT, MESSAGE_FAILED, MESSAGE_PLANNED};
	struct message m = {.person = p->id,
	    .occurrence = day,
	    .channel = (enum channel)chance(CHANNELS_ALL),
	    .step_at = f->desk.now,
	    .next_try_at = f->desk.now};
	enum message_state state = states[chance(5)];
	int64_t added, id, who;

	snprintf(m.stage, sizeof(m.stage), "%s", stages[chance(4)]);
	assert_int_equal(
	    message_plan(f->db, &m, f->desk.now, &added, &f->err), 0);
	if (added == 0 || m.channel == CHANNEL_CALL)
		return;
	id = number_of(f, "SELECT max(id) FROM message");
	assert_int_equal(
	    message_record(f->db, id, state, 0, "", f->desk.now, &f->err), 0);
	if (state == MESSAGE_SENT && chance(12) == 0)
		assert_int_equal(message_bounced(f->db, id, "hard", "gone",
				     f->desk.now, &who, &f->err),
		    m.channel == CHANNEL_EMAIL ? LOOKUP_FOUND : LOOKUP_NONE);
	else if (state == MESSAGE_SENT)
		person_invited(f->db, p->id, f->desk.now, &f->err);
}

static void
arrange(struct fixture *f, const struct person *p, int64_t day)
{
	struct exception e = {.kind = (enum exception_kind)chance(3),
	    .person = p->id,
	    .day = day + chance(60),
	    .reason = "chance",
	    .author = "test",
	    .at = f->desk.now};

	if (e.kind != EXCEPTION_PROMISE && chance(4) == 0) {
		e.person = 0;
		e.organisation = p->organisation;
	}
	assert_int_equal(exception_add(f->db, &e, &f->err), 0);
}

static void
act(struct fixture *f, const struct person *p, int64_t day)
{
	struct throttle locked = {THROTTLE_MAX - 1 + chance(2), 0};
	int64_t open;

	switch (chance(12)) {
	case 0:
		person_opened(f->db, p->id, f->desk.now, &f->err);
		break;
	case 1:
		person_started(f->db, p->id, f->desk.now, &f->err);
		break;
	case 2:
	case 3:
	case 4:
		if (p->enrolled_at != 0)
			break;
		assert_int_equal(
		    person_enrolled(f->db, p->id, f->desk.now, "totp", &f->err),
		    0);
		journal_note(&f->desk, "enrolled", p->id, "totp", &f->err);
		break;
	case 5:
		if (chance(4) == 0)
			person_reset(f->db, p->id, f->desk.now, &f->err);
		break;
	case 6:
		arrange(f, p, day);
		break;
	case 7:
		throttle_put(f->db, p->id,
		    chance(4) == 0 ? THROTTLE_PROOF : THROTTLE_CODE, &locked,
		    &f->err);
		break;
	case 8:
		if (chance(4) == 0)
			intake_leave(f->db, p->id, f->desk.now, &f->err);
		break;
	case 9:
		person_unreachable(f->db, p->id, f->desk.now, &f->err);
		break;
	default:
		phonecall_record(&f->desk, p, (enum phonecall)chance(4),
		    chance(2) == 0 ? "" : "late: he says", &open, &f->err);
	}
}

/* Days of chance from the start up to "last". */
static void
play(struct fixture *f, const char *last)
{
	int64_t day = the_day("2026-08-01"), people = 0, i;
	char ref[32];

	for (i = 2; i <= PLACES; i++) {
		struct organisation o = {.id = 0};

		snprintf(o.ref, sizeof(o.ref), "o%lld", (long long)i);
		assert_int_equal(organisation_put(f->db, &o, &f->err), 0);
	}
	assert_int_equal(db_begin(f->db, &f->err), 0);
	while (people < PEOPLE / 2)
		add_somebody(f, people++, the_day("2026-07-01") + chance(60));
	/* Each call has its own transaction, where it needs one. */
	assert_int_equal(db_commit(f->db, &f->err), 0);
	assert_int_equal(
	    db_script(f->db, "PRAGMA synchronous = OFF", &f->err), 0);
	for (; day <= the_day(last); day++) {
		for (i = 0; i < 40; i++) {
			struct person p;

			snprintf(ref, sizeof(ref), "p%lld",
			    (long long)chance(people));
			/* Time only goes forward, up to the last minute. */
			f->desk.now = day_at(day, 0) + i * 2159;
			p = stored(f, ref);
			send_something(f, &p, day);
			act(f, &p, day);
		}
		if (people < PEOPLE)
			add_somebody(f, people++, day + chance(3));
		if (people < PEOPLE)
			add_somebody(f, people++, day);
	}
}

/* The statement's number has to be the figure. */
static void
is(struct fixture *f, int64_t figure, const char *format, ...)
{
	char sql[2048];
	struct db_rows *rows;
	va_list ap;

	va_start(ap, format);
	vsnprintf(sql, sizeof(sql), format, ap);
	va_end(ap);
	/* By a view: a statement of the store's is known by its address. */
	assert_int_equal(
	    db_script(f->db, "DROP VIEW IF EXISTS one", &f->err), 0);
	memmove(sql + 19, sql, strlen(sql) + 1);
	memcpy(sql, "CREATE VIEW one AS ", 19);
	assert_int_equal(db_script(f->db, sql, &f->err), 0);
	rows = db_query(f->db, &f->err, "SELECT * FROM one", DB_NONE);
	assert_int_equal(db_next(rows, &f->err), 1);
	if (db_column_int(rows, 0) != figure)
		print_message("%s\n", sql);
	assert_int_equal(figure, db_column_int(rows, 0));
	db_end(rows);
}

#define HERE "FROM person p WHERE left_at = 0 AND (%s)"

/* Of the people for whom the condition holds. */
static void
are(struct fixture *f, const struct headcount *c, const char *who)
{
	int64_t today = the_day("2026-11-12");

	is(f, c->population, "SELECT count(*) " HERE, who);
	is(f, c->states[STATE_ENROLLED],
	    "SELECT count(*) " HERE " AND enrolled_at > 0", who);
	is(f, c->states[STATE_STARTED],
	    "SELECT count(*) " HERE " AND enrolled_at = 0 AND started_at > 0",
	    who);
	is(f, c->states[STATE_OPENED],
	    "SELECT count(*) " HERE
	    " AND enrolled_at = 0 AND started_at = 0 AND opened_at > 0",
	    who);
	is(f, c->states[STATE_INVITED],
	    "SELECT count(*) " HERE " AND enrolled_at = 0 AND started_at = 0"
	    " AND opened_at = 0 AND invited_at > 0",
	    who);
	is(f, c->states[STATE_WAITING],
	    "SELECT count(*) " HERE " AND enrolled_at = 0 AND started_at = 0"
	    " AND opened_at = 0 AND invited_at = 0",
	    who);
	is(f, c->exempt,
	    "SELECT count(*) " HERE " AND enrolled_at = 0 AND max(exempt_until,"
	    " (SELECT exempt_until FROM organisation"
	    " WHERE id = organisation_id)) >= %lld",
	    who, (long long)today);
	is(f, c->snoozed,
	    "SELECT count(*) " HERE " AND enrolled_at = 0 AND max(exempt_until,"
	    " (SELECT exempt_until FROM organisation"
	    " WHERE id = organisation_id)) < %lld AND promised_day > %lld",
	    who, (long long)today, (long long)today);
	is(f, c->unreachable,
	    "SELECT count(*) " HERE " AND enrolled_at = 0"
	    " AND unreachable_at > 0",
	    who);
	is(f, c->locked,
	    "SELECT count(*) " HERE " AND enrolled_at > 0 AND id IN (SELECT"
	    " person_id FROM throttle WHERE subject = 'code'"
	    " AND failures >= 100)",
	    who);
	is(f, c->admins, "SELECT count(*) " HERE " AND audience = 'admin'",
	    who);
	is(f, c->admins_enrolled,
	    "SELECT count(*) " HERE
	    " AND audience = 'admin' AND enrolled_at > 0",
	    who);
	is(f, c->left,
	    "SELECT count(*) FROM person p WHERE left_at > 0 AND (%s)", who);
}

/* Who was on the list, and who had enrolled, when a day ended. */
static void
is_point(struct fixture *f, const struct adoption_point *point, int64_t day,
    int days, const char *who)
{
	char text[DAY_TEXT_SIZE], today[] = "2026-11-12", there[512];

	day_text(day, text);
	snprintf(there, sizeof(there),
	    "SELECT count(*) FROM person WHERE (%s)"
	    " AND min(date(joined_day * 86400, 'unixepoch'), '%s') <= '%s'"
	    " AND (left_at = 0"
	    " OR date(left_at, 'unixepoch', 'localtime') > '%s')",
	    who, today, text, text);
	is(f, point->population, "%s", there);
	is(f, point->enrolled,
	    "%s AND enrolled_at > 0"
	    " AND date(enrolled_at, 'unixepoch', 'localtime') <= '%s'",
	    there, text);
	is(f, point->won,
	    "%s AND date(enrolled_at, 'unixepoch', 'localtime') <= '%s'"
	    " AND date(enrolled_at, 'unixepoch', 'localtime')"
	    " > date('%s', '-%d days')"
	    " AND date(enrolled_at, 'unixepoch', 'localtime')"
	    " > date(max(joined_day, %lld) * 86400, 'unixepoch')",
	    there, text, text, days, (long long)the_day("2026-08-01"));
}

static void
are_lines(struct fixture *f, const struct adoption *a, const char *all)
{
	const struct adoption_line *line;
	char who[64];
	size_t i, k;

	is(f, (int64_t)a->count,
	    "SELECT count(DISTINCT organisation_id) FROM person"
	    " WHERE left_at = 0 AND (%s)",
	    all);
	for (i = 0; i < a->count; i++) {
		line = &a->organisations[i];
		snprintf(who, sizeof(who), "organisation_id = %lld",
		    (long long)line->organisation.id);
		are(f, &line->people, who);
		for (k = 0; k < a->week_count; k++)
			is_point(f, &line->weeks[k],
			    a->today - 7 * (int64_t)(a->week_count - 1 - k), 7,
			    who);
		is(f, line->deadline_day,
		    "SELECT CASE WHEN extended_day > 0 THEN extended_day ELSE"
		    " (SELECT max(CASE WHEN wave = 'pilot' THEN %lld ELSE %lld"
		    " END) FROM person WHERE left_at = 0 AND %s) END"
		    " FROM organisation WHERE id = %lld",
		    (long long)the_day("2026-10-01"),
		    (long long)the_day("2026-12-01"), who,
		    (long long)line->organisation.id);
		if (i == 0)
			continue;
		assert_true(headcount_tenths(&line[-1].people) <=
		    headcount_tenths(&line->people));
	}
}

/* What the parts of a list have to say, each and together. */
static void
are_ways(struct fixture *f, const struct adoption *a, const char *who)
{
	size_t i;

	is(f, (int64_t)a->method_count,
	    "SELECT count(DISTINCT method) " HERE " AND enrolled_at > 0", who);
	for (i = 0; i < a->method_count; i++)
		is(f, a->methods[i].people,
		    "SELECT count(*) " HERE
		    " AND enrolled_at > 0 AND method = '%s'",
		    who, a->methods[i].name);
	/* The last message to have arrived before it, if we enrolled them. */
	for (i = 0; i < a->led_count; i++)
		is(f, a->led[i].people,
		    "SELECT count(*) " HERE " AND enrolled_at > 0"
		    " AND coalesce((SELECT stage || '/' || channel"
		    " FROM message m WHERE m.person_id = p.id"
		    " AND p.method = 'totp' AND state = 'sent'"
		    " AND bounce = '' AND changed_at <= p.enrolled_at"
		    " ORDER BY changed_at DESC, id DESC LIMIT 1), '/')"
		    " = '%s/%s'",
		    who, a->led[i].name, a->led[i].channel);
	assert_true(a->led_count > 5);
	is(f, a->timed,
	    "SELECT count(*) " HERE " AND invited_at > 0"
	    " AND enrolled_at >= invited_at",
	    who);
	is(f, a->median_hours,
	    "SELECT (enrolled_at - invited_at) / 3600 " HERE
	    " AND invited_at > 0 AND enrolled_at >= invited_at"
	    " ORDER BY 1 LIMIT 1 OFFSET %lld",
	    who, (long long)((a->timed + 1) / 2 - 1));
	is(f, a->slow_hours,
	    "SELECT (enrolled_at - invited_at) / 3600 " HERE
	    " AND invited_at > 0 AND enrolled_at >= invited_at"
	    " ORDER BY 1 LIMIT 1 OFFSET %lld",
	    who, (long long)((a->timed * 9 + 9) / 10 - 1));
}

static void
are_stages(struct fixture *f, const struct adoption *a, const char *who)
{
	const struct adoption_stage *s;
	char of[512], followed[1024];
	size_t i;

	is(f, (int64_t)a->stage_count,
	    "SELECT count(DISTINCT stage || channel) FROM message m"
	    " JOIN person p ON p.id = m.person_id WHERE (%s)"
	    " AND stage <> 'import-report' AND (state IN ('sent', 'failed'))",
	    who);
	for (i = 0; i < a->stage_count; i++) {
		s = &a->stages[i];
		snprintf(of, sizeof(of),
		    "FROM message m JOIN person p ON p.id = m.person_id"
		    " WHERE (%s) AND stage = '%s' AND channel = '%s'",
		    who, s->name, s->channel);
		is(f, s->sent, "SELECT count(*) %s AND state = 'sent'", of);
		is(f, s->failed, "SELECT count(*) %s AND state = 'failed'", of);
		is(f, s->bounced, "SELECT count(*) %s AND bounce <> ''", of);
		snprintf(followed, sizeof(followed),
		    "SELECT coalesce(sum((SELECT count(*) FROM event e"
		    " WHERE e.person_id = m.person_id AND e.kind = 'enrolled'"
		    " AND e.at >= m.changed_at AND e.at < m.changed_at + %lld)"
		    "), 0) %s AND state = 'sent' AND bounce = ''",
		    (long long)WEEK, of);
		is(f, s->followed, "%s", followed);
		is(f, s->settled,
		    "SELECT count(*) %s AND state = 'sent' AND bounce = ''"
		    " AND date(changed_at, 'unixepoch', 'localtime')"
		    " < '2026-11-05'",
		    of);
		is(f, s->settled_followed,
		    "%s AND date(changed_at, 'unixepoch', 'localtime')"
		    " < '2026-11-05'",
		    followed);
	}
	for (i = 0; i < a->dispatch_count; i++) {
		s = &a->stages[a->dispatches[i].stage];
		is(f, a->dispatches[i].sent,
		    "SELECT count(*) FROM message m JOIN person p"
		    " ON p.id = m.person_id WHERE (%s) AND stage = '%s'"
		    " AND channel = '%s' AND state = 'sent' AND julianday("
		    "date(changed_at, 'unixepoch', 'localtime'))"
		    " - 2440587.5 = %lld",
		    who, s->name, s->channel, (long long)a->dispatches[i].day);
	}
	for (i = 0; i < ADOPTION_CALLS - 1; i++)
		is(f, a->calls[i],
		    "SELECT count(*) FROM event e JOIN person p"
		    " ON p.id = e.person_id WHERE (%s) AND kind = 'called'"
		    " AND detail || ':' LIKE '%s:%%'",
		    who, adoption_call_name((enum adoption_call)i));
	assert_int_equal(a->calls[CALL_OTHER], 0);
}

static void
test_every_figure(void **state)
{
	struct fixture *f = *state;
	struct adoption a;
	size_t i;

	seed = 7;
	play(f, "2026-11-12");
	assert_int_equal(
	    adoption_count(f->db, &f->config, NULL, f->desk.now, &a, &f->err),
	    0);
	are(f, &a.total, "true");
	are(f, &a.audiences[AUDIENCE_WORKER], "audience = 'worker'");
	are(f, &a.audiences[AUDIENCE_ADMIN], "audience = 'admin'");
	assert_int_equal(a.wave_count, 2);
	are(f, &a.waves[0].people, "wave = 'pilot'");
	are(f, &a.waves[1].people, "wave <> 'pilot'");
	are_lines(f, &a, "true");
	are_ways(f, &a, "true");
	are_stages(f, &a, "true");
	assert_int_equal(a.day_count, 104);
	for (i = 0; i < a.day_count; i++)
		is_point(f, &a.days[i], the_day("2026-08-01") + (int64_t)i, 1,
		    "true");
	assert_int_equal(
	    a.days[a.day_count - 1].enrolled, a.total.states[STATE_ENROLLED]);
	assert_true(a.total.locked > 0 && a.total.exempt > 0 &&
	    a.total.snoozed > 0 && a.total.left > 0);
	adoption_free(&a);
}

/* The same of one organisation, whose messages are looked at themselves. */
static void
test_one_organisation(void **state)
{
	static const char who[] = "organisation_id = (SELECT id"
				  " FROM organisation WHERE ref = 'o3')";
	struct fixture *f = *state;
	struct adoption a;

	seed = 11;
	play(f, "2026-11-12");
	/* What is kept of the followed ones is what holds now: no resets. */
	assert_int_equal(db_script(f->db,
			     "DELETE FROM event WHERE kind = 'enrolled' AND at"
			     " <> (SELECT enrolled_at FROM person"
			     " WHERE id = person_id)",
			     &f->err),
	    0);
	assert_int_equal(
	    adoption_count(f->db, &f->config, "o3", f->desk.now, &a, &f->err),
	    0);
	assert_int_equal(a.count, 1);
	are(f, &a.total, who);
	are_lines(f, &a, who);
	are_stages(f, &a, who);
	adoption_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_every_figure),
	    FIXTURE_TEST(test_one_organisation),
	};

	return cmocka_run_group_tests_name("adoption", tests, NULL, NULL);
}
