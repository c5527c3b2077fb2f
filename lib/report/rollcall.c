#include <stdlib.h>
#include <string.h>

#include "base/idset.h"
#include "base/text.h"
#include "report/curve.h"
#include "report/rollcall.h"
#include "report/shares.h"
#include "report/waits.h"

#define FIRST_LINES 64

struct rollcall {
	struct adoption a; /* what is known so far */
	struct curve curve;
	size_t lines; /* there is room for */
	struct idset locked;
	struct waits waits;
	struct shares methods, led;
	struct census_organisation at; /* at hand */
	struct adoption_line *line;    /* its line; NULL before the first */
	struct adoption_wave *wave;    /* of the last person */
};

/* Who is locked: seldom more than a few. */
static int
read_locked(struct rollcall *r, struct db *db, struct err *err)
{
	struct db_rows *rows = census_locked(db, err);
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		if (idset_add(&r->locked, db_column_int(rows, 0), err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(rows);
	return more;
}

/* The wave of a person; neighbours are often of the same. */
static struct adoption_wave *
wave_of(struct rollcall *r, const char *name)
{
	size_t last = r->a.wave_count - 1, i = 0;

	if (r->wave != NULL && text_same(r->wave->name, name))
		return r->wave;
	while (i < last && !text_same(r->a.waves[i].name, name))
		i++;
	return r->wave = &r->a.waves[i];
}

static int
add_enrolled(struct rollcall *r, const struct census_person *p, struct err *err)
{
	if (shares_add(&r->methods, p->method, "", err) == -1 ||
	    shares_add(&r->led, p->led_stage, p->led_channel, err) == -1)
		return -1;
	if (p->invited_at == 0 || p->enrolled_at < p->invited_at)
		return 0;
	waits_add(&r->waits, p->enrolled_at - p->invited_at);
	return 0;
}

static int
add_person(struct rollcall *r, const struct census_person *p, struct err *err)
{
	const struct headcount_view view = {r->a.today, r->at.exempt_until,
	    p->enrolled_at != 0 && idset_has(&r->locked, p->id)};
	struct adoption_wave *wave = wave_of(r, p->wave);

	headcount_add(&r->line->people, p, &view);
	headcount_add(&wave->people, p, &view);
	headcount_add(&r->a.audiences[p->audience], p, &view);
	curve_add(&r->curve, p);
	if (p->left_at != 0)
		return 0;
	if (wave->deadline_day > r->line->deadline_day)
		r->line->deadline_day = wave->deadline_day;
	return p->enrolled_at == 0 ? 0 : add_enrolled(r, p, err);
}

/* The organisation at hand is done; one without people has no line. */
static int
end_line(struct rollcall *r, struct err *err)
{
	struct adoption_line *line = r->line;

	if (line == NULL)
		return 0;
	headcount_sum(&r->a.total, &line->people);
	if (line->people.population == 0)
		r->a.count--;
	else
		line->weeks = calloc(r->a.week_count, sizeof(*line->weeks));
	if (line->people.population > 0 && line->weeks == NULL)
		return err_memory(err);
	curve_end_weeks(&r->curve, line->weeks);
	if (r->at.extended_day > 0)
		line->deadline_day = r->at.extended_day;
	r->line = NULL;
	return 0;
}

static int
begin_line(struct rollcall *r, struct err *err)
{
	struct adoption *a = &r->a;
	struct adoption_line *lines;
	size_t wanted = r->lines == 0 ? FIRST_LINES : r->lines * 2;

	if (a->count == r->lines) {
		lines = realloc(a->organisations, wanted * sizeof(*lines));
		if (lines == NULL)
			return err_memory(err);
		a->organisations = lines;
		r->lines = wanted;
	}
	r->line = &a->organisations[a->count++];
	*r->line = (struct adoption_line){.organisation = r->at.organisation};
	return 0;
}

/* Goes on to the organisation of a person; both come by id. */
static int
turn_to(struct rollcall *r, struct db_rows *organisations, int64_t id,
    struct err *err)
{
	int more = 1;

	if (r->line != NULL && r->at.organisation.id == id)
		return 0;
	if (end_line(r, err) == -1)
		return -1;
	while (r->at.organisation.id < id &&
	    (more = db_next(organisations, err)) == 1)
		census_organisation(organisations, &r->at);
	if (more == -1)
		return -1;
	return begin_line(r, err);
}

int
rollcall_call(struct rollcall *r, struct db *db, int64_t first, int64_t last,
    struct err *err)
{
	struct db_rows *organisations = NULL, *people = NULL;
	struct census_person person;
	int more = -1;

	if (read_locked(r, db, err) == -1)
		return -1;
	organisations = census_organisations(db, first, last, err);
	if (organisations == NULL)
		return -1;
	people = census_people(db, first, last, err);
	if (people == NULL)
		goto out;
	while ((more = db_next(people, err)) == 1) {
		census_person(people, &person);
		if (turn_to(r, organisations, person.organisation, err) == -1 ||
		    add_person(r, &person, err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(people);
	if (more == 0)
		more = end_line(r, err);
out:
	db_end(organisations);
	return more;
}

static int
set_up(struct rollcall *r, const struct config *config, struct err *err)
{
	struct adoption *a = &r->a;
	size_t i;

	if (curve_init(&r->curve, a->first_day, a->today, err) == -1)
		return -1;
	a->day_count = r->curve.span.days;
	a->week_count = r->curve.week_count;
	a->wave_count = config->wave_count + 1;
	a->days = calloc(a->day_count, sizeof(*a->days));
	a->waves = calloc(a->wave_count, sizeof(*a->waves));
	if (a->days == NULL || a->waves == NULL)
		return err_memory(err);
	for (i = 0; i < config->wave_count; i++) {
		a->waves[i].name = config->waves[i].name;
		a->waves[i].deadline_day = config->waves[i].deadline_day;
	}
	a->waves[i].name = "";
	a->waves[i].deadline_day = config->campaign.deadline_day;
	return 0;
}

int
rollcall_begin(const struct config *config, const struct adoption *frame,
    struct rollcall **out, struct err *err)
{
	struct rollcall *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return err_memory(err);
	r->a = *frame;
	if (set_up(r, config, err) == -1) {
		rollcall_free(r);
		return -1;
	}
	*out = r;
	return 0;
}

/* Takes over the lines of another one. */
static int
join_lines(struct rollcall *r, struct rollcall *other, struct err *err)
{
	size_t count = r->a.count + other->a.count;
	struct adoption_line *lines;

	if (other->a.count == 0)
		return 0;
	lines = realloc(r->a.organisations, count * sizeof(*lines));
	if (lines == NULL)
		return err_memory(err);
	memcpy(lines + r->a.count, other->a.organisations,
	    other->a.count * sizeof(*lines));
	r->a.organisations = lines;
	r->a.count = r->lines = count;
	other->a.count = 0;
	return 0;
}

int
rollcall_join(struct rollcall *r, struct rollcall *other, struct err *err)
{
	size_t i;

	for (i = 0; i < r->a.wave_count; i++)
		headcount_sum(&r->a.waves[i].people, &other->a.waves[i].people);
	for (i = 0; i < AUDIENCES; i++)
		headcount_sum(&r->a.audiences[i], &other->a.audiences[i]);
	headcount_sum(&r->a.total, &other->a.total);
	curve_join(&r->curve, &other->curve);
	waits_join(&r->waits, &other->waits);
	if (shares_join(&r->methods, &other->methods, err) == -1 ||
	    shares_join(&r->led, &other->led, err) == -1)
		return -1;
	return join_lines(r, other, err);
}

void
rollcall_end(struct rollcall *r, struct adoption *adoption)
{
	struct adoption *a = &r->a;

	curve_days(&r->curve, a->days);
	a->timed = r->waits.people;
	a->median_hours = waits_within(&r->waits, 50);
	a->slow_hours = waits_within(&r->waits, 90);
	a->methods = shares_take(&r->methods, &a->method_count);
	a->led = shares_take(&r->led, &a->led_count);
	*adoption = *a;
	*a = (struct adoption){.organisations = NULL};
}

void
rollcall_free(struct rollcall *r)
{
	if (r == NULL)
		return;
	adoption_free(&r->a);
	shares_free(&r->methods);
	shares_free(&r->led);
	curve_free(&r->curve);
	idset_free(&r->locked);
	free(r);
}
