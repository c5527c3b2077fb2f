#include <stdio.h>

#include "base/day.h"
#include "digest.h"
#include "enrol/steward.h"
#include "render/headway.h"
#include "store/progress.h"
#include "store/weekly.h"

#define STRAGGLERS 40 /* in a mail; the page has all */
#define LAGGARDS 10   /* of the campaign's: what one can do in a week */
#define FINISHED 20
#define PAGE_MAX 2048 /* bytes; a base URL and a token */

/* What a digest is written from. */
struct material {
	const struct campaign_set *set;
	struct period period;
	struct progress progress;
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
		headway_straggler(&m->examples[i], words, list);
	while (m->rows != NULL && (more = db_next(m->rows, m->err)) == 1) {
		progress_straggler(m->rows, &straggler);
		if (++count <= STRAGGLERS)
			headway_straggler(&straggler, words, list);
	}
	m->failed = more == -1;
	headway_some(data, "more", words, count - STRAGGLERS);
}

static void
fill_institution(
    const void *about, const struct catalogue *words, struct value *data)
{
	struct material *m = (struct material *)about;

	headway_fill(&m->progress, words, data);
	value_set_bool(data, "names", m->names);
	value_set(data, "page", m->page);
	fill_stragglers(m, words, data);
}

static void
fill_laggard(const struct organisation *organisation, const struct progress *p,
    const struct catalogue *words, struct value *list)
{
	struct value *item = value_add_object(list);

	value_set(item, "name", organisation->name);
	headway_number(item, "people", words, p->people);
	headway_number(item, "enrolled", words, p->enrolled);
	headway_fill(p, words, item);
	value_set(item, "advice", headway_advice(p, words));
}

/* How many institutions there are besides, in words. */
static void
set_more(struct value *data, const struct catalogue *words, int64_t count)
{
	struct buf phrase;

	buf_init(&phrase, PAGE_MAX);
	if (count > 0)
		catalogue_count(words, "institutions", count, &phrase);
	value_set(data, "laggards_more", phrase.data);
	buf_free(&phrase);
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
			fill_laggard(&organisation, &p, words, laggards);
		if (progress_missing(&p) == 0 && p.gained > 0 &&
		    ++got_done <= FINISHED)
			value_set(value_add_object(finished), "name",
			    organisation.name);
	}
	m->failed = more == -1;
	if (m->rows != NULL)
		m->progress = sum;
	headway_fill(&m->progress, words, data);
	headway_number(data, "people", words, m->progress.people);
	headway_number(data, "enrolled_people", words, m->progress.enrolled);
	value_set_number(data, "percent", progress_percent(&m->progress));
	headway_number(data, "institutions", words, count);
	headway_number(data, "complete", words, complete);
	set_more(data, words, count - complete - LAGGARDS);
	headway_some(data, "finished_more", words, got_done - FINISHED);
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
begin(const struct campaign_set *set, int64_t about, struct material *m,
    struct err *err)
{
	struct weekly weekly;

	*m = (struct material){.set = set,
	    .page = "",
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

/*
 * The link to the institution's page, as of the moment that the mail tells of;
 * none in a mailbox that others read.
 */
static int
add_page(const struct campaign_set *set, const struct letter *letter,
    int64_t at, struct buf *page, struct err *err)
{
	struct desk desk = set->desk;

	if (letter->person->shared)
		return 0;
	if (at > 0)
		desk.now = at;
	return steward_url(&desk, letter->person, page, err);
}

int
digest_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err)
{
	int64_t organisation = letter->person->organisation;
	struct letter full = *letter;
	struct material m;
	struct buf page;
	int rc;

	if (begin(set, about, &m, err) == -1)
		return -1;
	if (about > 0 &&
	    (progress_of(set->db, organisation, &m.period, &m.progress, err) ==
		    -1 ||
		(m.rows = progress_stragglers(
		     set->db, organisation, &m.period, err)) == NULL))
		return -1;
	buf_init(&page, PAGE_MAX);
	rc = add_page(set, letter, m.period.at, &page, err);
	m.page = page.data;
	if (rc == 0)
		rc = finish(&m, &full, fill_institution, out, err);
	else if (m.rows != NULL)
		db_end(m.rows);
	buf_wipe(&page);
	return rc;
}

int
digest_owner_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err)
{
	struct letter full = *letter;
	struct material m;

	if (begin(set, about, &m, err) == -1)
		return -1;
	if (about > 0 &&
	    (m.rows = progress_by_organisation(set->db, &m.period, err)) ==
		NULL)
		return -1;
	return finish(&m, &full, fill_campaign, out, err);
}
