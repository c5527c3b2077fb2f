#ifndef ENROL_RECEIPT_H
#define ENROL_RECEIPT_H

#include <stdbool.h>

#include "enrol/desk.h"
#include "enrol/ticket.h"
#include "model.h"

/*
 * What the host app gets back for a ticket: that its person has just typed a
 * first code, which counts once, so that it need not ask for another one.  It
 * travels through the browser, and is worth something to the host app alone
 * that asked for the ticket, for that person, once, and for a short while.
 */
#define RECEIPT_SECONDS 300 /* from the code: to save recovery codes in */
#define RECEIPT_SIZE TICKET_SIZE

/* The parameter that it has in the address to go back to, and room for it. */
#define RECEIPT_NAME "twofold_receipt"
#define RECEIPT_URL_SIZE                                                       \
	(TICKET_RETURN_MAX + sizeof("?" RECEIPT_NAME "=") + RECEIPT_SIZE)

/*
 * Makes the receipt of a ticket that this person spent and has now enrolled by;
 * "" when there is no such ticket, or it has had one.  Only a hash is stored.
 * Returns 0, or -1 with "err".
 */
int receipt_make(const struct desk *desk, const struct person *person,
    const char *ticket, char receipt[RECEIPT_SIZE], struct err *err);

/*
 * Takes it back from the host app that is at the desk: "*good" is true for
 * exactly one of those who try, and leaves an event.  Returns 0 or -1.
 */
int receipt_take(const struct desk *desk, const struct person *person,
    const char *receipt, bool *good, struct err *err);

/*
 * Writes the address with the receipt in it, before a fragment; without it when
 * "receipt" is none.
 */
void receipt_url(
    const char *url, const char *receipt, char out[RECEIPT_URL_SIZE]);

#endif
