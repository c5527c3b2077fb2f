#ifndef WEB_CLIENT_H
#define WEB_CLIENT_H

struct sockaddr;

/* An IPv6 address with its NUL. */
#define CLIENT_SIZE 46

/*
 * The network address of who asks, by which guesses are counted: of IPv6 the
 * half that one household or building shares.  Behind a proxy on this machine
 * it is the last one of X-Forwarded-For ("forwarded", NULL without), which that
 * proxy has added.  "out" is "" when there is none to be known.
 */
void client_address(
    const struct sockaddr *peer, const char *forwarded, char out[CLIENT_SIZE]);

#endif
