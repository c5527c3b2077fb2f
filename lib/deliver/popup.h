#ifndef DELIVER_POPUP_H
#define DELIVER_POPUP_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

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
 * Adds the body of a "popup.show" webhook for "count" people to "body", as
 * Standard Webhooks lays it out: type, timestamp, data.  Returns 0 or -1.
 */
int popup_body(const struct popup *popups, size_t count, int64_t now,
    struct buf *body, struct err *err);

#endif
