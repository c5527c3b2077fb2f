#ifndef WEB_API_H
#define WEB_API_H

#include "web/web.h"

/*
 * What host apps call, with "Authorization: Bearer KEY"; mistakes are problem
 * documents (RFC 9457).  templates/openapi.json describes it.
 */
handler api_gate;     /* GET /v1/gate?user=REF[&popup=1] */
handler api_verify;   /* POST /v1/verify {"user", "code"} */
handler api_tickets;  /* POST /v1/tickets {"user", "return_to"} */
handler api_receipts; /* POST /v1/receipts {"user", "receipt"} */
handler api_enrolled; /* POST /v1/enrolled {"user", "method"} */
handler api_adoption; /* GET /v1/adoption */

#endif
