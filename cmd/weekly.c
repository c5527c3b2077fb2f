#include <stdio.h>

#include "base/day.h"
#include "bulletin.h"
#include "notice.h"
#include "schedule/calendar.h"
#include "store/message.h"
#include "store/progress.h"
#include "store/weekly.h"
#include "weekly.h"

#define WHOLE_CAMPAIGN 0 /* where an organisation's id stands */

/* The last day of the week that the configuration names, today included. */
static int64_t
latest_day(const struct config *config, int64_t today)
{
	int64_t since = (int64_t)day_weekday(today) - config->digest.day;

	return today - (since < 0 ? since + DAY_WEEK : since);
}

/* Whether a digest is to go out where so many are to go yet. */
static int
wanted(const struct campaign_set *set, int64_t organisation, int64_t missing,
    bool *yes, struct err *err)
{
	*yes = true;
	if (missing > 0)
		return weekly_resume(set->db, organisation, err);
	return weekly_rejoice(set->db, organisation, yes, err);
}

static int
plan_owners(const struct campaign_set *set, const struct weekly *weekly,
    int64_t missing, int64_t *count, struct err *err)
{
	const struct digest *digest = &set->config->digest;
	struct message message = {.stage = NOTICE_OWNER,
	    .occurrence = weekly->id,
	    .channel = CHANNEL_EMAIL,
	    .step_at = set->desk.now,
	    .next_try_at = calendar_next(&set->config->send, set->desk.now)};
	int64_t added;
	bool yes;
	size_t i;

	if (wanted(set, WHOLE_CAMPAIGN, missing, &yes, err) == -1)
		return -1;
	for (i = 0; yes && i < digest->owner_count; i++) {
		if (weekly_owner(set->db, digest->owners[i], &message.person,
			err) == -1 ||
		    message_plan(
			set->db, &message, set->desk.now, &added, err) == -1)
			return -1;
		*count += added;
	}
	return 0;
}

static int
plan_institution(const struct campaign_set *set, const struct weekly *weekly,
    int64_t organisation, int64_t missing, int64_t *count, struct err *err)
{
	int64_t admins = 0;
	bool yes;

	if (wanted(set, organisation, missing, &yes, err) == -1 ||
	    (yes &&
		notice_plan(set, NOTICE_WEEKLY, weekly->id, organisation,
		    &admins, err) == -1))
		return -1;
	*count += admins;
	/* Nobody was there to be congratulated. */
	if (yes && admins == 0)
		return weekly_resume(set->db, organisation, err);
	return 0;
}

/* Within a transaction of the caller's. */
static int
plan(const struct campaign_set *set, struct weekly *weekly, int64_t *count,
    struct err *err)
{
	const struct period period = {
	    weekly->before, weekly->at, day_of(weekly->at)};
	struct organisation organisation;
	struct progress progress;
	struct db_rows *rows;
	int64_t missing, sum = 0;
	int more;

	rows = progress_by_organisation(set->db, &period, err);
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		progress_row(rows, &organisation, &progress);
		missing = progress_missing(&progress);
		sum += missing;
		if (plan_institution(set, weekly, organisation.id, missing,
			count, err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(rows);
	if (more == -1 || bulletin_plan(set, weekly, err) == -1)
		return -1;
	return plan_owners(set, weekly, sum, count, err);
}

/* Whether a first digest would come out of the blue. */
static bool
is_late_start(const struct config *config, int64_t day, int64_t today)
{
	return day != today && day - config->campaign.start_day >= DAY_WEEK;
}

int
weekly_plan(const struct campaign_set *set, int64_t *count, struct err *err)
{
	const struct config *config = set->config;
	int64_t now = set->desk.now, today = day_of(now);
	struct weekly last, weekly = {.at = now};
	enum lookup lookup;

	*count = 0;
	if (config->digest.day == DAY_NONE)
		return 0;
	weekly.day = latest_day(config, today);
	if (weekly.day < config->campaign.start_day)
		return 0;
	lookup = weekly_last(set->db, &last, err);
	if (lookup == LOOKUP_FAILED)
		return -1;
	if (lookup == LOOKUP_FOUND && last.day >= weekly.day)
		return 0;
	weekly.before = lookup == LOOKUP_FOUND
	    ? last.at
	    : day_at(weekly.day - DAY_WEEK, day_minute_of(now));
	if (db_begin(set->db, err) == -1)
		return -1;
	if (weekly_add(set->db, &weekly, err) == -1 ||
	    (!(lookup == LOOKUP_NONE &&
		 is_late_start(config, weekly.day, today)) &&
		plan(set, &weekly, count, err) == -1)) {
		db_rollback(set->db);
		return -1;
	}
	return db_commit(set->db, err);
}
