#ifndef CONFIG_NETWORK_H
#define CONFIG_NETWORK_H

#include "config/place.h"

/* Readers of addresses; each field is a const char *. */
place_reader network_server;  /* "smtp://host:port", "smtps://...", "file:." */
place_reader network_host;    /* the name of a host */
place_reader network_base;    /* where the pages are: https, a host, no path */
place_reader network_webhook; /* http or https, with a path */
place_reader network_meeting; /* const char *: https only */
place_reader network_ping;    /* https, or http on this machine; a path */
place_reader network_mailbox; /* an address that mail can be sent to */
place_reader network_listen;  /* "127.0.0.1:8025" */

place_reader network_subnets; /* const struct subnet *, and a count */

/* Lists; const char *const *, and a count. */
place_reader network_mailboxes;
place_reader network_hosts;   /* names of hosts */
place_reader network_backups; /* as network_server, without "file:" */

#endif
