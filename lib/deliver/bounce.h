#ifndef DELIVER_BOUNCE_H
#define DELIVER_BOUNCE_H

#include "model.h"

enum bounce {
	BOUNCE_NONE,    /* no report, or of nothing that went wrong */
	BOUNCE_DELAYED, /* the server still tries */
	BOUNCE_POLICY,  /* refused for what we are (5.7.x) */
	BOUNCE_SOFT,    /* given up, but the mailbox may well be there */
	BOUNCE_HARD     /* there is no such mailbox */
};

/*
 * What a message that came back reports (RFC 3464).  "detail" becomes the
 * status and what the receiving server said, or "".
 */
enum bounce bounce_read(const char *text, char detail[DETAIL_MAX + 1]);

#endif
