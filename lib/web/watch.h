#ifndef WEB_WATCH_H
#define WEB_WATCH_H

#include "web/web.h"

/* For who watches the server, and who builds on it; none needs a key. */
handler watch_health;  /* GET /healthz: whether it reaches its database */
handler watch_metrics; /* GET /metrics: for Prometheus */
handler watch_openapi; /* GET /v1/openapi.json: the API, described */

#endif
