#ifndef WEB_CLIENT_H
#define WEB_CLIENT_H

#include "config/config.h"

struct sockaddr;

/* An IPv6 address with its NUL. */
#define CLIENT_SIZE 46

/*
 * The network address of who asks, by which guesses are counted: of IPv6 the
 * half that one household or building shares.  Who comes from one of
 * serve.trusted_proxies comes for another, named in X-Forwarded-For
 * ("forwarded", NULL without): the last one there who is no such proxy, because
 * whatever stands before it the client may have made up; or the first, when all
 * are.  A port behind an address is passed over.  "out" is "" when there is
 * none to be known.
 */
void client_address(const struct serve_settings *serve,
    const struct sockaddr *peer, const char *forwarded, char out[CLIENT_SIZE]);

#endif
