#include <stdlib.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/day.h"
#include "deliver/popup.h"

static json_t *
person_object(const struct popup *popup)
{
	char deadline[DAY_TEXT_SIZE];

	day_text(popup->deadline_day, deadline);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I}",
	    "user", popup->user, "stage", popup->stage, "language",
	    popup->language, "title", popup->title, "text", popup->text,
	    "button", popup->button, "url", popup->url, "deadline", deadline,
	    "days_left", (json_int_t)popup->days_left);
}

void
popup_open(struct buf *body, int64_t at)
{
	char when[CLOCK_TEXT_SIZE];

	clock_text(at, when);
	buf_clear(body);
	buf_format(body,
	    "{\"type\":\"popup.show\",\"timestamp\":\"%s\","
	    "\"data\":{\"people\":[",
	    when);
}

int
popup_add(struct buf *body, const struct popup *popup, struct err *err)
{
	json_t *person = person_object(popup);
	char *text = person == NULL ? NULL : json_dumps(person, JSON_COMPACT);
	int rc = -1;

	if (text == NULL) {
		err_memory(err);
		goto out;
	}
	if (body->len > 0 && body->data[body->len - 1] == '}')
		buf_char(body, ',');
	buf_text(body, text);
	rc = 0;
out:
	free(text);
	json_decref(person);
	return rc;
}

void
popup_close(struct buf *body)
{
	buf_text(body, "]}}");
}
