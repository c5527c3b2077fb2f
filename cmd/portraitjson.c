#include <stdio.h>

#include "actor.h"
#include "jsonout.h"
#include "portraitjson.h"
#include "store/event.h"
#include "store/message.h"

static void
json_person(struct jsonout *out, const struct portrait *portrait, int64_t now)
{
	const struct person *p = &portrait->person;

	jsonout_text(out, "user", p->ref);
	jsonout_text(out, "name", p->name);
	jsonout_text(out, "state", model_state(model_person_state(p)));
	jsonout_text(out, "organisation", portrait->organisation.ref);
	jsonout_text(out, "audience", model_audience(p->audience));
	jsonout_text(out, "wave", p->wave[0] != '\0' ? p->wave : NULL);
	jsonout_text(out, "email", p->email[0] != '\0' ? p->email : NULL);
	jsonout_text(out, "language", p->language);
	jsonout_instant(out, "invited_at", p->invited_at);
	jsonout_instant(out, "opened_at", p->opened_at);
	jsonout_instant(out, "started_at", p->started_at);
	jsonout_instant(out, "enrolled_at", p->enrolled_at);
	jsonout_text(out, "method", p->method[0] != '\0' ? p->method : NULL);
	jsonout_instant(out, "unreachable_at", p->unreachable_at);
	jsonout_instant(out, "left_at", p->left_at);
	jsonout_day(out, "deadline", portrait->deadline_day);
	jsonout_day(out, "extended", p->extended_day);
	jsonout_day(out, "exempt_until", p->exempt_until);
	jsonout_day(out, "promised", p->promised_day);
	jsonout_day(out, "organisation_extended", p->team_extended_day);
	jsonout_day(out, "organisation_exempt_until", p->team_exempt_until);
	/* A time that has passed, or never was one, means now. */
	jsonout_instant(out, "next_due_at",
	    p->next_due_at != 0 && p->next_due_at < now ? now : p->next_due_at);
}

static int
json_messages(
    struct jsonout *out, struct db *db, int64_t person, struct err *err)
{
	struct db_rows *rows = message_of_person(db, person, err);
	struct message_history history;
	int more;

	if (rows == NULL)
		return -1;
	jsonout_begin(out, "messages", '[');
	while ((more = db_next(rows, err)) == 1) {
		message_row(rows, &history);
		jsonout_begin(out, NULL, '{');
		jsonout_instant(out, "changed_at", history.changed_at);
		jsonout_text(out, "stage", history.message.stage);
		jsonout_number(out, "occurrence", history.message.occurrence);
		jsonout_text(
		    out, "channel", model_channel(history.message.channel));
		jsonout_text(out, "state", model_message_state(history.state));
		jsonout_number(out, "attempts", history.message.attempts);
		jsonout_text(out, "detail", history.detail);
		jsonout_end(out, '}');
	}
	jsonout_end(out, ']');
	db_end(rows);
	return more;
}

static int
json_events(struct jsonout *out, struct db *db, int64_t person, struct err *err)
{
	struct db_rows *rows = event_of_person(db, person, err);
	char actor[ACTOR_SIZE];
	struct event event;
	int more;

	if (rows == NULL)
		return -1;
	jsonout_begin(out, "events", '[');
	while ((more = db_next(rows, err)) == 1) {
		event_row(rows, &event);
		jsonout_begin(out, NULL, '{');
		jsonout_number(out, "id", event.id);
		jsonout_instant(out, "at", event.at);
		jsonout_text(out, "kind", event.kind);
		jsonout_text(out, "actor", actor_name(db, event.actor, actor));
		jsonout_text(out, "detail", event.detail);
		jsonout_end(out, '}');
	}
	jsonout_end(out, ']');
	db_end(rows);
	return more;
}

int
portraitjson_print(const struct campaign_set *set,
    const struct portrait *portrait, struct err *err)
{
	int64_t id = portrait->person.id;
	struct jsonout out = {false};
	int rc;

	jsonout_begin(&out, NULL, '{');
	json_person(&out, portrait, set->desk.now);
	if (portrait->ticket_url[0] != '\0') {
		jsonout_text(&out, "ticket_url", portrait->ticket_url);
		jsonout_text(&out, "start_code", portrait->start_code);
	}
	rc = json_messages(&out, set->db, id, err);
	if (rc == 0)
		rc = json_events(&out, set->db, id, err);
	jsonout_end(&out, '}');
	putchar('\n');
	return rc;
}
