#include <stdio.h>

#include "actor.h"
#include "base/day.h"
#include "base/text.h"
#include "portrait.h"
#include "schedule/ladder.h"
#include "store/event.h"
#include "store/message.h"
#include "store/organisation.h"

#define TIME_SIZE (DAY_TEXT_SIZE + 6) /* "2026-10-23 09:00" and its NUL */
#define SHOWN 60                      /* characters of a text on a line */
#define SHOWN_SIZE (SHOWN * 4 + 8)

static void
local_time(int64_t at, char out[TIME_SIZE])
{
	char day[DAY_TEXT_SIZE];
	unsigned int minute = (unsigned int)day_minute_of(at);

	day_text(day_of(at), day);
	snprintf(
	    out, TIME_SIZE, "%s %02u:%02u", day, minute / 60 % 24, minute % 60);
}

static void
print_text(const char *label, const char *text)
{
	char shown[SHOWN_SIZE];

	text_show(text, SHOWN, shown, sizeof(shown));
	printf("  %-12s %s\n", label, shown[0] == '\0' ? "none" : shown);
}

static void
print_time(const char *label, int64_t at)
{
	char text[TIME_SIZE];

	if (at == 0)
		return;
	local_time(at, text);
	print_text(label, text);
}

static void
print_day(const char *label, int64_t day)
{
	char text[DAY_TEXT_SIZE];

	if (day == 0)
		return;
	day_text(day, text);
	print_text(label, text);
}

static void
print_person(const struct portrait *portrait, int64_t now)
{
	const struct person *p = &portrait->person;
	char name[SHOWN_SIZE], day[DAY_TEXT_SIZE];

	text_show(p->name, SHOWN, name, sizeof(name));
	printf("%s (%s)\n", name, p->ref);
	print_text("state", model_state(model_person_state(p)));
	print_text("organisation", portrait->organisation.name);
	print_text("audience", model_audience(p->audience));
	if (p->wave[0] != '\0')
		print_text("wave", p->wave);
	print_text("mail", p->email);
	print_time("unreachable", p->unreachable_at);
	print_time("left", p->left_at);
	print_text("language", p->language);
	print_time("invited", p->invited_at);
	print_time("opened", p->opened_at);
	print_time("started", p->started_at);
	print_time("enrolled", p->enrolled_at);
	if (p->enrolled_at != 0)
		print_text("method", p->method);
	day_text(portrait->deadline_day, day);
	print_text("deadline", day);
	print_day("extended to", p->extended_day);
	print_day("exempt until", p->exempt_until);
	print_day("promised", p->promised_day);
	print_day("all extended", p->team_extended_day);
	print_day("all exempt", p->team_exempt_until);
	if (p->next_due_at == 0 || p->next_due_at > now)
		print_time("next look", p->next_due_at);
	else
		print_text("next look", "at the next run");
}

static int
print_messages(struct db *db, int64_t person, struct err *err)
{
	struct db_rows *rows = message_of_person(db, person, err);
	char time[TIME_SIZE], detail[SHOWN_SIZE];
	struct message_history history;
	int more;

	if (rows == NULL)
		return -1;
	printf("\nmessages\n");
	while ((more = db_next(rows, err)) == 1) {
		message_row(rows, &history);
		local_time(history.changed_at, time);
		text_show(history.detail, SHOWN, detail, sizeof(detail));
		printf("  %s  %-8s %-6s %s%s%s\n", time,
		    model_message_state(history.state),
		    model_channel(history.message.channel),
		    history.message.stage, detail[0] == '\0' ? "" : ": ",
		    detail);
	}
	db_end(rows);
	return more;
}

static int
print_events(struct db *db, int64_t person, struct err *err)
{
	struct db_rows *rows = event_of_person(db, person, err);
	char time[TIME_SIZE], detail[SHOWN_SIZE], actor[ACTOR_SIZE];
	struct event event;
	int more;

	if (rows == NULL)
		return -1;
	printf("\nevents\n");
	while ((more = db_next(rows, err)) == 1) {
		event_row(rows, &event);
		local_time(event.at, time);
		text_show(event.detail, SHOWN, detail, sizeof(detail));
		printf("  %s  %s by %s%s%s\n", time, event.kind,
		    actor_name(db, event.actor, actor),
		    detail[0] == '\0' ? "" : ": ", detail);
	}
	db_end(rows);
	return more;
}

int
portrait_read(const struct campaign_set *set, const char *ref,
    struct portrait *portrait, struct err *err)
{
	struct person *person = &portrait->person;

	portrait->ticket_url[0] = '\0';
	portrait->start_code[0] = '\0';
	if (campaign_person(set, ref, person, err) == -1)
		return -1;
	portrait->deadline_day = ladder_deadline_day(set->config, person);
	switch (organisation_get(
	    set->db, person->organisation, &portrait->organisation, err)) {
	case LOOKUP_FOUND:
		return 0;
	case LOOKUP_NONE:
		return err_set(err, ERR_INTERNAL,
		    "the organisation of \"%s\" is not in the database",
		    person->ref);
	case LOOKUP_FAILED:
		break;
	}
	return -1;
}

int
portrait_text(const struct campaign_set *set, const struct portrait *portrait,
    struct err *err)
{
	int64_t id = portrait->person.id;

	print_person(portrait, set->desk.now);
	if (portrait->ticket_url[0] != '\0')
		printf(
		    "\nto begin anew\n"
		    "  %s\n  works once, for ten minutes, and asks no proof: "
		    "only for who was recognised\n"
		    "  or the start code %s at %s\n",
		    portrait->ticket_url, portrait->start_code,
		    set->config->enrol.base_url);
	if (print_messages(set->db, id, err) == -1)
		return -1;
	return print_events(set->db, id, err);
}
