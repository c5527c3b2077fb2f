#ifndef DELIVER_POPUP_H
#define DELIVER_POPUP_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* What a host app shows to one person. */
struct popup {
	const char *user;  /* the person's key in the host app */
	const char *stage; /* name */
	const char *language;
	const char *title;
	const char *text;
	const char *button; /* words on the button that opens "url" */
	const char *url;
	int64_t deadline_day;
	int64_t days_left;
};

/*
 * The body of a "popup.show" webhook, as Standard Webhooks lays it out (type,
 * timestamp, data): opened, then each person added, then closed.  That "body"
 * did not fail is asked once, at the end.  Texts are UTF-8.
 */
void popup_open(struct buf *body, int64_t at);
void popup_add(struct buf *body, const struct popup *popup);
void popup_close(struct buf *body);

#endif
