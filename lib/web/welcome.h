#ifndef WEB_WELCOME_H
#define WEB_WELCOME_H

#include "web/page.h"
#include "web/web.h"

/*
 * The first page, for who comes with a link or with a ticket.  Opening it
 * changes nothing, however often; its button begins the session, or goes on
 * with the one that this browser has.  A key that was never confirmed makes
 * room for a new one.
 */
handler welcome_link;
handler welcome_ticket;
handler welcome_begin;
handler welcome_spend;

/* Made-up content, see specimen.h. */
specimen welcome_specimen;
#define WELCOME_SPECIMENS 8

#endif
