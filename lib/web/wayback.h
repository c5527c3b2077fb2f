#ifndef WEB_WAYBACK_H
#define WEB_WAYBACK_H

#include "enrol/ticket.h"
#include "web/answer.h"
#include "web/web.h"

/*
 * The way back to the host app that sent somebody here with a ticket: the
 * address, and the ticket, travel in cookies of their own.  Once the person has
 * enrolled, the ticket's receipt (enrol/receipt.h) takes its place.
 */

/* Keeps both; without an address, the cookies of somebody before end. */
void wayback_keep(struct answer *answer, const char *url, const char *ticket);

/*
 * Reads the address.  The cookie comes from outside, so it is looked at again:
 * "url" is "" unless it leads to a host of enrol.return_to.  "origin" is its
 * scheme, host and port, as in "https://app.example.nl".
 */
#define WAYBACK_ORIGIN_SIZE 300
void wayback_read(const struct call *call, char url[TICKET_RETURN_MAX + 1],
    char origin[WAYBACK_ORIGIN_SIZE]);

/*
 * The person of the session has just typed the first code: who came by a ticket
 * gets its receipt.
 */
void wayback_enrolled(const struct call *call, const struct person *person,
    struct answer *answer);

/* Leads to an address that wayback_read() gave, with the receipt in it. */
void wayback_go(
    const struct call *call, const char *url, struct answer *answer);

/* Ends the cookies. */
void wayback_forget(struct answer *answer);

#endif
