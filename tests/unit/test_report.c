#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "report/ink.h"
#include "report/json.h"
#include "report/ledger.h"
#include "report/plot.h"
#include "report/table.h"
#include "store/intake.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/schema.h"

/* Mail goes out on any day. */
static int64_t
any_day(const struct send *send, int64_t day)
{
	(void)send;
	return day;
}

#define NOW INT64_C(1792738800) /* 2026-10-23T09:00 in Amsterdam */
#define DEADLINE 20788          /* 2026-12-01 */
#define OUT_MAX 65536

/* A database on disk with four organisations and what is told of each. */
struct fixture {
	char folder[32];
	char path[64];
	struct db *db;
	struct config config;
};

static const struct {
	const char *ref, *name;
} organisations[] = {
    {"o1", "De Linde"},
    {"o2", "Zorggroep Ijsselmeer, Ouderenzorg en Thuiszorg \u00e9\u00e9n"},
    {"o3", "Alle Dagen"},
    {"o4", "Beek"},
};

/* States of the people, by organisation: a letter for each person. */
static const char *const people[] = {
    "wiosEEEE", /* 4 of 8 */
    "wwE",      /* 1 of 3, and one of the others unreachable */
    "EE",       /* all */
    "iiiiiE",   /* 1 of 6 */
};
#define ORGANISATIONS 4

static void
add_person(struct fixture *f, int64_t organisation, size_t number, char letter)
{
	struct person p = {
	    .organisation = organisation,
	    .language = "nl",
	    .joined_day = day_of(NOW),
	};
	struct err err;

	snprintf(p.ref, sizeof(p.ref), "p%zu", number);
	snprintf(p.name, sizeof(p.name), "Persoon %zu", number);
	snprintf(p.email, sizeof(p.email), "p%zu@example.nl", number);
	assert_int_equal(intake_add(f->db, &p, &err), 0);
	assert_int_equal(person_find(f->db, p.ref, &p, &err), LOOKUP_FOUND);
	/* Whoever is further has come past what is before it. */
	if (letter != 'w')
		assert_int_equal(person_invited(f->db, p.id, 10, &err), 0);
	if (strchr("osE", letter) != NULL)
		assert_int_equal(person_opened(f->db, p.id, 20, &err), 0);
	if (strchr("sE", letter) != NULL)
		assert_int_equal(person_started(f->db, p.id, 30, &err), 0);
	if (letter == 'E')
		assert_int_equal(
		    person_enrolled(f->db, p.id, 40, "totp", &err), 0);
}

static void
mark_unreachable(struct fixture *f, const char *ref)
{
	struct person p;
	struct err err;

	assert_int_equal(person_find(f->db, ref, &p, &err), LOOKUP_FOUND);
	assert_int_equal(person_unreachable(f->db, p.id, 50, &err), 0);
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	size_t i, k, number = 0;
	struct err err;

	assert_non_null(f);
	snprintf(f->folder, sizeof(f->folder), "/tmp/twofold.XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/t.db", f->folder);
	assert_int_equal(clock_zone("Europe/Amsterdam", &err), 0);
	assert_int_equal(db_open(f->path, DB_CREATE, &f->db, &err), 0);
	assert_int_equal(schema_migrate(f->db, &err), 0);
	for (i = 0; i < ORGANISATIONS; i++) {
		struct organisation o = {.id = 0};

		snprintf(o.ref, sizeof(o.ref), "%s", organisations[i].ref);
		snprintf(o.name, sizeof(o.name), "%s", organisations[i].name);
		assert_int_equal(organisation_put(f->db, &o, &err), 0);
		for (k = 0; people[i][k] != '\0'; k++)
			add_person(f, o.id, number++, people[i][k]);
	}
	mark_unreachable(f, "p8");  /* waiting, at o2 */
	mark_unreachable(f, "p11"); /* enrolled: does not count */
	f->config.campaign.name = "medplan-2fa";
	f->config.campaign.product = "MedPlan";
	f->config.campaign.start_day = day_of(NOW) - 60;
	f->config.campaign.deadline_day = DEADLINE;
	f->config.forecast.target = 95;
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	struct fixture *f = *state;
	char path[128];
	size_t i;

	db_close(f->db);
	for (i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s%s", f->path, endings[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(f->folder), 0);
	free(f);
	return 0;
}

static void
expect_tally(const struct headcount *t, int64_t population, int64_t waiting,
    int64_t invited, int64_t opened, int64_t started, int64_t enrolled,
    int64_t unreachable)
{
	assert_int_equal(t->population, population);
	assert_int_equal(t->states[STATE_WAITING], waiting);
	assert_int_equal(t->states[STATE_INVITED], invited);
	assert_int_equal(t->states[STATE_OPENED], opened);
	assert_int_equal(t->states[STATE_STARTED], started);
	assert_int_equal(t->states[STATE_ENROLLED], enrolled);
	assert_int_equal(t->unreachable, unreachable);
}

static void
test_counts_all(void **state)
{
	static const char *const order[] = {"o4", "o2", "o1", "o3"};
	static const int tenths[] = {166, 333, 500, 1000};
	struct fixture *f = *state;
	struct adoption a;
	struct err err;
	size_t i;

	assert_int_equal(
	    adoption_count(f->db, &f->config, NULL, NOW, &a, &err), 0);
	assert_int_equal(a.as_of, NOW);
	assert_int_equal(a.days_left, 39);
	expect_tally(&a.total, 19, 3, 6, 1, 1, 8, 1);
	assert_int_equal(headcount_tenths(&a.total), 421);
	assert_int_equal(a.count, ORGANISATIONS);
	for (i = 0; i < a.count; i++) {
		struct adoption_line *line = &a.organisations[i];

		assert_string_equal(line->organisation.ref, order[i]);
		assert_int_equal(headcount_tenths(&line->people), tenths[i]);
	}
	expect_tally(&a.organisations[2].people, 8, 1, 1, 1, 1, 4, 0);
	expect_tally(&a.organisations[1].people, 3, 2, 0, 0, 0, 1, 1);
	adoption_free(&a);
	assert_null(a.organisations);
}

static void
test_counts_one(void **state)
{
	struct fixture *f = *state;
	struct adoption a;
	struct err err;

	assert_int_equal(
	    adoption_count(f->db, &f->config, "o4", NOW, &a, &err), 0);
	assert_int_equal(a.count, 1);
	expect_tally(&a.total, 6, 0, 5, 0, 0, 1, 0);
	assert_string_equal(a.organisations[0].organisation.name, "Beek");
	adoption_free(&a);

	assert_int_equal(
	    adoption_count(f->db, &f->config, "o9", NOW, &a, &err), -1);
	assert_int_equal(err.kind, ERR_DATA);
	assert_non_null(strstr(err.text, "\"o9\""));
	assert_null(a.organisations);
}

static struct report
the_report(struct fixture *f)
{
	struct report r;
	struct err err;

	assert_int_equal(
	    report_make(f->db, &f->config, any_day, NULL, NOW, &r, &err), 0);
	return r;
}

/* A report of lines that are given. */
static struct report
report_of(struct fixture *f, struct adoption_line *lines,
    struct forecast_line *foreseen, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		foreseen[i].line = &lines[i];
	return (struct report){.config = &f->config,
	    .adoption = {.organisations = lines, .count = count},
	    .forecast = {.lines = foreseen, .count = count}};
}

static void
expect_number(const json_t *object, const char *name, json_int_t number)
{
	const json_t *value = json_object_get(object, name);

	assert_true(json_is_integer(value));
	assert_int_equal(json_integer_value(value), number);
}

static void
test_json(void **state)
{
	struct fixture *f = *state;
	json_t *whole, *total, *last;
	struct report r;
	struct buf out;
	struct err err;

	buf_init(&out, OUT_MAX);
	r = the_report(f);
	assert_int_equal(json_report(&r, &out, &err), 0);
	assert_non_null(strstr(out.data, "\"percent\":42.1}"));
	assert_non_null(strstr(out.data, "\"percent\":100.0,\"forecast\":{"));
	whole = json_loads(out.data, 0, NULL);
	assert_non_null(whole);
	expect_number(whole, "version", 1);
	expect_number(whole, "days_left", 39);
	assert_string_equal(json_string_value(json_object_get(whole, "as_of")),
	    "2026-10-23T07:00:00Z");
	assert_string_equal(
	    json_string_value(json_object_get(whole, "deadline")),
	    "2026-12-01");
	total = json_object_get(whole, "total");
	expect_number(total, "population", 19);
	expect_number(total, "enrolled", 8);
	expect_number(total, "waiting", 3);
	expect_number(total, "invited", 6);
	expect_number(total, "opened", 1);
	expect_number(total, "started", 1);
	expect_number(total, "unreachable", 1);
	last = json_array_get(json_object_get(whole, "organisations"), 3);
	assert_string_equal(
	    json_string_value(json_object_get(last, "ref")), "o3");
	expect_number(last, "enrolled", 2);
	last = json_object_get(whole, "forecast");
	expect_number(last, "at_risk", 3);
	expect_number(last, "target", 95);
	assert_int_equal(json_array_size(json_object_get(last, "days")), 38);
	json_decref(whole);
	buf_free(&out);
	/* What is wrong is said: that it is too long, or which part of it. */
	buf_init(&out, 100);
	assert_int_equal(json_report(&r, &out, &err), -1);
	assert_non_null(strstr(err.text, "grows past 100 bytes"));
	buf_clear(&out);
	r.forecast.total.low = NAN;
	assert_int_equal(json_report(&r, &out, &err), -1);
	assert_non_null(strstr(err.text, "the report's forecast"));
	report_free(&r);
	/* The start is told, also before it. */
	buf_clear(&out);
	out.max = OUT_MAX;
	assert_int_equal(report_make(f->db, &f->config, any_day, NULL,
			     NOW - 365 * CLOCK_DAY, &r, &err),
	    0);
	assert_int_equal(r.adoption.day_count, 1);
	assert_int_equal(json_report(&r, &out, &err), 0);
	assert_non_null(strstr(out.data, "\"start\":\"2026-08-24\""));
	report_free(&r);
	buf_free(&out);
}

static void
test_table(void **state)
{
	struct fixture *f = *state;
	char *line, *end;
	struct report r;
	struct buf out;
	struct err err;

	buf_init(&out, OUT_MAX);
	r = the_report(f);
	assert_int_equal(table_report(&r, false, &out, &err), 0);
	assert_null(strchr(out.data, '\033'));
	assert_non_null(strstr(out.data, "8 of 19 people"));
	assert_non_null(strstr(out.data, "  42.1 %\n"));
	assert_non_null(strstr(
	    out.data, "2026-10-23, 39 days to the deadline of 2026-12-01\n"));
	assert_non_null(strstr(out.data,
	    "\nDe Linde                           8        4    50.0 % "
	    "\u2588\u2588\u2588\u2588\u2588\u2591\u2591\u2591\u2591\u2591"
	    " call\n"));
	for (line = out.data; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		assert_non_null(end);
		*end = '\0';
		assert_true(text_length(line) <= INK_COLUMNS);
		assert_true(text_is_utf8(line, strlen(line)));
	}
	buf_clear(&out);
	assert_int_equal(table_report(&r, true, &out, &err), 0);
	assert_non_null(strstr(out.data, "\033[31mDe Linde  "));
	report_free(&r);
	buf_free(&out);
}

static void
test_table_cuts_names(void **state)
{
	static const char name[] =
	    "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
	    "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
	    "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9";
	struct fixture *f = *state;
	struct adoption_line line = {.people = {.population = 1}};
	struct forecast_line foreseen = {.at_risk = false};
	struct report r = report_of(f, &line, &foreseen, 1);
	struct buf out;
	struct err err;

	buf_init(&out, OUT_MAX);
	snprintf(
	    line.organisation.name, sizeof(line.organisation.name), "%s", name);
	assert_int_equal(table_report(&r, false, &out, &err), 0);
	assert_non_null(strstr(out.data, name));
	assert_null(strstr(out.data, "\u2026"));
	buf_clear(&out);
	/* One more than the 28 that fit: the last two give way to a dot. */
	snprintf(line.organisation.name, sizeof(line.organisation.name), "%s+",
	    name);
	assert_int_equal(table_report(&r, false, &out, &err), 0);
	assert_non_null(strstr(out.data, "\u00e9\u2026       1"));
	buf_free(&out);

	buf_init(&out, 100);
	assert_int_equal(table_report(&r, false, &out, &err), -1);
	assert_int_equal(err.kind, ERR_INTERNAL);
	buf_free(&out);
}

static void
test_around_the_deadline(void **state)
{
	static const struct {
		int64_t days_left;
		const char *words;
	} cases[] = {
	    {1, ", 1 day to the deadline of"},
	    {0, ", the day of the deadline\n"},
	    {-1, ", the deadline was on 2026-12-01\n"},
	};
	struct fixture *f = *state;
	struct report r = report_of(f, NULL, NULL, 0);
	struct buf out;
	struct err err;
	size_t i;

	r.adoption.deadline_day = DEADLINE;
	buf_init(&out, OUT_MAX);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		r.adoption.days_left = cases[i].days_left;
		assert_int_equal(table_report(&r, false, &out, &err), 0);
		assert_non_null(strstr(out.data, cases[i].words));
	}
	buf_free(&out);
}

/* On the eve nothing is foreseen, and the last column is what is now. */
static void
test_curve_on_the_eve(void **state)
{
	struct fixture *f = *state;
	struct adoption_point days[] = {{10, 2, 0}, {10, 8, 0}};
	struct report r = report_of(f, NULL, NULL, 0);
	struct buf out;
	const char *row;

	r.adoption.first_day = DEADLINE - 2;
	r.adoption.today = DEADLINE - 1;
	r.adoption.deadline_day = DEADLINE;
	r.adoption.days = days;
	r.adoption.day_count = 2;
	r.forecast.total.expected = 0.8;
	buf_init(&out, OUT_MAX);
	plot_curve(&r, 80, &out);
	row = strstr(out.data, "   50 % ");
	assert_non_null(row);
	assert_non_null(strstr(row, "\u2588\u2591\n"));
	buf_free(&out);
}

static void
test_ledger(void **state)
{
	struct fixture *f = *state;
	struct adoption_line lines[] = {
	    {.organisation = {.ref = "=1+1", .name = "Zorg; \"De Linde\""},
		.people = {.population = 21,
		    .states = {[STATE_WAITING] = 1,
			[STATE_INVITED] = 2,
			[STATE_OPENED] = 3,
			[STATE_STARTED] = 4,
			[STATE_ENROLLED] = 11},
		    .exempt = 12,
		    .snoozed = 13,
		    .unreachable = 5,
		    .locked = 14,
		    .admins = 15,
		    .admins_enrolled = 16,
		    .left = 17},
		.deadline_day = DEADLINE},
	    {.organisation = {.ref = "o2", .name = "@Beek"}},
	};
	struct forecast_line foreseen[2] = {{.range = {0.5, 0.619, 0.999},
	    .missing = 8,
	    .at_risk = true,
	    .next = ADVICE_ADMIN}};
	struct report r = report_of(f, lines, foreseen, 2);
	struct buf out;
	struct err err;

	buf_init(&out, OUT_MAX);
	assert_int_equal(ledger_report(&r, &out, &err), 0);
	assert_string_equal(out.data,
	    "\xef\xbb\xbforganisation;name;population;waiting;invited;opened;"
	    "started;enrolled;exempt;snoozed;unreachable;locked;admins;"
	    "admins_enrolled;left;deadline;low;expected;high;missing;next\r\n"
	    "'=1+1;\"Zorg; \"\"De Linde\"\"\";21;1;2;3;4;11;12;13;5;14;15;16;"
	    "17;2026-12-01;50;62;99;8;administrator\r\n"
	    "o2;'@Beek;0;0;0;0;0;0;0;0;0;0;0;0;0;1970-01-01;0;0;0;0;\r\n");
	buf_free(&out);

	buf_init(&out, 16);
	assert_int_equal(ledger_report(&r, &out, &err), -1);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_counts_all),
	    cmocka_unit_test(test_counts_one),
	    cmocka_unit_test(test_json),
	    cmocka_unit_test(test_ledger),
	    cmocka_unit_test(test_table),
	    cmocka_unit_test(test_table_cuts_names),
	    cmocka_unit_test(test_around_the_deadline),
	    cmocka_unit_test(test_curve_on_the_eve),
	};

	return cmocka_run_group_tests_name("report", tests, setup, teardown);
}
