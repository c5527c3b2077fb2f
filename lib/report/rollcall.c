#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/clock.h"
#include "base/span.h"
#include "base/text.h"
#include "report/rollcall.h"
#include "report/shares.h"

#define FIRST_LINES 64
#define HOURS (24 * 366) /* of waiting that are told apart */

struct rollcall {
	struct adoption *a;
	const struct config *config;
	struct span span;
	struct adoption_point *days; /* one more than there are */
	struct adoption_point
	    *weeks;      /* of the organisation at hand, one more too */
	size_t lines;    /* there is room for */
	int64_t *locked; /* ids, ascending */
	size_t locked_count;
	int64_t *hours; /* people, by how many whole hours they took */
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
	size_t size = 0;
	int64_t *ids;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		if (r->locked_count == size) {
			size = size * 2 + FIRST_LINES;
			ids = realloc(r->locked, size * sizeof(*ids));
			if (ids == NULL) {
				more = err_memory(err);
				break;
			}
			r->locked = ids;
		}
		r->locked[r->locked_count++] = db_column_int(rows, 0);
	}
	db_end(rows);
	return more;
}

static int
by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool
is_locked(const struct rollcall *r, int64_t id)
{
	return r->locked_count > 0 &&
	    bsearch(&id, r->locked, r->locked_count, sizeof(id), by_number) !=
	    NULL;
}

/* The wave of a person; neighbours are often of the same. */
static struct adoption_wave *
wave_of(struct rollcall *r, const char *name)
{
	size_t last = r->a->wave_count - 1, i = 0;

	if (r->wave != NULL && text_same(r->wave->name, name))
		return r->wave;
	while (i < last && !text_same(r->a->waves[i].name, name))
		i++;
	return r->wave = &r->a->waves[i];
}

/* From which week on something of that day is seen. */
static size_t
week_of(const struct rollcall *r, size_t day)
{
	size_t days = r->a->day_count, weeks = r->a->week_count;

	return day >= days ? weeks : weeks - 1 - (days - 1 - day) / DAY_WEEK;
}

/* Notes when somebody came, enrolled and left. */
static void
note(struct adoption_point *changes, size_t came, size_t enrolled, size_t left,
    bool won)
{
	if (left <= came)
		return;
	changes[came].population++;
	changes[left].population--;
	if (enrolled >= left)
		return;
	changes[enrolled].won += won;
	changes[enrolled > came ? enrolled : came].enrolled++;
	changes[left].enrolled--;
}

static void
add_to_curves(struct rollcall *r, const struct census_person *p)
{
	size_t days = r->a->day_count, never = days;
	size_t came = span_of_day(&r->span, p->joined_day);
	size_t enrolled =
	    p->enrolled_at == 0 ? never : span_of(&r->span, p->enrolled_at);
	size_t left = p->left_at == 0 ? never : span_of(&r->span, p->left_at);

	/* Whoever is on the list counts, also who starts to work later. */
	if (came >= days)
		came = days - 1;
	/* As does who enrolled or left in this very second. */
	note(r->days, came, enrolled, left, enrolled > came);
	note(r->weeks, week_of(r, came), week_of(r, enrolled), week_of(r, left),
	    enrolled > came);
}

static int
add_enrolled(struct rollcall *r, const struct census_person *p, struct err *err)
{
	int64_t hours = (p->enrolled_at - p->invited_at) / CLOCK_HOUR;

	if (shares_add(&r->methods, p->method, "", err) == -1 ||
	    shares_add(&r->led, p->led_stage, p->led_channel, err) == -1)
		return -1;
	if (p->invited_at == 0 || p->enrolled_at < p->invited_at)
		return 0;
	r->a->timed++;
	r->hours[hours < HOURS ? hours : HOURS - 1]++;
	return 0;
}

static int
add_person(struct rollcall *r, const struct census_person *p, struct err *err)
{
	const struct headcount_view view = {r->a->today, r->at.exempt_until,
	    p->enrolled_at != 0 && is_locked(r, p->id)};
	struct adoption_wave *wave = wave_of(r, p->wave);

	headcount_add(&r->line->people, p, &view);
	headcount_add(&wave->people, p, &view);
	headcount_add(&r->a->audiences[p->audience], p, &view);
	add_to_curves(r, p);
	if (p->left_at != 0)
		return 0;
	if (wave->deadline_day > r->line->deadline_day)
		r->line->deadline_day = wave->deadline_day;
	return p->enrolled_at == 0 ? 0 : add_enrolled(r, p, err);
}

/* Adds up the changes to what there was at each of "count" ends. */
static void
add_up(const struct adoption_point *changes, struct adoption_point *points,
    size_t count)
{
	struct adoption_point point = {0, 0, 0};
	size_t i;

	for (i = 0; i < count; i++) {
		point.population += changes[i].population;
		point.enrolled += changes[i].enrolled;
		point.won = changes[i].won;
		points[i] = point;
	}
}

/* The organisation at hand is done; one without people has no line. */
static int
end_line(struct rollcall *r, struct err *err)
{
	struct adoption_line *line = r->line;
	size_t weeks = r->a->week_count;

	if (line == NULL)
		return 0;
	headcount_sum(&r->a->total, &line->people);
	if (line->people.population == 0)
		r->a->count--;
	else
		line->weeks = calloc(weeks, sizeof(*line->weeks));
	if (line->people.population > 0 && line->weeks == NULL)
		return err_memory(err);
	if (line->weeks != NULL)
		add_up(r->weeks, line->weeks, weeks);
	memset(r->weeks, 0, (weeks + 1) * sizeof(*r->weeks));
	if (r->at.extended_day > 0)
		line->deadline_day = r->at.extended_day;
	r->line = NULL;
	return 0;
}

static int
begin_line(struct rollcall *r, struct err *err)
{
	struct adoption *a = r->a;
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

static int
go_by_everyone(struct rollcall *r, struct db *db, int64_t id, struct err *err)
{
	struct db_rows *organisations = census_organisations(db, id, err);
	struct db_rows *people = NULL;
	struct census_person person;
	int more = -1;

	if (organisations == NULL)
		return -1;
	people = census_people(db, id, err);
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

/* The hours within which so many in a hundred of them did it. */
static int64_t
hours_of(const struct rollcall *r, int64_t percent)
{
	int64_t wanted = (r->a->timed * percent + 99) / 100, sum = 0, hours;

	for (hours = 0; hours < HOURS - 1; hours++) {
		sum += r->hours[hours];
		if (sum >= wanted)
			break;
	}
	return r->a->timed == 0 ? 0 : hours;
}

static int
set_up(struct rollcall *r, struct err *err)
{
	struct adoption *a = r->a;
	const struct config *config = r->config;
	size_t i;

	if (span_init(&r->span, a->first_day, a->today, err) == -1)
		return -1;
	a->day_count = r->span.days;
	a->week_count = (a->day_count - 1) / DAY_WEEK + 1;
	a->wave_count = config->wave_count + 1;
	a->days = calloc(a->day_count, sizeof(*a->days));
	a->waves = calloc(a->wave_count, sizeof(*a->waves));
	r->days = calloc(a->day_count + 1, sizeof(*r->days));
	r->weeks = calloc(a->week_count + 1, sizeof(*r->weeks));
	r->hours = calloc(HOURS, sizeof(*r->hours));
	if (a->days == NULL || a->waves == NULL || r->days == NULL ||
	    r->weeks == NULL || r->hours == NULL)
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
rollcall_take(struct db *db, const struct config *config, int64_t organisation,
    struct adoption *adoption, struct err *err)
{
	struct rollcall r = {.a = adoption, .config = config};
	int rc = -1;

	if (set_up(&r, err) == -1 || read_locked(&r, db, err) == -1 ||
	    go_by_everyone(&r, db, organisation, err) == -1)
		goto out;
	add_up(r.days, adoption->days, adoption->day_count);
	adoption->median_hours = hours_of(&r, 50);
	adoption->slow_hours = hours_of(&r, 90);
	adoption->methods = shares_take(&r.methods, &adoption->method_count);
	adoption->led = shares_take(&r.led, &adoption->led_count);
	rc = 0;
out:
	shares_free(&r.methods);
	shares_free(&r.led);
	span_free(&r.span);
	free(r.locked);
	free(r.hours);
	free(r.weeks);
	free(r.days);
	return rc;
}
