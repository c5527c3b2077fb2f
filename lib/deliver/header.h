#ifndef DELIVER_HEADER_H
#define DELIVER_HEADER_H

#include <stdint.h>

#include "base/buf.h"

/*
 * The values of mail header fields.  "line" holds what stands before the value
 * ("Subject: "); what follows is folded so that no line is longer than 78
 * characters where that can be.  Values are UTF-8 without control characters:
 * the caller has refused others.
 */

/*
 * A text (RFC 5322, section 2.2.1): as it is when it is short and ASCII, else
 * in encoded words (RFC 2047) that are split between characters.
 */
void header_text(struct buf *line, const char *text);

/* A mailbox, with a name unless that is "". */
void header_mailbox(struct buf *line, const char *name, const char *address);

/* An instant: "Fri, 23 Oct 2026 07:00:00 +0000" (RFC 5322, section 3.3). */
void header_date(struct buf *line, int64_t instant);

#endif
