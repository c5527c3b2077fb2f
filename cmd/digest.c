#include <stdio.h>

#include "base/day.h"
#include "digest.h"
#include "store/progress.h"
#include "store/weekly.h"

#define STRAGGLERS 40 /* in a mail; the page has all */
#define LAGGARDS 10   /* of the campaign's: what one can do in a week */
#define FINISHED 20
#define LAST_DAYS 14   /* before the deadline, when it gets near */
#define PHRASE_MAX 500 /* bytes of a day or a number in words */
#define ADVICE_SIZE 32 /* bytes of a key of the words */

/* What to do next; the first that fits. */
static const char *const advices[] = {
    "leader", "begun", "unreachable", "last", "first", "meeting"};
#define ADVICES (sizeof(advices) / sizeof(advices[0]))

static size_t
advice_of(const struct progress *p, int64_t days_left)
{
	const bool fits[ADVICES] = {
	    p->leaders > 0 && p->leaders_enrolled == 0,
	    p->begun > 0,
	    p->unreachable > 0 && 2 * p->unreachable >= progress_missing(p),
	    days_left <= LAST_DAYS,
	    p->enrolled == 0,
	    true,
	};
	size_t i = 0;

	while (!fits[i])
		i++;
	return i;
}

/* A number that is worth a word. */
static void
set_some(struct value *data, const char *name, int64_t number)
{
	if (number > 0)
		value_set_number(data, name, number);
	else
		value_set(data, name, "");
}

/* Parts of a bar, which are a hundred together. */
static void
fill_bar(const struct progress *p, struct value *data)
{
	struct value *bar = value_set_object(data, "bar");
	int64_t whole = p->people > 0 ? p->people : 1;
	int64_t before = (p->enrolled - p->gained) * 100 / whole;
	int64_t now = p->enrolled * 100 / whole;

	set_some(bar, "before", before);
	set_some(bar, "gained", now - before);
	set_some(bar, "rest", 100 - now);
}

/* A number in the words of "key"; "" for none. */
static void
set_count(struct value *data, const char *name, const struct catalogue *words,
    const char *key, int64_t n)
{
	struct buf phrase;

	buf_init(&phrase, PHRASE_MAX);
	if (n > 0)
		catalogue_count(words, key, n, &phrase);
	value_set(data, name, phrase.data);
	buf_free(&phrase);
}

void
digest_fill(const struct progress *progress, int64_t days_left,
    const struct catalogue *words, struct value *data)
{
	int64_t missing = progress_missing(progress);
	size_t i, advice = advice_of(progress, days_left);
	struct value *object;

	value_set_bool(data, "done", missing == 0);
	value_set_number(data, "missing", missing);
	set_some(data, "gained", progress->gained);
	set_some(data, "exempt", progress->exempt);
	set_some(data, "begun", progress->begun);
	set_some(data, "unreachable", progress->unreachable);
	set_count(data, "missing_words", words, "people", missing);
	set_count(data, "gained_words", words, "people", progress->gained);
	set_count(data, "gained_tale", words, "gained", progress->gained);
	set_count(data, "exempt_words", words, "exempt", progress->exempt);
	set_count(data, "begun_words", words, "begun", progress->begun);
	fill_bar(progress, data);
	object = value_set_object(data, "advice");
	for (i = 0; i < ADVICES; i++)
		value_set_bool(object, advices[i], i == advice);
}

/* How somebody stands, in a few words. */
static void
fill_straggler(const struct straggler *s, const struct catalogue *words,
    struct value *list)
{
	struct value *item = value_add_object(list);
	char key[ADVICE_SIZE];
	struct buf day;

	value_set(item, "name", s->name);
	snprintf(key, sizeof(key), "straggler.%s",
	    s->unreachable && s->state < STATE_OPENED ? "unreachable"
						      : model_state(s->state));
	value_set(item, "state", catalogue_get(words, key));
	buf_init(&day, PHRASE_MAX);
	if (s->promised_day > 0)
		catalogue_day(words, s->promised_day, &day);
	value_set(item, "promised", day.data);
	buf_free(&day);
}

/* What a digest is written from. */
struct material {
	const struct campaign_set *set;
	struct period period;
	struct progress progress;
	int64_t days_left;
	const char *page; /* "" for none */
	const struct straggler *examples;
	size_t example_count;
	struct db_rows *rows; /* of stragglers, or of organisations; or NULL */
	bool names;
	struct err *err; /* filled once "failed" */
	bool failed;
};

static void
fill_stragglers(
    struct material *m, const struct catalogue *words, struct value *data)
{
	struct value *list = value_set_list(data, "stragglers");
	struct straggler straggler;
	int64_t count = 0;
	size_t i;
	int more = 0;

	for (i = 0; i < m->example_count; i++)
		fill_straggler(&m->examples[i], words, list);
	while (m->rows != NULL && (more = db_next(m->rows, m->err)) == 1) {
		progress_straggler(m->rows, &straggler);
		if (++count <= STRAGGLERS)
			fill_straggler(&straggler, words, list);
	}
	m->failed = more == -1;
	set_some(data, "more", count - STRAGGLERS);
}

static void
fill_institution(
    const void *about, const struct catalogue *words, struct value *data)
{
	struct material *m = (struct material *)about;

	digest_fill(&m->progress, m->days_left, words, data);
	value_set_bool(data, "names", m->names);
	value_set(data, "page", m->page);
	fill_stragglers(m, words, data);
}

static void
fill_laggard(const struct material *m, const struct organisation *organisation,
    const struct progress *p, const struct catalogue *words, struct value *list)
{
	struct value *item = value_add_object(list);
	char key[ADVICE_SIZE];

	value_set(item, "name", organisation->name);
	value_set_number(item, "people", p->people);
	value_set_number(item, "enrolled", p->enrolled);
	digest_fill(p, m->days_left, words, item);
	snprintf(
	    key, sizeof(key), "advice.%s", advices[advice_of(p, m->days_left)]);
	value_set(item, "advice", catalogue_get(words, key));
}

/* The next organisation: of the examples, or of the store. */
static int
next_organisation(struct material *m, size_t n,
    struct organisation *organisation, struct progress *progress)
{
	static const struct progress examples[] = {
	    {.people = 30, .enrolled = 12, .gained = 4, .leaders = 1},
	    {.people = 8, .enrolled = 8, .gained = 1, .leaders = 1},
	};
	int more;

	if (m->rows != NULL) {
		more = db_next(m->rows, m->err);
		if (more == 1)
			progress_row(m->rows, organisation, progress);
		return more;
	}
	if (n >= sizeof(examples) / sizeof(examples[0]))
		return 0;
	*organisation = (struct organisation){.name = "De Linde"};
	*progress = examples[n];
	return 1;
}

static void
fill_campaign(
    const void *about, const struct catalogue *words, struct value *data)
{
	struct material *m = (struct material *)about;
	struct value *laggards = value_set_list(data, "laggards");
	struct value *finished = value_set_list(data, "finished");
	struct progress p, sum = {0};
	struct organisation organisation;
	int64_t count = 0, complete = 0, got_done = 0;
	int more;

	while ((more = next_organisation(
		    m, (size_t)count, &organisation, &p)) == 1) {
		count++;
		progress_add(&sum, &p);
		complete += progress_missing(&p) == 0;
		if (progress_missing(&p) > 0 && count - complete <= LAGGARDS)
			fill_laggard(m, &organisation, &p, words, laggards);
		if (progress_missing(&p) == 0 && p.gained > 0 &&
		    ++got_done <= FINISHED)
			value_set(value_add_object(finished), "name",
			    organisation.name);
	}
	m->failed = more == -1;
	if (m->rows != NULL)
		m->progress = sum;
	digest_fill(&m->progress, m->days_left, words, data);
	value_set_number(data, "people", m->progress.people);
	value_set_number(data, "enrolled_people", m->progress.enrolled);
	value_set_number(data, "percent", progress_percent(&m->progress));
	value_set_number(data, "institutions", count);
	value_set_number(data, "complete", complete);
	set_some(data, "laggards_more", count - complete - LAGGARDS);
	set_some(data, "finished_more", got_done - FINISHED);
	value_set_bool(data, "any_finished", got_done > 0);
}

static const struct progress examples[DIGEST_EXAMPLES] = {
    {.people = 20,
	.enrolled = 12,
	.gained = 3,
	.exempt = 1,
	.begun = 2,
	.unreachable = 1,
	.leaders = 2,
	.leaders_enrolled = 1},
    {.people = 20, .enrolled = 19, .leaders = 1},
    {.people = 20, .enrolled = 20, .gained = 1, .leaders = 1},
};

static const struct straggler example_people[] = {
    {.ref = "kim", .name = "Kim Bos", .state = STATE_INVITED},
    {.ref = "sam", .name = "Sam de Wit", .state = STATE_STARTED},
    {.ref = "noa",
	.name = "Noa Visser",
	.state = STATE_OPENED,
	.promised_day = 20790},
    {.ref = "tom",
	.name = "Tom Jansen",
	.state = STATE_WAITING,
	.unreachable = true},
};

/* Makes the material for the row, or for an example. */
static int
begin(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct material *m, struct err *err)
{
	struct weekly weekly;

	*m = (struct material){.set = set,
	    .page = "",
	    .days_left = letter->deadline_day - letter->today,
	    .names = set->config->digest.names,
	    .err = err};
	if (about <= 0) {
		m->progress = examples[-about];
		m->names = about == 0;
		m->examples = example_people;
		m->example_count = about == 0
		    ? sizeof(example_people) / sizeof(example_people[0])
		    : 0;
		return 0;
	}
	switch (weekly_get(set->db, about, &weekly, err)) {
	case LOOKUP_FOUND:
		break;
	case LOOKUP_NONE:
		return err_set(err, ERR_DATA,
		    "the week that this is about is not kept any more");
	case LOOKUP_FAILED:
		return -1;
	}
	m->period =
	    (struct period){weekly.before, weekly.at, day_of(weekly.at)};
	return 0;
}

static int
finish(struct material *m, struct letter *letter,
    void (*fill)(const void *, const struct catalogue *, struct value *),
    struct letter_text *out, struct err *err)
{
	int rc;

	letter->more = fill;
	letter->about = m;
	letter->team_total = m->progress.people;
	letter->team_enrolled = m->progress.enrolled;
	rc = letter_mail(m->set->templates, letter, out, err);
	if (m->rows != NULL)
		db_end(m->rows);
	return m->failed ? -1 : rc;
}

int
digest_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err)
{
	int64_t organisation = letter->person->organisation;
	struct letter full = *letter;
	struct material m;

	if (begin(set, about, letter, &m, err) == -1)
		return -1;
	if (about > 0 &&
	    (progress_of(set->db, organisation, &m.period, &m.progress, err) ==
		    -1 ||
		(m.rows = progress_stragglers(
		     set->db, organisation, &m.period, err)) == NULL))
		return -1;
	return finish(&m, &full, fill_institution, out, err);
}

int
digest_owner_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err)
{
	struct letter full = *letter;
	struct material m;

	if (begin(set, about, letter, &m, err) == -1)
		return -1;
	if (about > 0 &&
	    (m.rows = progress_by_organisation(set->db, &m.period, err)) ==
		NULL)
		return -1;
	return finish(&m, &full, fill_campaign, out, err);
}
