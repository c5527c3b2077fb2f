#ifndef DELIVER_QUOTED_H
#define DELIVER_QUOTED_H

#include "base/buf.h"

/*
 * Adds a text in quoted-printable (RFC 2045, section 6.7): CR LF where
 * a line ends, 76 characters a line at most.  No line begins with a dot or with
 * "From ", so that neither SMTP nor a mailbox file has to change it, and none
 * holds "=_", so that a boundary with it is safe.
 */
void quoted_add(struct buf *out, const char *text);

#endif
