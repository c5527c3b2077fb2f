#include "base/day.h"
#include "compose.h"
#include "deliver/popup.h"
#include "enrol/invitation.h"
#include "schedule/ladder.h"
#include "store/organisation.h"
#include "store/tally.h"

#define LINK_MAX_SIZE 2048 /* bytes; a base URL and a token */

void
compose_init(struct composed *composed)
{
	*composed = (struct composed){0};
	letter_text_init(&composed->letter);
	buf_init(&composed->link, LINK_MAX_SIZE);
}

void
compose_free(struct composed *composed)
{
	letter_text_free(&composed->letter);
	buf_free(&composed->link);
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
	/* The list names people of one institution one after the other. */
	if ((composed->organisation.id != person->organisation &&
		organisation_get(set->db, person->organisation,
		    &composed->organisation, err) == LOOKUP_FAILED) ||
	    (has_link(person, channel) &&
		invitation_url(&desk, person, &composed->link, err) == -1) ||
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
	return letter_mail(set->templates, &letter, &composed->letter, err);
}

int
compose_popup(const struct campaign_set *set, const struct person *person,
    const char *stage, const struct composed *composed, struct buf *out,
    struct err *err)
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

	return popup_add(out, &popup, err);
}
