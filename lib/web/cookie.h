#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include <stddef.h>

#include "base/buf.h"

/*
 * "__Host-" makes browsers refuse one that another host or an unencrypted page
 * has set (RFC 6265bis, section 4.1.3.2).
 */
#define COOKIE_SESSION "__Host-twofold"
#define COOKIE_RETURN "__Host-twofold-return"
#define COOKIE_TICKET "__Host-twofold-ticket" /* then its receipt */

/*
 * Copies the value of a cookie out of a Cookie header (RFC 6265, section 4.2).
 * Returns 0; or -1, with "" in "out", when there is none or when it does not
 * fit in "size" bytes.
 */
int cookie_read(const char *header, const char *name, char *out, size_t size);

/*
 * Adds the value of a Set-Cookie header to "out".  The cookie ends with the
 * browser's session; with a value of "" it ends now.
 */
void cookie_write(struct buf *out, const char *name, const char *value);

#endif
