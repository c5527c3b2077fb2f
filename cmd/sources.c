#include <unistd.h>

#include "base/day.h"
#include "base/stream.h"
#include "compose.h"
#include "offered.h"
#include "printing.h"
#include "report/json.h"
#include "schedule/calendar.h"
#include "schedule/rung.h"
#include "schedule/standings.h"
#include "sources.h"
#include "store/sheaf.h"

#define BLOCK 65536 /* bytes read at a time */

/* The set as a thread of the server uses it, with the desk's database. */
static struct campaign_set
set_of(const void *context, const struct desk *desk)
{
	struct campaign_set set = *(const struct campaign_set *)context;

	set.db = desk->db;
	set.desk = *desk;
	return set;
}

static int
find_stage(const struct campaign_set *set, const struct person *person,
    const struct stage **stage, struct err *err)
{
	struct standings *standings;

	if (standings_read(set->db, set->config, &standings, err) == -1)
		return -1;
	*stage = rung_find(set->config, person,
	    standings_of(standings, person->wave), day_of(set->desk.now));
	standings_free(standings);
	return 0;
}

static int
popup(const void *context, const struct desk *desk, const struct person *person,
    const char *name, struct buf *out, struct err *err)
{
	struct campaign_set set = set_of(context, desk);
	const struct stage *stage;
	struct composed composed;
	int rc;

	if (name != NULL)
		stage = config_stage(set.config, name);
	else if (find_stage(&set, person, &stage, err) == -1)
		return -1;
	if (stage == NULL || (stage->channels & 1U << CHANNEL_POPUP) == 0)
		return 0;
	compose_init(&composed);
	rc = compose(
	    &set, person, stage, CHANNEL_POPUP, desk->now, &composed, err);
	if (rc == 0) {
		compose_popup(&set, person, stage->name, &composed, out);
		if (out->failed)
			rc = err_set(err, ERR_CONFIG,
			    "the pop-up of stage \"%s\" is larger than %zu "
			    "bytes: its template is too long",
			    stage->name, out->max);
	}
	compose_free(&composed);
	return rc;
}

/* As much of what was written as there is room for. */
static int
read_back(const struct printing *printing, struct buf *out, struct err *err)
{
	char block[BLOCK];
	ssize_t n = -1;

	if (lseek(printing->fd, 0, SEEK_SET) == 0) {
		while (
		    (n = stream_read(printing->fd, block, sizeof(block))) > 0)
			buf_add(out, block, (size_t)n);
	}
	if (n == -1)
		return err_set(err, ERR_LATER,
		    "the sheets that were made cannot be read; try again");
	if (out->failed)
		return err_set(err, ERR_DATA,
		    "%s: the sheets of %zu people are too large for one page",
		    printing->organisation.name, printing->page.count);
	return 0;
}

static int
handouts(const void *context, const struct desk *desk,
    const struct organisation *organisation, const struct handouts *wanted,
    struct buf *out, struct err *err)
{
	const struct campaign_set set = set_of(context, desk);
	struct printing printing = {.set = &set,
	    .first = wanted->first,
	    .most = SHEAF_PEOPLE,
	    .fd = -1};
	int rc = -1;

	printing.page.kind = wanted->cards ? LEAFLET_CARD : LEAFLET_SHEET;
	printing.page.back = wanted->back;
	if (printing_open(&printing, err) == 0 &&
	    printing_find(&printing, NULL, organisation->ref, err) == 0 &&
	    printing_write(&printing, err) == 0)
		rc = printing.page.count == 0 ? 0
					      : read_back(&printing, out, err);
	printing_close(&printing);
	return rc;
}

static enum offer_fate
list(const void *context, const struct desk *desk, const struct offer *offer,
    const char *agreed, const struct catalogue *words, struct value *data,
    char sum[OFFER_SUM_SIZE], struct err *err)
{
	const struct campaign_set set = set_of(context, desk);

	return offered_import(&set, offer, agreed, words, data, sum, err);
}

static int
adoption(const struct desk *desk, struct buf *out, struct err *err)
{
	struct report report;
	int rc;

	if (report_make(desk->db, desk->config, calendar_sending_day, NULL,
		desk->now, &report, err) == -1)
		return -1;
	rc = json_report(&report, out, err);
	report_free(&report);
	return rc;
}

struct writers
sources(const struct campaign_set *set)
{
	return (struct writers){.context = set,
	    .popup = popup,
	    .handouts = handouts,
	    .list = list,
	    .adoption = adoption};
}
