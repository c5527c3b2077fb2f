#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

#include <stddef.h>

#include <microhttpd.h>

#include "web/answer.h"
#include "web/request.h"
#include "web/web.h"

/* One request and its answer, between the HTTP library and the site. */
struct exchange {
	struct MHD_Connection *connection;
	struct request request;
	struct answer answer;
	bool answered;
	size_t received; /* bytes of the body */
	struct exchange *next;
};

/* Takes in the headers.  NULL without memory; ends with exchange_free. */
struct exchange *exchange_begin(const struct web *web,
    struct MHD_Connection *connection, const char *method, const char *url);
void exchange_free(struct exchange *exchange);

/*
 * The next bytes of the body.  Returns 0, or -1 when so much has come that who
 * sends it is cut off.
 */
int exchange_body(struct exchange *exchange, const char *data, size_t len);

/* Sends the answer, which is empty then; MHD_NO without memory. */
enum MHD_Result exchange_reply(struct exchange *exchange);

#endif
