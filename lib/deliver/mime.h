#ifndef DELIVER_MIME_H
#define DELIVER_MIME_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "model.h"

/* Who writes; the texts belong to whoever made it. */
struct mime_sender {
	const char *address;
	const char *name;     /* "" for none */
	const char *reply_to; /* "" for none */
};

/*
 * Adds a whole mail to "out" (RFC 5322, RFC 2045, RFC 3834): header, text and
 * HTML as alternatives, and with an appointment that as an attachment.  It is
 * ASCII with CR LF, of lines that need no change on their way (quoted.h).
 * "date" is its Date.  Returns 0, or -1 with "err": ERR_DATA when a value has a
 * control character, is not UTF-8 or is longer than a header takes, or an
 * address is none that mail could be sent to; ERR_INTERNAL without memory.
 */
int mime_write(const struct mail *mail, const struct mime_sender *sender,
    int64_t date, struct buf *out, struct err *err);

#endif
