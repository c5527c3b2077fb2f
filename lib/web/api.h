#ifndef WEB_API_H
#define WEB_API_H

#include "web/web.h"

/*
 * What host apps call, with "Authorization: Bearer KEY"; mistakes are problem
 * documents (RFC 9457).
 */
handler api_gate;    /* GET /v1/gate?user=REF */
handler api_verify;  /* POST /v1/verify {"user", "code"} */
handler api_tickets; /* POST /v1/tickets {"user", "return_to"} */

/* For who watches the server: whether it reaches its database. */
handler api_health;

#endif
