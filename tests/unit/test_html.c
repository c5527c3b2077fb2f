#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/text.h"
#include "report/coming.h"
#include "report/html.h"

/* Mail goes out on any day. */
static int64_t
any_day(const struct send *send, int64_t day)
{
	(void)send;
	return day;
}

#define OUT_MAX 262144
#define START 20666
#define WEEKS 14

/* A report of two institutions, one with a name that is like HTML. */
struct fixture {
	struct config config;
	struct stage stages[2];
	struct adoption_point days[7 * (WEEKS - 1) + 1], weeks[2][WEEKS];
	struct adoption_line lines[2];
	struct adoption_stage sent[1];
	struct adoption_dispatch dispatches[2];
	struct adoption_share methods[1], led[2];
	struct report report;
	struct buf out;
	struct err err;
};

/* Words of the test: the key says what it is, and what it fills in. */
static const char *
word(const void *source, const char *key)
{
	static const struct {
		const char *key, *text;
	} words[] = {
	    {"number.group", "."},
	    {"number.point", ","},
	    {"report.now", "now {1} of {2}"},
	    {"people.one", "{n} <person>"},
	    {"people.many", "{n} <people>"},
	    {"report.risk.one", "of {1} stays below {2}"},
	    {"report.risk.many", "of {1} stay below {2}"},
	    {"report.togo.many", "are to go"},
	    {"report.card", "{1} left, {2}"},
	    {"stage.announce", "Announced & told"},
	};
	size_t i;

	(void)source;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (text_same(words[i].key, key))
			return words[i].text;
	}
	return key;
}

static const struct wording wording = {"nl", NULL, word};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct adoption *a = &f->report.adoption;
	size_t i, k;

	assert_non_null(f);
	f->stages[0] = (struct stage){
	    .name = "announce", .at = {ANCHOR_START, 7}, .audiences = 1};
	f->stages[1] = (struct stage){.name = "last-weeks",
	    .at = {ANCHOR_DEADLINE, -14},
	    .until = {ANCHOR_DEADLINE, -1},
	    .every = 3,
	    .audiences = 1};
	f->config = (struct config){.campaign = {.name = "c",
					.product = "Med<Plan>",
					.start_day = START,
					.deadline_day = START + 122},
	    .send = {.weekdays = 0x1f},
	    .forecast = {.target = 95},
	    .stages = f->stages,
	    .stage_count = 2};
	*a = (struct adoption){.today = START + 7 * (WEEKS - 1),
	    .start_day = START,
	    .first_day = START,
	    .deadline_day = START + 122,
	    .days_left = 122 - 7 * (WEEKS - 1),
	    .days = f->days,
	    .day_count = 7 * (WEEKS - 1) + 1,
	    .week_count = WEEKS,
	    .organisations = f->lines,
	    .count = 2,
	    .stages = f->sent,
	    .stage_count = 1,
	    .dispatches = f->dispatches,
	    .dispatch_count = 2,
	    .methods = f->methods,
	    .method_count = 1,
	    .led = f->led,
	    .led_count = 2,
	    .timed = 5,
	    .median_hours = 25,
	    .slow_hours = 100,
	    .calls = {3, 0, 0, 0, 0}};
	for (i = 0; i < a->day_count; i++)
		f->days[i] = (struct adoption_point){
		    2000, 250 + (int64_t)i * 10, i == 0 ? 0 : 10};
	for (k = 0; k < 2; k++) {
		for (i = 0; i < WEEKS; i++)
			f->weeks[k][i] = (struct adoption_point){
			    1000, 125 + (int64_t)i * 35, i == 0 ? 0 : 35};
		f->lines[k] =
		    (struct adoption_line){.deadline_day = a->deadline_day,
			.weeks = f->weeks[k],
			.people = {
			    .population = 1000, .states = {0, 420, 0, 0, 580}}};
		snprintf(f->lines[k].organisation.ref, REF_MAX, "o%zu", k);
		headcount_sum(&a->total, &f->lines[k].people);
	}
	snprintf(f->lines[0].organisation.name, FULL_NAME_MAX,
	    "<script>alert(\"1\")</script> & Co");
	snprintf(f->lines[1].organisation.name, FULL_NAME_MAX, "De Linde");
	a->total.exempt = 4321;
	f->sent[0] = (struct adoption_stage){.sent = 1500,
	    .bounced = 2,
	    .failed = 1,
	    .followed = 200,
	    .settled = 1000,
	    .settled_followed = 123};
	snprintf(f->sent[0].name, LABEL_MAX, "announce");
	snprintf(f->sent[0].channel, LABEL_MAX, "email");
	f->dispatches[0] = (struct adoption_dispatch){START + 7, 0, 1000};
	f->dispatches[1] = (struct adoption_dispatch){START + 9, 0, 500};
	snprintf(f->methods[0].name, LABEL_MAX, "totp");
	f->led[0].people = 7;
	f->report.config = &f->config;
	f->report.calendar = any_day;
	assert_int_equal(
	    forecast_make(a, &f->config, any_day, &f->report.forecast, &f->err),
	    0);
	buf_init(&f->out, OUT_MAX);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	forecast_free(&f->report.forecast);
	buf_free(&f->out);
	free(f);
	return 0;
}

static size_t
count_of(const char *text, const char *piece)
{
	size_t count = 0;

	for (; (text = strstr(text, piece)) != NULL; text++)
		count++;
	return count;
}

static void
write_it(struct fixture *f)
{
	assert_int_equal(
	    html_report(&f->report, &wording, "/*style*/", &f->out, &f->err),
	    0);
}

/* All that is said of people, stages and what comes, and nothing as HTML. */
static void
test_says_it_all(void **state)
{
	struct fixture *f = *state;

	write_it(f);
	assert_non_null(strstr(f->out.data, "<html lang=\"nl\">"));
	assert_non_null(strstr(f->out.data, "<style>\n/*style*/</style>"));
	assert_non_null(strstr(f->out.data, "Med&lt;Plan&gt;"));
	assert_non_null(
	    strstr(f->out.data, "now 1.160 of 2.000 &lt;people&gt;"));
	assert_non_null(strstr(f->out.data, ">58,0%<"));
	assert_non_null(strstr(f->out.data, "<dd>4.321</dd>"));
	assert_non_null(strstr(f->out.data,
	    "<th scope=\"row\">Announced &amp; "
	    "told</th>"));
	assert_non_null(strstr(f->out.data, ">12,3%<"));
	assert_non_null(strstr(f->out.data, "report.call.reached"));
	assert_null(strstr(f->out.data, "report.call.refused"));
	assert_null(strstr(f->out.data, "<script"));
	assert_non_null(strstr(f->out.data, "&lt;script&gt;alert(&quot;1"));
	assert_null(strstr(f->out.data, "http"));
	assert_int_equal(count_of(f->out.data, "420 left, "), 2);
	assert_int_equal(count_of(f->out.data, "class=\"risk\""), 2);
	assert_true(text_is_utf8(f->out.data, f->out.len));
}

/* Two drawings of each, wide and narrow: what was sent, what is coming. */
static void
test_calendar(void **state)
{
	struct fixture *f = *state;

	write_it(f);
	assert_int_equal(
	    count_of(f->out.data, "<circle class=\"sent\""), 2 * 2 + 1);
	/* Every third day from the 14th before it to the one before it: five.
	 */
	assert_int_equal(
	    count_of(f->out.data, "<circle class=\"coming\""), 2 * 5 + 1);
	assert_int_equal(count_of(f->out.data, "role=\"img\""), 4);
	assert_int_equal(count_of(f->out.data, "<desc "), 4);
}

/* Of one institution it is said which, and of no other. */
static void
test_of_one(void **state)
{
	struct fixture *f = *state;

	write_it(f);
	assert_non_null(strstr(f->out.data, "of 2 stay below 95%"));
	assert_non_null(strstr(f->out.data, "id=\"h-teams\""));
	assert_null(strstr(f->out.data, "\u00b7"));
	buf_clear(&f->out);
	f->report.adoption.count = f->report.forecast.count = 1;
	f->report.forecast.at_risk = 1;
	write_it(f);
	assert_non_null(strstr(
	    f->out.data, "Med&lt;Plan&gt; \u00b7 &lt;script&gt;alert(&quot;1"));
	assert_non_null(strstr(f->out.data, "are to go"));
	assert_null(strstr(f->out.data, "stays below"));
	assert_null(strstr(f->out.data, "id=\"h-teams\""));
}

/* After the deadline, and on the first day, there is less to say. */
static void
test_at_the_ends(void **state)
{
	struct fixture *f = *state;
	struct adoption *a = &f->report.adoption;

	forecast_free(&f->report.forecast);
	a->deadline_day = f->config.campaign.deadline_day = a->today - 3;
	f->lines[0].deadline_day = f->lines[1].deadline_day = a->today - 3;
	a->days_left = -3;
	assert_int_equal(
	    forecast_make(a, &f->config, any_day, &f->report.forecast, &f->err),
	    0);
	write_it(f);
	assert_non_null(strstr(f->out.data, "report.when.past"));
	assert_null(strstr(f->out.data, "class=\"band\" d=\"M4"));
	assert_null(strstr(f->out.data, "report.next.title"));
	buf_clear(&f->out);
	a->days_left = 0;
	write_it(f);
	assert_non_null(strstr(f->out.data, "report.when.today"));

	forecast_free(&f->report.forecast);
	buf_clear(&f->out);
	a->today = a->first_day;
	a->day_count = a->week_count = 1;
	a->count = a->stage_count = a->dispatch_count = 0;
	a->method_count = a->led_count = 0;
	a->total = (struct headcount){0};
	f->days[0] = (struct adoption_point){0, 0, 0};
	assert_int_equal(
	    forecast_make(a, &f->config, any_day, &f->report.forecast, &f->err),
	    0);
	write_it(f);
	assert_null(strstr(f->out.data, "nan"));
}

static void
test_no_room(void **state)
{
	struct fixture *f = *state;

	buf_free(&f->out);
	buf_init(&f->out, 1000);
	assert_int_equal(
	    html_report(&f->report, &wording, "", &f->out, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_INTERNAL);
}

static void
test_numbers(void **state)
{
	char text[WORDING_SIZE];

	(void)state;
	assert_string_equal(wording_number(&wording, 0, text), "0");
	assert_string_equal(wording_number(&wording, 999, text), "999");
	assert_string_equal(wording_number(&wording, 1000, text), "1.000");
	assert_string_equal(
	    wording_number(&wording, 12345678, text), "12.345.678");
	assert_string_equal(wording_number(&wording, -1234, text), "-1.234");
	assert_string_equal(wording_tenths(&wording, 999, text), "99,9%");
	assert_string_equal(wording_percent(0.999, text), "99%");
	assert_string_equal(wording_percent(1, text), "100%");
	assert_string_equal(
	    wording_count(&wording, "people", 1, text), "1 &lt;person&gt;");
	assert_string_equal(wording_count(&wording, "people", 1200, text),
	    "1.200 &lt;people&gt;");
	assert_string_equal(
	    wording_count(&wording, "people", 0, text), "0 &lt;people&gt;");
}

/* No mail on Saturdays, on Sundays, and on day 118. */
static int64_t
weekdays(const struct send *send, int64_t day)
{
	(void)send;
	while (day_weekday(day) == SATURDAY || day_weekday(day) == SUNDAY ||
	    day == START + 118)
		day++;
	return day;
}

/* The days after START on which a stage goes out, as a text. */
static const char *
days_of(
    const struct fixture *f, const struct stage *stage, const struct wave *wave)
{
	static char text[128];
	int day, len = 0;

	text[0] = '\0';
	for (day = 0; day <= 200; day++) {
		if (coming_on(&f->config, weekdays, stage, wave, START + day))
			len += snprintf(
			    text + len, sizeof(text) - (size_t)len, " %d", day);
	}
	return text;
}

/* On sending days, by the dates of the wave; none of what follows us. */
static void
test_coming(void **state)
{
	struct fixture *f = *state;
	const struct wave pilot = {.name = "pilot",
	    .start_day = START,
	    .deadline_day = f->config.campaign.deadline_day - 61};
	struct stage stage = f->stages[1];

	/* START is a Saturday, so the 108th day after it is a Tuesday. */
	assert_string_equal(days_of(f, &stage, NULL), " 108 111 114 117 121");
	assert_string_equal(days_of(f, &stage, &pilot), " 47 51 53 58 59");
	f->config.waves = &pilot;
	f->config.wave_count = 1;
	assert_true(coming_to_any(&f->config, weekdays, &stage, START + 47));
	assert_true(coming_to_any(&f->config, weekdays, &stage, START + 108));
	assert_false(coming_to_any(&f->config, weekdays, &stage, START + 109));
	f->config.wave_count = 0;
	/* A Saturday becomes the Monday. */
	stage.at.days = -17;
	stage.every = 0;
	assert_int_equal(day_weekday(START + 105), SATURDAY);
	assert_string_equal(days_of(f, &stage, NULL), " 107");
	/* So does the Sunday, and it goes out once on it. */
	stage.every = 1;
	stage.until = (struct moment){stage.at.anchor, stage.at.days + 3};
	assert_string_equal(days_of(f, &stage, NULL), " 107 108");
	/* What is a holiday goes out the day after. */
	stage.at.days = -4;
	stage.every = 0;
	assert_string_equal(days_of(f, &stage, NULL), " 121");
	stage.at.anchor = ANCHOR_ENROLLED;
	assert_string_equal(days_of(f, &stage, NULL), "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_says_it_all),
	    TEST(test_calendar),
	    TEST(test_of_one),
	    TEST(test_at_the_ends),
	    TEST(test_no_room),
	    TEST(test_numbers),
	    TEST(test_coming),
	};

	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
