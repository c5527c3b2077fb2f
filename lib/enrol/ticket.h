#ifndef ENROL_TICKET_H
#define ENROL_TICKET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "enrol/desk.h"
#include "model.h"
#include "store/pass.h"

#define TICKET_SECONDS 600 /* NIST SP 800-63B-4: a binding code, 10 minutes */
#define TICKET_SIZE 33     /* 24 random bytes in base64url, and the NUL */
#define TICKET_RETURN_MAX                                                      \
	PASS_RETURN_MAX /* bytes of an address to go back to */

enum ticket_result {
	TICKET_MADE,
	TICKET_BAD_RETURN, /* "return_to" is not at a host of enrol.return_to */
	TICKET_FAILED
};

/*
 * A single-use ticket for someone whom the host app has just logged in.
 * "return_to" is "" or an absolute http(s) address.  Only a hash is stored.
 */
enum ticket_result ticket_make(const struct desk *desk,
    const struct person *person, const char *return_to,
    char ticket[TICKET_SIZE], struct err *err);

/* What is stored of a ticket.  Returns 0, or -1 when "text" cannot be one. */
int ticket_hash(const char *text, uint8_t hash[HASH_SIZE]);

/* Whether an address is "" or at a host of enrol.return_to. */
bool ticket_return_allowed(const struct config *config, const char *url);

#endif
