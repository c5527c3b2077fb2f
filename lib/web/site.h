#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/answer.h"
#include "web/pool.h"
#include "web/request.h"
#include "web/web.h"

/*
 * Answers a request, whatever it is: finds its route, looks whether it may be,
 * lends it a database and runs its handler.  A line in the log tells of it,
 * with the route's pattern instead of the path.  "answer" is initialised.
 */
void site_answer(const struct web *web, struct pool *pool,
    struct request *request, struct answer *answer);

#endif
