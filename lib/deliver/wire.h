#ifndef DELIVER_WIRE_H
#define DELIVER_WIRE_H

#include <curl/curl.h>

#include "base/err.h"
#include "model.h"

#define WIRE_CONNECT_SECONDS 15L /* name, TCP, TLS; then it is down */

/* A libcurl handle for one server. */
struct wire {
	CURL *easy;
	char *server; /* "smtp://host:25", without path, user or query */
	char words[CURL_ERROR_SIZE]; /* libcurl's, of the last transfer */
};

/*
 * Sets a wire up: to "url", by one of "schemes" ("http,https"), trusting only
 * the certificates in "ca_file" unless that is "".  No proxy, no redirects, no
 * signals.  Close with wire_close, also after -1.
 *
 * Returns 0, or -1 with "err": ERR_CONFIG when the URL is none, ERR_INTERNAL
 * without memory.
 */
int wire_open(struct wire *wire, const char *url, const char *schemes,
    const char *ca_file, struct err *err);
void wire_close(struct wire *wire);

/*
 * Says in "detail" why the last transfer ended as it did: the server, then the
 * reason, then what the server "said", or libcurl's words if that is "".
 */
void wire_trouble(const struct wire *wire, CURLcode code, const char *said,
    char detail[DETAIL_MAX + 1]);

#endif
