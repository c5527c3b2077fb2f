#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "compose.h"
#include "deliver/popup.h"
#include "enrol/invitation.h"
#include "schedule/ladder.h"
#include "store/organisation.h"
#include "store/tally.h"

#define LINK_MAX_SIZE 2048 /* bytes; a base URL and a token */
#define ENTRY_ID_MAX 512   /* bytes of an appointment's id */
#define DAY_MINUTES 1440
#define ALARM_DAYS 7     /* before a deadline */
#define ALARM_MINUTES 15 /* before a webinar */

void
compose_init(struct composed *composed)
{
	*composed = (struct composed){0};
	letter_text_init(&composed->letter);
	letter_text_init(&composed->entry);
	buf_init(&composed->entry_id, ENTRY_ID_MAX);
	buf_init(&composed->link, LINK_MAX_SIZE);
}

void
compose_free(struct composed *composed)
{
	letter_text_free(&composed->letter);
	letter_text_free(&composed->entry);
	buf_free(&composed->entry_id);
	buf_free(&composed->link);
}

/* How long before the day a calendar speaks up: while there is time left. */
static int64_t
alarm_before(int64_t days_left)
{
	if (days_left > ALARM_DAYS)
		return ALARM_DAYS * DAY_MINUTES;
	return days_left > 1 ? DAY_MINUTES : 0;
}

/* What the mail brings for the calendar, if the stage asks for it. */
static int
compose_appointment(const struct campaign_set *set, const struct letter *letter,
    struct composed *composed, struct err *err)
{
	const struct config *config = set->config;
	const char *name = letter->stage->appointment;
	struct appointment *a = &composed->appointment;
	const struct webinar *webinar;

	if (name == NULL || name[0] == '\0' ||
	    (text_same(name, MODEL_DEADLINE) && composed->days_left == 0))
		return 0;
	if (letter_appointment(set->templates, letter, &composed->entry, err) ==
	    -1)
		return -1;
	buf_format(&composed->entry_id, "%s-%lld.%s@%s", name,
	    (long long)letter->person->id, config->campaign.name,
	    strrchr(config->mail.from, '@') + 1);
	webinar = config_webinar(config, name);
	*a = (struct appointment){.id = composed->entry_id.data,
	    .title = composed->entry.subject.data,
	    .text = composed->entry.text.data,
	    .place = "",
	    .timezone = config->campaign.timezone,
	    .day = composed->deadline_day,
	    .from = APPOINTMENT_ALL_DAY,
	    .alarm = alarm_before(composed->days_left)};
	if (webinar != NULL) {
		a->place = webinar->url;
		a->day = webinar->day;
		a->from = webinar->from;
		a->minutes = webinar->minutes;
		a->alarm = ALARM_MINUTES;
	}
	composed->has_appointment = true;
	return 0;
}

/* An administrator is told how far the own institution is. */
static int
count_team(const struct campaign_set *set, const struct person *person,
    int64_t at, struct letter *letter, struct err *err)
{
	if (person->audience != AUDIENCE_ADMIN)
		return 0;
	return tally_team(set->db, person->organisation, at,
	    &letter->team_total, &letter->team_enrolled, err);
}

/* Who reads a mailbox with others finds the pages by way of the host app. */
static bool
has_link(const struct person *person, enum channel channel)
{
	return channel != CHANNEL_EMAIL || !person->shared;
}

int
compose(const struct campaign_set *set, const struct person *person,
    const struct stage *stage, enum channel channel, int64_t at,
    struct composed *composed, struct err *err)
{
	struct desk desk = set->desk;
	int64_t today = day_of(at);
	struct letter letter = {.config = set->config,
	    .person = person,
	    .organisation = &composed->organisation,
	    .stage = stage,
	    .today = today};

	desk.now = at;
	buf_clear(&composed->link);
	buf_clear(&composed->entry_id);
	composed->has_appointment = false;
	/* The list names people of one institution one after the other. */
	if ((composed->organisation.id != person->organisation &&
		organisation_get(set->db, person->organisation,
		    &composed->organisation, err) == LOOKUP_FAILED) ||
	    (has_link(person, channel) &&
		invitation_url(&desk, person->id, person->generation,
		    &composed->link, err) == -1) ||
	    count_team(set, person, at, &letter, err) == -1)
		return -1;
	composed->deadline_day = ladder_deadline_day(set->config, person);
	composed->days_left =
	    composed->deadline_day > today ? composed->deadline_day - today : 0;
	letter.deadline_day = composed->deadline_day;
	letter.link = composed->link.data;
	if (channel == CHANNEL_POPUP)
		return letter_popup(
		    set->templates, &letter, &composed->letter, err);
	if (letter_mail(set->templates, &letter, &composed->letter, err) == -1)
		return -1;
	return compose_appointment(set, &letter, composed, err);
}

void
compose_popup(const struct campaign_set *set, const struct person *person,
    const char *stage, const struct composed *composed, struct buf *out)
{
	const char *language = config_language(set->config, person->language);
	struct popup popup = {
	    .user = person->ref,
	    .stage = stage,
	    .language = language,
	    .title = composed->letter.subject.data,
	    .text = composed->letter.text.data,
	    .button = catalogue_get(
		templates_catalogue(set->templates, language), "popup.button"),
	    .url = composed->link.data,
	    .deadline_day = composed->deadline_day,
	    .days_left = composed->days_left,
	};

	popup_add(out, &popup);
}
