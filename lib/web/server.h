#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "base/err.h"
#include "web/web.h"

/* The pages and the API over HTTP, in threads of their own. */
struct server;

/*
 * Starts to serve with serve.threads threads: on the socket that systemd hands
 * us, else at serve.listen.  "web" must outlive the server.  Returns 0 and the
 * server, to end with server_stop; or -1 with "err": ERR_UNREACHABLE when it
 * cannot listen there, ERR_CONFIG when there is no database.
 */
int server_start(
    const struct web *web, struct server **server, struct err *err);

/* Where it listens, in words for the log. */
const char *server_place(const struct server *server);

/*
 * Takes no more connections, finishes the requests that are there (within
 * SERVER_STOP_SECONDS) and frees the server.
 */
#define SERVER_STOP_SECONDS 5
void server_stop(struct server *server);

#endif
