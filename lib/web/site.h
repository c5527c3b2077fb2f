#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/answer.h"
#include "web/pool.h"
#include "web/request.h"
#include "web/web.h"

/* What answering a request does to the database. */
enum site_work {
	SITE_READS,
	SITE_WRITES,        /* maybe much */
	SITE_WRITES_BRIEFLY /* for a program: together with others */
};
enum site_work site_work(const struct web *web, const struct request *request);

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

/*
 * The same with a database of the caller's, who calls site_record when what was
 * written is there to stay; or else site_excuse, which puts "503 Service
 * Unavailable" in the place of the answer, and why in the log, and then
 * site_record.
 */
void site_write(const struct web *web, struct db *db, struct request *request,
    struct answer *answer);
void site_excuse(const struct web *web, const struct request *request,
    struct answer *answer, const struct err *why);
void site_record(const struct web *web, const struct request *request,
    const struct answer *answer);

#endif
