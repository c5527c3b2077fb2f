#include "base/buf.h"
#include "base/text.h"
#include "schedule/fingerprint.h"
#include "store/setting.h"

#define DESCRIPTION_MAX 65536 /* bytes of all that the schedule depends on */

static void
describe_moment(struct buf *b, const struct moment *moment)
{
	buf_format(b, "%d%+lld ", (int)moment->anchor, (long long)moment->days);
}

/* Whose days off are which. */
static void
describe_calendar(struct buf *b, const struct calendar *calendar)
{
	size_t i;

	buf_format(
	    b, "\n%u %u", calendar->send.weekdays, calendar->send.holidays);
	for (i = 0; i < calendar->send.day_off_count; i++)
		buf_format(b, " %lld", (long long)calendar->send.days_off[i]);
	for (i = 0; i < calendar->organisation_count; i++)
		buf_format(b, " %s", calendar->organisations[i]);
}

static void
describe(const struct config *config, struct buf *b)
{
	const struct campaign *c = &config->campaign;
	size_t i, k;

	buf_format(b, "%s %lld %lld %lld %lld %lld\n", c->timezone,
	    (long long)c->start_day, (long long)c->deadline_day,
	    (long long)c->grace, (long long)c->invites_per_day,
	    (long long)c->escalate_after);
	for (i = 0; i < config->wave_count; i++)
		buf_format(b, "%s %lld %lld %lld\n", config->waves[i].name,
		    (long long)config->waves[i].start_day,
		    (long long)config->waves[i].deadline_day,
		    (long long)config->waves[i].invites_per_day);
	for (i = 0; i < config->stage_count; i++) {
		const struct stage *stage = &config->stages[i];

		buf_format(b, "%s %lld %u %u %u ", stage->name,
		    (long long)stage->every, stage->audiences, stage->channels,
		    stage->only_if);
		for (k = 0; k < stage->turns.count; k++)
			buf_format(b, "%d ", (int)stage->turns.channels[k]);
		describe_moment(b, &stage->at);
		describe_moment(b, &stage->until);
		if (stage->appointment != NULL)
			buf_text(b, stage->appointment);
	}
	buf_format(b, "\n%d %d", config->mail.server[0] != '\0',
	    config_has_popups(config));
	buf_format(b, "\n%u %d %d %lld %lld %lld ", config->send.weekdays,
	    config->send.from, config->send.holidays,
	    (long long)config->send.per_week, (long long)config->snooze.margin,
	    (long long)config->enforce.at_least);
	for (i = 0; i < config->send.day_off_count; i++)
		buf_format(b, "%lld ", (long long)config->send.days_off[i]);
	for (i = 0; i < config->calendar_count; i++)
		describe_calendar(b, &config->calendars[i]);
}

int
fingerprint_compare(struct db *db, const struct config *config,
    char present[FINGERPRINT_SIZE], bool *changed, struct err *err)
{
	char before[SETTING_MAX + 1] = "";
	uint8_t hash[HASH_SIZE];
	struct buf b;
	int rc = -1;

	buf_init(&b, DESCRIPTION_MAX);
	describe(config, &b);
	if (b.failed || hash_sha256(b.data, b.len, hash) == -1) {
		err_set(err, ERR_CONFIG, "%s: the schedule is too long",
		    config->path);
		goto out;
	}
	encode_hex(hash, sizeof(hash), present);
	if (setting_get(db, SETTING_SCHEDULE, before, err) == LOOKUP_FAILED)
		goto out;
	*changed = !text_same(before, present);
	rc = 0;
out:
	buf_free(&b);
	return rc;
}
