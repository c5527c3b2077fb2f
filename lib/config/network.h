#ifndef CONFIG_NETWORK_H
#define CONFIG_NETWORK_H

#include "config/place.h"

/* Readers of addresses; each field is a const char *. */
place_reader network_server;  /* "smtp://host:port" or "smtps://..." */
place_reader network_base;    /* where the pages are: https, a host, no path */
place_reader network_webhook; /* http or https, with a path */
place_reader network_mailbox; /* an address that mail can be sent to */
place_reader network_listen;  /* "127.0.0.1:8025" */

/* Host names; const char *const *, and a count. */
place_reader network_hosts;

#endif
