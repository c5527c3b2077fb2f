#include <math.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/day.h"
#include "report/json.h"

#define DIGITS 4 /* of a percentage with its decimal; "100.0" needs three */

/* Adds an object of its own making to an array; -1 without memory. */
static int
append(json_t *array, json_t *object)
{
	return object == NULL ? -1 : json_array_append_new(array, object);
}

static json_t *
day_json(int64_t day)
{
	char text[DAY_TEXT_SIZE];

	day_text(day, text);
	return json_string(text);
}

/* Adds the figures to an object; -1 without memory. */
static int
add_figures(json_t *object, const struct headcount *people)
{
	const struct {
		const char *name;
		int64_t number;
	} figures[] = {
	    {"population", people->population},
	    {"waiting", people->states[STATE_WAITING]},
	    {"invited", people->states[STATE_INVITED]},
	    {"opened", people->states[STATE_OPENED]},
	    {"started", people->states[STATE_STARTED]},
	    {"enrolled", people->states[STATE_ENROLLED]},
	    {"exempt", people->exempt},
	    {"snoozed", people->snoozed},
	    {"unreachable", people->unreachable},
	    {"locked", people->locked},
	    {"admins", people->admins},
	    {"admins_enrolled", people->admins_enrolled},
	    {"left", people->left},
	};
	size_t i;

	for (i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		if (json_object_set_new(object, figures[i].name,
			json_integer(figures[i].number)) == -1)
			return -1;
	}
	return json_object_set_new(
	    object, "percent", json_real(headcount_tenths(people) / 10.0));
}

static int
add_total(json_t *whole, const struct report *report)
{
	json_t *total = json_object();

	return add_figures(total, &report->adoption.total) |
	    json_object_set_new(whole, "total", total);
}

static int
add_groups(json_t *whole, const struct report *report)
{
	const struct adoption *a = &report->adoption;
	json_t *audiences = json_object(), *waves = json_array(), *object;
	size_t i;
	int rc = 0;

	for (i = 0; i < AUDIENCES; i++) {
		object = json_object();
		rc |= add_figures(object, &a->audiences[i]);
		rc |= json_object_set_new(
		    audiences, model_audience((enum audience)i), object);
	}
	for (i = 0; i < a->wave_count; i++) {
		object = json_pack("{s:s, s:o}", "wave", a->waves[i].name,
		    "deadline", day_json(a->waves[i].deadline_day));
		rc |= append(waves, object);
		rc |= add_figures(object, &a->waves[i].people);
	}
	rc |= json_object_set_new(whole, "audiences", audiences);
	return rc | json_object_set_new(whole, "waves", waves);
}

/* How people came to it, and how long it took. */
static int
add_ways(json_t *whole, const struct report *report)
{
	const struct adoption *a = &report->adoption;
	json_t *methods = json_array(), *led = json_array();
	size_t i;
	int rc = 0;

	for (i = 0; i < a->method_count; i++)
		rc |= append(methods,
		    json_pack("{s:s, s:I}", "method", a->methods[i].name,
			"people", (json_int_t)a->methods[i].people));
	for (i = 0; i < a->led_count; i++)
		rc |= append(led,
		    json_pack("{s:s, s:s, s:I}", "stage", a->led[i].name,
			"channel", a->led[i].channel, "people",
			(json_int_t)a->led[i].people));
	rc |= json_object_set_new(whole, "methods", methods);
	rc |= json_object_set_new(whole, "led_by", led);
	return rc |
	    json_object_set_new(whole, "hours_to_enrol",
		json_pack("{s:I, s:I, s:I}", "people", (json_int_t)a->timed,
		    "median", (json_int_t)a->median_hours, "nine_in_ten",
		    (json_int_t)a->slow_hours));
}

static int
add_stages(json_t *whole, const struct report *report)
{
	const struct adoption *a = &report->adoption;
	json_t *stages = json_array(), *calls = json_object();
	const struct adoption_stage *stage;
	size_t i;
	int rc = 0;

	for (i = 0; i < a->stage_count; i++) {
		stage = &a->stages[i];
		rc |= append(stages,
		    json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I}",
			"stage", stage->name, "channel", stage->channel, "sent",
			(json_int_t)stage->sent, "bounced",
			(json_int_t)stage->bounced, "failed",
			(json_int_t)stage->failed, "followed",
			(json_int_t)stage->followed, "settled",
			(json_int_t)stage->settled, "settled_followed",
			(json_int_t)stage->settled_followed));
	}
	for (i = 0; i < ADOPTION_CALLS; i++)
		rc |= json_object_set_new(calls,
		    adoption_call_name((enum adoption_call)i),
		    json_integer((json_int_t)a->calls[i]));
	rc |= json_object_set_new(whole, "stages", stages);
	return rc | json_object_set_new(whole, "calls", calls);
}

static int
add_days(json_t *whole, const struct report *report)
{
	const struct adoption *a = &report->adoption;
	json_t *days = json_array(), *sent = json_array();
	const struct adoption_dispatch *d;
	size_t i;
	int rc = 0;

	for (i = 0; i < a->day_count; i++)
		rc |= append(days,
		    json_pack("{s:o, s:I, s:I}", "day",
			day_json(a->first_day + (int64_t)i), "population",
			(json_int_t)a->days[i].population, "enrolled",
			(json_int_t)a->days[i].enrolled));
	for (i = 0; i < a->dispatch_count; i++) {
		d = &a->dispatches[i];
		rc |= append(sent,
		    json_pack("{s:o, s:s, s:s, s:I}", "day", day_json(d->day),
			"stage", a->stages[d->stage].name, "channel",
			a->stages[d->stage].channel, "messages",
			(json_int_t)d->sent));
	}
	rc |= json_object_set_new(whole, "sent", sent);
	return rc | json_object_set_new(whole, "days", days);
}

/* What is foreseen, as a percentage with one decimal; no number stays none. */
static double
percent(double share)
{
	return isfinite(share) ? forecast_tenths(share) / 10.0 : share;
}

/* low, expected and high of a range. */
static int
add_range(json_t *object, const struct range *range)
{
	return json_object_set_new(
		   object, "low", json_real(percent(range->low))) |
	    json_object_set_new(
		object, "expected", json_real(percent(range->expected))) |
	    json_object_set_new(
		object, "high", json_real(percent(range->high)));
}

static int
add_forecast(json_t *whole, const struct report *report)
{
	const struct forecast *f = &report->forecast;
	json_t *object = json_pack("{s:o, s:I, s:I}", "day", day_json(f->day),
	    "target", (json_int_t)f->target, "at_risk", (json_int_t)f->at_risk);
	json_t *days = json_array(), *plan = json_array(), *one;
	size_t i;
	int rc = add_range(object, &f->total);

	for (i = 0; i < f->day_count; i++) {
		one = json_pack("{s:o}", "day",
		    day_json(report->adoption.today + 1 + (int64_t)i));
		rc |= append(days, one);
		rc |= add_range(one, &f->days[i]);
	}
	for (i = 0; i < f->plan_count; i++)
		rc |= append(plan, json_real(percent(f->plan[i])));
	rc |= json_object_set_new(object, "days", days);
	rc |= json_object_set_new(object, "plan", plan);
	return rc | json_object_set_new(whole, "forecast", object);
}

static int
add_organisations(json_t *whole, const struct report *report)
{
	const struct forecast_line *foreseen;
	const struct adoption_line *line;
	json_t *list = json_array(), *object, *forecast;
	size_t i;
	int rc = 0;

	for (i = 0; i < report->forecast.count; i++) {
		foreseen = &report->forecast.lines[i];
		line = foreseen->line;
		object = json_pack("{s:s, s:s, s:o}", "ref",
		    line->organisation.ref, "name", line->organisation.name,
		    "deadline", day_json(line->deadline_day));
		rc |= append(list, object);
		rc |= add_figures(object, &line->people);
		forecast = json_pack("{s:b, s:I, s:s}", "at_risk",
		    foreseen->at_risk, "missing", (json_int_t)foreseen->missing,
		    "next", advice_name(foreseen->next));
		rc |= add_range(forecast, &foreseen->range);
		rc |= json_object_set_new(object, "forecast", forecast);
	}
	return rc | json_object_set_new(whole, "organisations", list);
}

/* The members after the first ones, in their order. */
static const struct part {
	const char *name;
	int (*add)(json_t *whole, const struct report *report);
} parts[] = {
    {"total", add_total}, {"audiences and waves", add_groups},
    {"methods, led_by and hours_to_enrol", add_ways},
    {"stages and calls", add_stages}, {"days and sent", add_days},
    {"forecast", add_forecast},
    {"organisations", add_organisations}, /* the last one: see summary */
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

/* What is refused is a text, a number or for want of memory; it is not told. */
static int
refused(const char *what, struct err *err)
{
	return err_set(err, ERR_INTERNAL,
	    "the report's %s cannot be written as JSON: a text that is not "
	    "UTF-8, a number that is none, or no memory",
	    what);
}

static int
add_bytes(const char *bytes, size_t len, void *out)
{
	buf_add(out, bytes, len);
	return 0;
}

static int
write_parts(
    const struct report *report, size_t count, struct buf *out, struct err *err)
{
	const struct campaign *campaign = &report->config->campaign;
	const struct adoption *a = &report->adoption;
	char as_of[CLOCK_TEXT_SIZE];
	json_t *whole;
	size_t i;
	int rc = -1;

	clock_text(a->as_of, as_of);
	whole = json_pack("{s:i, s:s, s:s, s:s, s:o, s:o, s:I}", "version",
	    JSON_VERSION, "campaign", campaign->name, "product",
	    campaign->product, "as_of", as_of, "start", day_json(a->start_day),
	    "deadline", day_json(a->deadline_day), "days_left",
	    (json_int_t)a->days_left);
	if (whole == NULL)
		return refused("campaign and product", err);
	for (i = 0; i < count; i++) {
		if (parts[i].add(whole, report) != 0) {
			refused(parts[i].name, err);
			goto out;
		}
	}
	if (json_dump_callback(whole, add_bytes, out,
		JSON_COMPACT | JSON_REAL_PRECISION(DIGITS)) == -1) {
		err_memory(err);
		goto out;
	}
	rc = report_fits(out, err);
out:
	json_decref(whole);
	return rc;
}

int
json_report(const struct report *report, struct buf *out, struct err *err)
{
	if (write_parts(report, PARTS, out, err) == -1)
		return -1;
	buf_char(out, '\n');
	return report_fits(out, err);
}

int
json_summary(const struct report *report, struct buf *out, struct err *err)
{
	return write_parts(report, PARTS - 1, out, err);
}
