#include <stdio.h>

#include "base/day.h"
#include "base/text.h"
#include "digest.h"
#include "importreport.h"
#include "notice.h"
#include "schedule/calendar.h"
#include "schedule/ladder.h"
#include "spentcode.h"
#include "store/message.h"
#include "store/organisation.h"
#include "store/person.h"

/* What happened to a person may be told whatever the state: so may these. */
#define NOTICE(title, whom)                                                    \
	{                                                                      \
		.name = (title), .at = {ANCHOR_RESET, 0}, .audiences = (whom), \
		.channels = 1U << CHANNEL_EMAIL                                \
	}

#define ADMINS (1U << AUDIENCE_ADMIN)
#define EVERYBODY (ADMINS | 1U << AUDIENCE_WORKER)

static const struct notice {
	struct stage stage;
	int examples; /* about 0, -1, -2, ... */
	int (*write)(const struct campaign_set *set, int64_t about,
	    const struct letter *letter, struct letter_text *out,
	    struct err *err);
} notices[] = {
    {NOTICE(NOTICE_IMPORT, ADMINS), IMPORTREPORT_EXAMPLES, importreport_write},
    {NOTICE(NOTICE_WEEKLY, ADMINS), DIGEST_EXAMPLES, digest_write},
    {NOTICE(NOTICE_OWNER, ADMINS), DIGEST_EXAMPLES, digest_owner_write},
    {NOTICE(NOTICE_RECOVERY, EVERYBODY), SPENTCODE_EXAMPLES, spentcode_write},
};
#define NOTICES (sizeof(notices) / sizeof(notices[0]))

static const struct notice *
find(const char *name)
{
	size_t i;

	for (i = 0; i < NOTICES; i++) {
		if (text_same(notices[i].stage.name, name))
			return &notices[i];
	}
	return NULL;
}

const struct stage *
notice_stage(const struct config *config, const char *name)
{
	const struct notice *notice = find(name);

	return notice != NULL ? &notice->stage : config_stage(config, name);
}

int
notice_compose(const struct campaign_set *set, const struct person *person,
    const struct stage *stage, int64_t about, int64_t at,
    struct composed *composed, struct err *err)
{
	struct letter letter = {.config = set->config,
	    .person = person,
	    .organisation = &composed->organisation,
	    .stage = stage,
	    .deadline_day = ladder_deadline_day(set->config, person),
	    .today = day_of(at),
	    .link = ""};

	buf_clear(&composed->link);
	composed->has_appointment = false;
	composed->organisation = (struct organisation){0};
	if (organisation_get(set->db, person->organisation,
		&composed->organisation, err) == LOOKUP_FAILED)
		return -1;
	return find(stage->name)
	    ->write(set, about, &letter, &composed->letter, err);
}

/* A message for each of the people in "rows". */
static int
plan(const struct campaign_set *set, struct message *message,
    struct db_rows *rows, int64_t *count, struct err *err)
{
	int64_t now = set->desk.now, added;
	struct person person;
	int more;

	while ((more = db_next(rows, err)) == 1) {
		person_row(rows, &person);
		message->person = person.id;
		if (message_plan(set->db, message, now, &added, err) == -1)
			return -1;
		++*count;
	}
	return more;
}

int
notice_plan(const struct campaign_set *set, const char *name, int64_t about,
    int64_t organisation, int64_t *count, struct err *err)
{
	struct message message = {.occurrence = about,
	    .channel = CHANNEL_EMAIL,
	    .step_at = set->desk.now,
	    .next_try_at = calendar_next(&set->config->send, set->desk.now)};
	struct db_rows *rows = person_admins(set->db, organisation, err);
	int rc;

	*count = 0;
	if (rows == NULL)
		return -1;
	snprintf(message.stage, sizeof(message.stage), "%s", name);
	rc = plan(set, &message, rows, count, err);
	db_end(rows);
	return rc;
}

/* All the examples of one notice, in one language. */
static int
check(const struct campaign_set *set, const struct notice *notice,
    const char *language, struct buf *mistakes, struct err *err)
{
	const struct organisation organisation = {
	    .ref = "1", .name = "De Linde"};
	struct person person = {.ref = "kim",
	    .name = "Kim Bos",
	    .email = "kim@example.nl",
	    .audience = AUDIENCE_ADMIN};
	struct letter letter = {.config = set->config,
	    .person = &person,
	    .organisation = &organisation,
	    .stage = &notice->stage,
	    .deadline_day = set->config->campaign.deadline_day,
	    .today = set->config->campaign.start_day,
	    .link = ""};
	struct letter_text out;
	int example, rc = 0;

	snprintf(person.language, sizeof(person.language), "%s", language);
	letter_text_init(&out);
	for (example = 0; rc == 0 && example < notice->examples; example++) {
		rc = notice->write(set, -example, &letter, &out, err);
		if (rc == -1)
			buf_line_once(mistakes, err->text);
	}
	letter_text_free(&out);
	return rc;
}

int
notice_check(
    const struct campaign_set *set, struct buf *mistakes, struct err *err)
{
	const struct campaign *campaign = &set->config->campaign;
	size_t i, k;
	int rc = 0;

	for (i = 0; i < NOTICES; i++) {
		for (k = 0; k < campaign->language_count; k++)
			rc |= check(set, &notices[i], campaign->languages[k],
			    mistakes, err);
	}
	return rc;
}
