#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/answer.h"
#include "web/pool.h"
#include "web/request.h"
#include "web/web.h"

/*
 * How many bytes the body of a request may have, going by its headers: more
 * than a form's only for a route that takes a file, and from who is inside, so
 * that nobody else can have us remember much.
 */
size_t site_room(const struct web *web, const struct request *request);

/*
 * Answers a request, whatever it is: finds its route, looks whether it may be,
 * lends it a database and runs its handler.  A line in the log tells of it,
 * with the route's pattern instead of the path.  "answer" is initialised.
 */
void site_answer(const struct web *web, struct pool *pool,
    struct request *request, struct answer *answer);

#endif
