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

int
popup_body(const struct popup *popups, size_t count, int64_t now,
    struct buf *body, struct err *err)
{
	json_t *people = json_array(), *whole = NULL;
	char when[CLOCK_TEXT_SIZE], *text = NULL;
	size_t i;
	int rc = -1;

	clock_text(now, when);
	for (i = 0; i < count; i++) {
		if (json_array_append_new(people, person_object(&popups[i])) ==
		    -1)
			goto out;
	}
	whole = json_pack("{s:s, s:s, s:{s:O}}", "type", "popup.show",
	    "timestamp", when, "data", "people", people);
	if (whole == NULL)
		goto out;
	text = json_dumps(whole, JSON_COMPACT);
	if (text == NULL)
		goto out;
	buf_text(body, text);
	if (!body->failed)
		rc = 0;
out:
	if (rc == -1)
		err_memory(err);
	free(text);
	json_decref(whole);
	json_decref(people);
	return rc;
}
