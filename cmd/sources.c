#include "base/day.h"
#include "compose.h"
#include "report/json.h"
#include "schedule/rung.h"
#include "schedule/standings.h"
#include "sources.h"

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
	if (rc == 0)
		compose_popup(&set, person, stage->name, &composed, out);
	compose_free(&composed);
	return rc;
}

static int
adoption(const struct desk *desk, struct buf *out, struct err *err)
{
	struct report report;
	int rc;

	if (report_make(
		desk->db, desk->config, NULL, desk->now, &report, err) == -1)
		return -1;
	rc = json_report(&report, out, err);
	report_free(&report);
	return rc;
}

struct writers
sources(const struct campaign_set *set)
{
	return (struct writers){
	    .context = set, .popup = popup, .adoption = adoption};
}
