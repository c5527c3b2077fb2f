#include <inttypes.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/quote.h"
#include "deliver/popup.h"

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

static void
add_text(struct buf *body, const char *name, const char *text)
{
	buf_char(body, '"');
	buf_text(body, name);
	buf_text(body, "\":\"");
	quote_json(body, text);
	buf_text(body, "\",");
}

void
popup_add(struct buf *body, const struct popup *popup)
{
	char deadline[DAY_TEXT_SIZE];

	day_text(popup->deadline_day, deadline);
	buf_text(body,
	    body->len > 0 && body->data[body->len - 1] == '}' ? ",{" : "{");
	add_text(body, "user", popup->user);
	add_text(body, "stage", popup->stage);
	add_text(body, "language", popup->language);
	add_text(body, "title", popup->title);
	add_text(body, "text", popup->text);
	add_text(body, "button", popup->button);
	add_text(body, "url", popup->url);
	add_text(body, "deadline", deadline);
	buf_format(body, "\"days_left\":%" PRId64 "}", popup->days_left);
}

void
popup_close(struct buf *body)
{
	buf_text(body, "]}}");
}
