#ifndef WEB_WELCOME_H
#define WEB_WELCOME_H

#include "web/web.h"

/*
 * The first page, for who comes with a link or with a ticket.  Opening it
 * changes nothing, however often; its button begins the session.
 */
handler welcome_link;
handler welcome_ticket;
handler welcome_begin;
handler welcome_spend;

#endif
