#include <inttypes.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "listing.h"
#include "roster/ahead.h"
#include "roster/rejects.h"
#include "schedule/ladder.h"
#include "store/event.h"
#include "store/imported.h"

#define SHOWN_OF_A_COLUMN 20           /* refusals; more tell nothing new */
#define PROGRESS_EACH 16384            /* rows between two signs of life */
#define COLUMNS_AND_NONE (COLUMNS + 1) /* the last for whole rows */

struct import {
	struct campaign_set *set;
	const char *name;
	const struct listing_setup *setup;
	struct merge *merge;
	struct rejects *rejects;
	int64_t rows;
	struct {
		char title[COLUMN_TITLE_SIZE];
		int64_t refusals;
	} columns[COLUMNS_AND_NONE];
};

static void
on_begin(const struct layout *layout, void *context)
{
	const struct import *import = context;

	if (import->rejects != NULL)
		rejects_begin(import->rejects, layout);
}

static void
show_progress(struct import *import)
{
	if (++import->rows % PROGRESS_EACH == 0 && import->setup->progress)
		fprintf(stderr, "\r%s: %" PRId64 " rows", import->name,
		    import->rows);
}

static bool
on_known(uint64_t hash, size_t line, void *context)
{
	struct import *import = context;

	if (!merge_knows(import->merge, hash, line))
		return false;
	show_progress(import);
	return true;
}

static int
on_row(const struct roster_row *row, void *context, struct err *err)
{
	struct import *import = context;

	show_progress(import);
	return merge_row(import->merge, row, err);
}

/* Counts by the titles of the columns; returns how many there were of one. */
static int64_t
count_refusal(struct import *import, const char *title)
{
	size_t i = 0;

	while (i < COLUMNS_AND_NONE - 1 && import->columns[i].refusals > 0 &&
	    !text_same(import->columns[i].title, title))
		i++;
	snprintf(import->columns[i].title, COLUMN_TITLE_SIZE, "%s", title);
	return ++import->columns[i].refusals;
}

static void
on_refused(const struct roster_refusal *refusal, void *context)
{
	struct import *import = context;
	FILE *out = import->setup->messages;

	if (import->rejects != NULL)
		rejects_add(import->rejects, refusal);
	if (import->setup->refusals != NULL)
		import->setup->refusals->refused(
		    refusal, import->setup->refusals->context);
	if (count_refusal(import, refusal->column) > SHOWN_OF_A_COLUMN)
		return;
	if (refusal->column[0] == '\0')
		fprintf(out, "%s:%zu: the line %s\n", import->name,
		    refusal->line, refusal->reason);
	else
		fprintf(out, "%s:%zu: %s \"%s\" %s\n", import->name,
		    refusal->line, refusal->column, refusal->value,
		    refusal->reason);
}

/* What was not told line by line. */
static void
tell_rest(const struct import *import)
{
	int64_t more;
	size_t i;

	for (i = 0; i < COLUMNS_AND_NONE; i++) {
		more = import->columns[i].refusals - SHOWN_OF_A_COLUMN;
		if (more > 0)
			fprintf(import->setup->messages,
			    "%s: ... and %" PRId64 " more of column \"%s\"\n",
			    import->name, more, import->columns[i].title);
	}
}

static void
on_notice(const char *sentence, void *context)
{
	const struct import *import = context;

	fprintf(import->setup->messages, "%s: %s\n", import->name, sentence);
}

static void
describe(const struct import *import, const struct listing *listing)
{
	const struct roster_summary *s = &listing->summary;
	const char quoted[] = {'"', s->delimiter, '"', '\0'};
	char day[DAY_TEXT_SIZE];

	if (import->setup->progress)
		fprintf(stderr, "\r\033[K");
	if (import->setup->brief)
		return;
	fprintf(import->setup->messages, "%s: %zu rows, %s, delimiter %s\n",
	    import->name, s->known + s->rows + s->refused, s->charset,
	    s->delimiter == '\t' ? "tab" : quoted);
	if (listing->before == 0)
		return;
	day_text(day_of(listing->before), day);
	fprintf(import->setup->messages,
	    "%s: the same file was imported on %s\n", import->name, day);
}

/* Leaves an event, and a row by which the file is known again. */
static int
record(struct import *import, struct listing *listing, struct err *err)
{
	const struct desk *desk = &import->set->desk;
	const struct difference_counts *counts = &listing->counts;
	char detail[256];
	struct event event = {.at = desk->now,
	    .kind = "import",
	    .actor = desk->actor,
	    .detail = detail};
	struct imported imported = {.at = desk->now,
	    .organisation = listing->organisation,
	    .file = import->name,
	    .sha256 = listing->summary.sha256,
	    .added = counts->added,
	    .changed = counts->changed,
	    .unchanged = counts->unchanged,
	    .back = counts->back,
	    .left = counts->left,
	    .refused = listing->refused};

	snprintf(detail, sizeof(detail),
	    "sha256 %s, %" PRId64 " added, %" PRId64 " changed, %" PRId64
	    " back, %" PRId64 " left, %" PRId64 " refused",
	    listing->summary.sha256, counts->added, counts->changed,
	    counts->back, counts->left, listing->refused);
	if (event_add(desk->db, &event, err) == -1)
		return -1;
	if (imported_add(desk->db, &imported, err) == -1)
		return -1;
	listing->imported = imported.id;
	return 0;
}

static int
read_list(struct import *import, const char *file, struct listing *listing,
    struct err *err)
{
	static const struct roster_handler handler = {
	    on_begin, on_known, on_row, on_refused, on_notice};
	struct merge_ending ending = import->setup->ending;
	struct db *db = import->set->db;
	int rc;

	/* With nothing to compare, the reading is half of the work. */
	rc = merge_is_first(import->merge)
	    ? ahead_read(file, &import->setup->roster, &handler, import,
		  &listing->summary, err)
	    : roster_read(file, &import->setup->roster, &handler, import,
		  &listing->summary, err);
	if (rc == -1)
		return -1;
	ending.refused = (int64_t)listing->summary.refused;
	rc = merge_end(import->merge, &ending, err);
	/* Also of a list that comes to nothing it is told whose it was. */
	if (merge_organisation(import->merge, &listing->organisation,
		&listing->missing,
		rc == 0 ? err : &(struct err){ERR_NONE, ""}) == -1 ||
	    rc == -1 ||
	    imported_before(db, listing->summary.sha256, &listing->before,
		err) == LOOKUP_FAILED)
		return -1;
	listing->counts = *merge_counts(import->merge);
	listing->refused =
	    (int64_t)listing->summary.refused + merge_refused(import->merge);
	tell_rest(import);
	describe(import, listing);
	if (import->set->config->enrol.proof == PROOF_IDENTIFIER &&
	    listing->summary.map.field[COLUMN_IDENTIFIER] == COLUMN_NONE)
		on_notice(
		    "has no column \"identifier\", which enrol.proof asks "
		    "of people: a list that has it must come as well",
		    import);
	if (ending.whole && listing->refused > 0 && listing->counts.left == 0)
		on_notice("since lines were refused, nobody has left", import);
	if (import->rejects != NULL && rejects_end(import->rejects, err) == -1)
		return -1;
	return record(import, listing, err);
}

int
listing_import(struct campaign_set *set, const char *file,
    const struct listing_setup *setup, struct listing *listing, struct err *err)
{
	struct import import = {.set = set,
	    .name = setup->name != NULL ? setup->name : spool_name(file),
	    .setup = setup};
	const struct refusal_sink sink = {on_refused, &import};
	struct merge_setup merge = {.db = set->db,
	    .config = set->config,
	    .now = set->desk.now,
	    .actor = set->desk.actor,
	    .file = import.name,
	    .sink = &sink,
	    .only = setup->only,
	    .deadline = ladder_deadline_day};
	int rc = -1;

	if (setup->differences != NULL) {
		merge.tell = setup->differences->tell;
		merge.context = setup->differences->context;
	}
	*listing = (struct listing){.refused = 0};
	if (setup->rejects != NULL) {
		import.rejects = rejects_new(setup->rejects);
		if (import.rejects == NULL)
			return err_memory(err);
	}
	import.merge = merge_open(&merge, err);
	if (import.merge != NULL)
		rc = read_list(&import, file, listing, err);
	merge_free(import.merge);
	rejects_free(import.rejects);
	return rc;
}

/* What stands behind "FILE: " or "FILE:LINE: "; else all of it. */
static const char *
behind(const char *file, const char *text)
{
	size_t len = strlen(file), digits;

	if (!text_starts(text, file) || text[len] != ':')
		return text;
	text += len + 1;
	/* The reason may begin with a number as well. */
	digits = strspn(text, "0123456789");
	if (digits > 0 && text[digits] == ':')
		text += digits + 1;
	return text + strspn(text, " ");
}

const char *
listing_trouble(const char *path, const char *name, const struct err *err)
{
	return behind(name, behind(path, err->text));
}
