#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <jansson.h>

#include "fixture.h"
#include "render/headway.h"
#include "render/mustache.h"
#include "report/html.h"
#include "report/json.h"
#include "report/ledger.h"
#include "report/table.h"
#include "store/advice.h"

#define NOW "2026-11-30T09:00" /* so late that all stay below the target */
#define OUT_MAX 262144

/*
 * An institution for each thing to do.  A letter is a person: w, i, o, s and E
 * for the states; e who came enrolled; x who is exempt, X who looked before; u
 * whose mailbox is gone; O who looked without being told; a is an administrator
 * who was invited, A one who enrolled.
 */
static const struct {
	const char *ref, *people, *advice;
} teams[] = {
    {"t-few", "iiE", "call"},
    {"t-few-lead", "iiAaE", "call"},
    {"t-stuck", "oooosssEE", "visit"},
    {"t-stuck-free", "iXXXXXXXE", "call"},
    {"t-many", "iiiiiiiiiiiiiE", "visit"},
    {"t-no-lead", "iiiiiiiiiiiiia", "administrator"},
    {"t-bounced", "uiiAE", "arrival"},
    {"t-bounced-a-bit", "uiiiA", "call"},
    {"t-not-told", "wwiiiiAE", "arrival"},
    {"t-not-told-lead", "wwiia", "arrival"},
    {"t-not-told-free", "iiiiAxxxx", "call"},
    {"t-not-begun", "wwwe", "call"},
    {"t-lead-only", "wwwA", "call"},
    {"t-lead-only-told", "wwwa", "administrator"},
    {"t-looked-by-itself", "OiiE", "call"},
    {"t-free", "xxE", "exempt"},
    {"t-done", "EAe", ""},
};
#define TEAMS (sizeof(teams) / sizeof(teams[0]))

static void
add_one(struct fixture *f, const char *team, size_t number, char letter)
{
	struct person p;
	char ref[32];

	snprintf(ref, sizeof(ref), "%s-%zu", team, number);
	p = somebody(f, ref);
	if (letter == 'a' || letter == 'A')
		p.audience = AUDIENCE_ADMIN;
	put_person(f, &p);
	if (strchr("ioXusEaA", letter) != NULL)
		assert_int_equal(person_invited(f->db, p.id, 10, &f->err), 0);
	if (strchr("oOsXEA", letter) != NULL)
		assert_int_equal(person_opened(f->db, p.id, 20, &f->err), 0);
	if (strchr("sEA", letter) != NULL)
		assert_int_equal(person_started(f->db, p.id, 30, &f->err), 0);
	if (strchr("eEA", letter) != NULL)
		assert_int_equal(
		    person_enrolled(f->db, p.id, 40, "totp", &f->err), 0);
	if (letter == 'u')
		assert_int_equal(
		    person_unreachable(f->db, p.id, 50, &f->err), 0);
	if (letter == 'x' || letter == 'X')
		assert_int_equal(
		    db_run(f->db, &f->err,
			"UPDATE person SET exempt_until = $1 WHERE id = $2",
			db_int(the_day("2027-01-01")), db_int(p.id)),
		    1);
}

static void
add_teams(struct fixture *f)
{
	size_t i, k;

	for (i = 0; i < TEAMS; i++) {
		f->organisation = (struct organisation){.id = 0};
		snprintf(f->organisation.ref, REF_MAX, "%s", teams[i].ref);
		snprintf(
		    f->organisation.name, FULL_NAME_MAX, "%s", teams[i].ref);
		assert_int_equal(
		    organisation_put(f->db, &f->organisation, &f->err), 0);
		for (k = 0; teams[i].people[k] != '\0'; k++)
			add_one(f, teams[i].ref, k, teams[i].people[k]);
	}
}

static const char *
advice_for(const char *ref)
{
	size_t i;

	for (i = 0; i < TEAMS; i++) {
		if (strcmp(teams[i].ref, ref) == 0)
			return teams[i].advice;
	}
	fail();
	return NULL;
}

static int64_t
any_day(const struct send *send, int64_t day)
{
	(void)send;
	return day;
}

static const char *
key_itself(const void *source, const char *key)
{
	(void)source;
	return key;
}

/* The object of an institution in the JSON, whose reference is its own. */
static json_t *
object_of(json_t *whole, const char *ref)
{
	json_t *list = json_object_get(whole, "organisations"), *one;
	size_t i;

	json_array_foreach(list, i, one)
	{
		if (strcmp(json_string_value(json_object_get(one, "ref")),
			ref) == 0)
			return json_object_get(one, "forecast");
	}
	fail();
	return NULL;
}

/* What a line that begins with a name ends with, behind the last "before". */
static void
expect_ending(
    const char *text, const char *name, char before, const char *advice)
{
	char start[64], line[512];
	const char *from, *word;

	snprintf(start, sizeof(start), "\n%s%c", name, before);
	from = strstr(text, start);
	assert_non_null(from);
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(from + 1, "\r\n"),
	    from + 1);
	word = strrchr(line, before) + 1;
	assert_string_equal(word, advice);
}

/* In the page: the row of an institution, and what it says of what helps. */
static void
expect_row(const char *page, const char *name, const char *advice)
{
	char start[96], wanted[64];
	const char *from, *end, *found;

	snprintf(start, sizeof(start), "<tr><th scope=\"row\">%s<", name);
	from = strstr(page, start);
	assert_non_null(from);
	end = strstr(from, "</tr>");
	snprintf(wanted, sizeof(wanted), ">advice.%s<", advice);
	found = strstr(from, wanted);
	assert_true(found != NULL && found < end);
}

static void
test_forms_of_the_report(void **state)
{
	static const struct wording wording = {"en", NULL, key_itself};
	struct fixture *f = *state;
	struct buf out, page, csv, text;
	const struct forecast_line *line;
	struct report r;
	json_t *whole, *one;
	const char *ref, *advice;
	size_t i, told = 0;

	add_teams(f);
	f->config.forecast.target = 95;
	assert_int_equal(report_make(f->db, &f->config, any_day, NULL,
			     instant(NOW), &r, &f->err),
	    0);
	buf_init(&out, OUT_MAX);
	buf_init(&page, OUT_MAX);
	buf_init(&csv, OUT_MAX);
	buf_init(&text, OUT_MAX);
	assert_int_equal(json_report(&r, &out, &f->err), 0);
	assert_int_equal(html_report(&r, &wording, "", &page, &f->err), 0);
	assert_int_equal(ledger_report(&r, &csv, &f->err), 0);
	assert_int_equal(table_report(&r, false, &text, &f->err), 0);
	whole = json_loads(out.data, 0, NULL);
	assert_non_null(whole);
	for (i = 0; i < r.forecast.count; i++) {
		line = &r.forecast.lines[i];
		ref = line->line->organisation.ref;
		advice = line->at_risk ? advice_for(ref) : "";
		assert_int_equal(line->at_risk, advice_for(ref)[0] != '\0');
		assert_string_equal(advice_name(line->next), advice);
		one = object_of(whole, ref);
		assert_string_equal(
		    json_string_value(json_object_get(one, "next")), advice);
		expect_ending(csv.data, ref, ';', advice);
		if (advice[0] == '\0')
			continue;
		expect_ending(text.data, ref, ' ', advice);
		if (told++ < 10)
			expect_row(page.data, ref, advice);
	}
	assert_int_equal(told, TEAMS - 1);
	json_decref(whole);
	buf_free(&out);
	buf_free(&page);
	buf_free(&csv);
	buf_free(&text);
	report_free(&r);
}

/* What a template of a weekly mail makes of it. */
static void
expect_in_template(const struct progress *progress,
    const struct catalogue *words, const char *advice)
{
	static const char text[] =
	    "{{#advice.exempt}}exempt{{/advice.exempt}}"
	    "{{#advice.arrival}}arrival{{/advice.arrival}}"
	    "{{#advice.administrator}}administrator{{/advice.administrator}}"
	    "{{#advice.visit}}visit{{/advice.visit}}"
	    "{{#advice.call}}call{{/advice.call}}";
	const struct mustache_target target = {.strict = true};
	struct value *data = value_object();
	struct template *template;
	struct buf out;
	struct err err;

	buf_init(&out, OUT_MAX);
	headway_fill(progress, words, data);
	assert_false(value_failed(data));
	assert_int_equal(mustache_compile("t", text, &template, &err), 0);
	assert_int_equal(
	    mustache_render(template, data, &target, &out, &err), 0);
	assert_string_equal(out.data, advice);
	mustache_free(template);
	value_free(data);
	buf_free(&out);
}

static void
test_weekly_mails(void **state)
{
	static const char words_text[] =
	    "advice.exempt = exempt\nadvice.arrival = arrival\n"
	    "advice.administrator = administrator\nadvice.visit = visit\n"
	    "advice.call = call\n";
	const struct period period = {0, instant(NOW), the_day("2026-11-30")};
	struct fixture *f = *state;
	struct catalogue *words = catalogue_new();
	struct organisation organisation;
	struct progress progress, again;
	struct db_rows *rows;
	const char *advice;
	size_t count = 0;

	add_teams(f);
	assert_int_equal(catalogue_add(words, "w", words_text, &f->err), 0);
	rows = progress_by_organisation(f->db, &period, &f->err);
	assert_non_null(rows);
	while (db_next(rows, &f->err) == 1) {
		progress_row(rows, &organisation, &progress);
		advice = advice_for(organisation.ref);
		assert_string_equal(
		    advice_name(progress_advice(&progress)), advice);
		expect_in_template(&progress, words, advice);
		if (advice[0] != '\0')
			assert_string_equal(
			    headway_advice(&progress, words), advice);
		/* The page and the mail of one institution ask so. */
		assert_int_equal(progress_of(f->db, organisation.id, &period,
				     &again, &f->err),
		    0);
		assert_int_equal(
		    progress_advice(&again), progress_advice(&progress));
		count++;
	}
	db_end(rows);
	assert_int_equal(count, TEAMS);
	catalogue_free(words);
}

/* On either side of each number that decides. */
static void
test_limits(void **state)
{
	static const struct {
		struct advice_facts facts;
		enum advice advice;
	} cases[] = {
	    {{0}, ADVICE_NONE},
	    {{.exempt = 1}, ADVICE_EXEMPT},
	    {{.missing = 12}, ADVICE_CALL},
	    {{.missing = 13}, ADVICE_VISIT},
	    {{.missing = 12, .begun = 6}, ADVICE_CALL},
	    {{.missing = 12, .begun = 7}, ADVICE_VISIT},
	    {{.missing = 10, .unheard = 3, .told = 7}, ADVICE_CALL},
	    {{.missing = 10, .unheard = 4, .told = 6}, ADVICE_ARRIVAL},
	    {{.missing = 10, .unheard = 10, .told = 1}, ADVICE_ARRIVAL},
	    {{.missing = 10, .unheard = 10}, ADVICE_CALL},
	    {{.missing = 1, .admins = 1}, ADVICE_ADMIN},
	    {{.missing = 1, .admins = 2, .admins_enrolled = 1}, ADVICE_CALL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(advice_of(&cases[i].facts), cases[i].advice);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_forms_of_the_report),
	    FIXTURE_TEST(test_weekly_mails),
	    cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests_name("advice", tests, NULL, NULL);
}
