#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "bulletin.h"
#include "report/json.h"
#include "schedule/calendar.h"
#include "store/message.h"

#define HOST_APP 0 /* where a person's id stands */

int
bulletin_plan(const struct campaign_set *set, const struct weekly *weekly,
    struct err *err)
{
	const struct webhook_settings *webhook = &set->config->webhook;
	const struct message message = {.person = HOST_APP,
	    .stage = NOTICE_REPORT,
	    .occurrence = weekly->id,
	    .channel = CHANNEL_POPUP,
	    .step_at = set->desk.now,
	    .next_try_at = set->desk.now};
	int64_t added;

	if (!webhook->weekly || webhook->url[0] == '\0')
		return 0;
	return message_plan(set->db, &message, set->desk.now, &added, err);
}

int
bulletin_write(const struct campaign_set *set, int64_t at, struct buf *body,
    struct err *err)
{
	char when[CLOCK_TEXT_SIZE];
	struct report report;
	int rc;

	if (report_make(set->db, set->config, calendar_sending_day, NULL, at,
		&report, err) == -1)
		return -1;
	clock_text(at, when);
	buf_clear(body);
	buf_format(body,
	    "{\"type\":\"" NOTICE_REPORT "\",\"timestamp\":\"%s\",\"data\":",
	    when);
	rc = json_summary(&report, body, err);
	buf_char(body, '}');
	report_free(&report);
	return rc == 0 ? report_fits(body, err) : -1;
}

void
bulletin_id(
    const char *uid, const struct message *message, char *id, size_t size)
{
	snprintf(id, size, "msg_%s_week%" PRId64, uid, message->occurrence);
}
