#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/text.h"
#include "enrol/obligation.h"
#include "jsonout.h"
#include "rehearse.h"
#include "schedule/ladder.h"
#include "store/gateanswer.h"
#include "store/organisation.h"
#include "store/census.h"
#include "store/person.h"

#define SHOWN 40 /* characters of a name */
#define SHOWN_SIZE (4 * SHOWN + 8)

/* Of one organisation. */
struct toll {
	int64_t people, stopped;
	int64_t admins, admins_stopped;
};

struct rehearsal {
	const struct campaign_set *set;
	int64_t day;
	struct toll *tolls; /* by row id of the organisation */
	size_t count;
	struct toll all;
	int64_t locked_out; /* organisations without an administrator */
	int64_t observed[DECISION_WAIT + 1]; /* today, by enum decision */
};

/* The toll of an organisation; NULL without memory. */
static struct toll *
toll_of(struct rehearsal *r, int64_t organisation)
{
	size_t index = (size_t)organisation, count = r->count, i;
	struct toll *tolls;

	if (index < count)
		return &r->tolls[index];
	count = 2 * index + 16;
	tolls = realloc(r->tolls, count * sizeof(*tolls));
	if (tolls == NULL)
		return NULL;
	for (i = r->count; i < count; i++)
		tolls[i] = (struct toll){0};
	r->tolls = tolls;
	r->count = count;
	return &tolls[index];
}

/* Whether the gate would stop this person. */
static bool
is_stopped(const struct rehearsal *r, const struct person *p)
{
	return p->enrolled_at == 0 && !ladder_is_exempt(p, r->day) &&
	    ladder_start_day(r->set->config, p) <= r->day &&
	    ladder_deadline_day(r->set->config, p) <= r->day;
}

static void
add(struct toll *toll, const struct person *p, bool stopped)
{
	toll->people++;
	toll->stopped += stopped;
	if (p->audience != AUDIENCE_ADMIN)
		return;
	toll->admins++;
	toll->admins_stopped += stopped;
}

static int
count(struct rehearsal *r, struct err *err)
{
	struct db_rows *rows = person_present(r->set->db, 0, err);
	struct person person;
	struct toll *toll;
	bool stopped;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		person_row(rows, &person);
		toll = toll_of(r, person.organisation);
		if (toll == NULL) {
			more = err_memory(err);
			break;
		}
		stopped = is_stopped(r, &person);
		add(toll, &person, stopped);
		add(&r->all, &person, stopped);
	}
	db_end(rows);
	return more;
}

/* What the gate would have said today. */
static int
observe(struct rehearsal *r, struct err *err)
{
	int decision;

	for (decision = 0; decision <= DECISION_WAIT; decision++) {
		if (gateanswer_get(r->set->db, day_of(r->set->desk.now),
			(enum decision)decision, &r->observed[decision],
			err) == -1)
			return -1;
	}
	return 0;
}

static void
print_toll(const struct organisation *o, const struct toll *toll, bool locked)
{
	char name[SHOWN_SIZE];

	text_show(o->name, SHOWN, name, sizeof(name));
	printf("%-16s %-40s %6lld of %6lld%s\n", o->ref, name,
	    (long long)toll->stopped, (long long)toll->people,
	    locked ? "  NO ADMINISTRATOR COULD COME IN" : "");
}

static void
json_toll(struct jsonout *out, const struct organisation *o,
    const struct toll *toll, bool locked)
{
	jsonout_begin(out, NULL, '{');
	jsonout_text(out, "organisation", o->ref);
	jsonout_text(out, "name", o->name);
	jsonout_number(out, "people", toll->people);
	jsonout_number(out, "stopped", toll->stopped);
	jsonout_number(out, "admins", toll->admins);
	jsonout_number(out, "admins_stopped", toll->admins_stopped);
	jsonout_flag(out, "locked_out", locked);
	jsonout_end(out, '}');
}

/* Those with somebody stopped; to "out", or as text when that is NULL. */
static int
show(struct rehearsal *r, struct jsonout *out, struct err *err)
{
	struct db_rows *rows =
	    census_organisations(r->set->db, 0, INT64_MAX, err);
	struct census_organisation o;
	const struct toll *toll;
	bool locked;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		census_organisation(rows, &o);
		if ((size_t)o.organisation.id >= r->count)
			continue;
		toll = &r->tolls[o.organisation.id];
		if (toll->stopped == 0)
			continue;
		locked =
		    toll->admins > 0 && toll->admins_stopped == toll->admins;
		r->locked_out += locked;
		if (out != NULL)
			json_toll(out, &o.organisation, toll, locked);
		else
			print_toll(&o.organisation, toll, locked);
	}
	db_end(rows);
	return more;
}

/* One of those who would be stopped; to "out", or as text. */
static void
show_person(
    struct jsonout *out, const struct organisation *o, const struct person *p)
{
	char name[SHOWN_SIZE];

	if (out != NULL) {
		jsonout_begin(out, NULL, '{');
		jsonout_text(out, "organisation", o->ref);
		jsonout_text(out, "user", p->ref);
		jsonout_text(out, "name", p->name);
		jsonout_text(out, "audience", model_audience(p->audience));
		jsonout_end(out, '}');
		return;
	}
	text_show(p->name, SHOWN, name, sizeof(name));
	printf("%-16s %-20s %-40s %s\n", o->ref, p->ref, name,
	    model_audience(p->audience));
}

/* Each of those who would be stopped, by organisation. */
static int
show_people(const struct rehearsal *r, struct jsonout *out, struct err *err)
{
	struct db_rows *rows = person_present(r->set->db, 0, err);
	struct organisation organisation = {.id = 0};
	struct person person;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		person_row(rows, &person);
		if (!is_stopped(r, &person))
			continue;
		if (person.organisation != organisation.id &&
		    organisation_get(r->set->db, person.organisation,
			&organisation, err) == LOOKUP_FAILED) {
			more = -1;
			break;
		}
		show_person(out, &organisation, &person);
	}
	db_end(rows);
	return more;
}

static void
print_sum(const struct rehearsal *r)
{
	const struct config *config = r->set->config;
	char day[DAY_TEXT_SIZE];

	day_text(r->day, day);
	printf("%lld of %lld would be stopped on %s, if nobody enrolled any "
	       "more\n",
	    (long long)r->all.stopped, (long long)r->all.people, day);
	if (r->locked_out > 0)
		printf("warning: in %lld of these organisations all "
		       "administrators would be\n",
		    (long long)r->locked_out);
	if (config->gate.mode == GATE_OBSERVE)
		printf("nobody is stopped while gate.mode is \"observe\"; it "
		       "would have said today: nudge %lld times, enrol %lld, "
		       "wait %lld\n",
		    (long long)r->observed[DECISION_NUDGE],
		    (long long)r->observed[DECISION_ENROL],
		    (long long)r->observed[DECISION_WAIT]);
	if (config->enforce.at_least > 0)
		printf("nobody is stopped before %lld%% of a wave are ready "
		       "(enforce.at_least)\n",
		    (long long)config->enforce.at_least);
}

static int
print_text(struct rehearsal *r, bool people, struct err *err)
{
	if ((people && show_people(r, NULL, err) == -1) ||
	    show(r, NULL, err) == -1)
		return -1;
	print_sum(r);
	return 0;
}

static int
print_json(struct rehearsal *r, bool people, struct err *err)
{
	struct jsonout out = {false};
	int decision, rc = 0;

	jsonout_begin(&out, NULL, '{');
	jsonout_day(&out, "day", r->day);
	if (people) {
		jsonout_begin(&out, "stopped_people", '[');
		rc = show_people(r, &out, err);
		jsonout_end(&out, ']');
	}
	jsonout_begin(&out, "organisations", '[');
	if (rc == 0)
		rc = show(r, &out, err);
	jsonout_end(&out, ']');
	jsonout_number(&out, "people", r->all.people);
	jsonout_number(&out, "stopped", r->all.stopped);
	jsonout_number(&out, "locked_out", r->locked_out);
	jsonout_begin(&out, "observed_today", '{');
	for (decision = 0; decision <= DECISION_WAIT; decision++)
		jsonout_number(&out, model_decision((enum decision)decision),
		    r->observed[decision]);
	jsonout_end(&out, '}');
	jsonout_end(&out, '}');
	putchar('\n');
	return rc;
}

int
rehearse(const struct context *context, const struct campaign_set *set,
    int64_t day, bool people, struct err *err)
{
	struct rehearsal r = {.set = set, .day = day};
	int rc = -1;

	if (count(&r, err) == 0 && observe(&r, err) == 0)
		rc = context->json ? print_json(&r, people, err)
				   : print_text(&r, people, err);
	free(r.tolls);
	return rc;
}
