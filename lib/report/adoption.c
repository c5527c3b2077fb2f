#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "report/adoption.h"
#include "store/organisation.h"

#define FIRST_LINES 64
#define REF_SHOWN 40 /* characters of a ref in a sentence */

int
adoption_tenths(const struct tally *tally)
{
	if (tally->population == 0)
		return 0;
	return (int)(tally->states[STATE_ENROLLED] * 1000 / tally->population);
}

/* Of equal percentages the one with the most people still to go comes first. */
static int
compare(const void *a, const void *b)
{
	const struct adoption_line *left = a, *right = b;
	const struct tally *l = &left->tally, *r = &right->tally;
	int64_t first = l->states[STATE_ENROLLED] * r->population;
	int64_t second = r->states[STATE_ENROLLED] * l->population;
	int names;

	if (first != second)
		return first < second ? -1 : 1;
	if (l->population != r->population)
		return l->population > r->population ? -1 : 1;
	names = strcmp(left->organisation.name, right->organisation.name);
	if (names != 0)
		return names;
	return strcmp(left->organisation.ref, right->organisation.ref);
}

/* The next line, empty; NULL without memory. */
static struct adoption_line *
add_line(struct adoption *adoption, size_t *size)
{
	struct adoption_line *lines;
	size_t wanted = *size == 0 ? FIRST_LINES : *size * 2;

	if (adoption->count == *size) {
		lines =
		    realloc(adoption->organisations, wanted * sizeof(*lines));
		if (lines == NULL)
			return NULL;
		adoption->organisations = lines;
		*size = wanted;
	}
	return &adoption->organisations[adoption->count++];
}

static int
count_all(struct db *db, struct adoption *adoption, struct err *err)
{
	struct db_rows *rows = tally_by_organisation(db, err);
	struct adoption_line *line;
	size_t size = 0;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		line = add_line(adoption, &size);
		if (line == NULL) {
			more = err_memory(err);
			break;
		}
		tally_row(rows, &line->organisation, &line->tally);
		tally_add(&adoption->total, &line->tally);
	}
	db_end(rows);
	return more;
}

static int
count_one(
    struct db *db, const char *ref, struct adoption *adoption, struct err *err)
{
	char shown[REF_SHOWN * 4 + 8];
	struct adoption_line *line;
	size_t size = 0;

	line = add_line(adoption, &size);
	if (line == NULL)
		return err_memory(err);
	switch (organisation_find(db, ref, &line->organisation, err)) {
	case LOOKUP_FOUND:
		break;
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		text_show(ref, REF_SHOWN, shown, sizeof(shown));
		return err_set(err, ERR_DATA,
		    "no organisation is known as \"%s\"; it is the key in the "
		    "imported list",
		    shown);
	}
	if (tally_of(db, line->organisation.id, &line->tally, err) == -1)
		return -1;
	adoption->total = line->tally;
	return 0;
}

int
adoption_count(struct db *db, const struct config *config, const char *ref,
    int64_t now, struct adoption *adoption, struct err *err)
{
	int64_t today = day_of(now);
	int rc;

	*adoption = (struct adoption){
	    .as_of = now,
	    .today = today,
	    .deadline_day = config->campaign.deadline_day,
	    .days_left = config->campaign.deadline_day - today,
	};
	if (ref != NULL)
		rc = count_one(db, ref, adoption, err);
	else
		rc = count_all(db, adoption, err);
	if (rc == -1) {
		adoption_free(adoption);
		return -1;
	}
	if (adoption->count > 1)
		qsort(adoption->organisations, adoption->count,
		    sizeof(*adoption->organisations), compare);
	return 0;
}

void
adoption_free(struct adoption *adoption)
{
	free(adoption->organisations);
	*adoption = (struct adoption){.organisations = NULL};
}
