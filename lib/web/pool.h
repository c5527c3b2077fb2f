#ifndef WEB_POOL_H
#define WEB_POOL_H

#include <stddef.h>

#include "base/err.h"
#include "db/db.h"

/*
 * Connections to one database for the threads of a server: one is opened when
 * it is first needed and kept for the next.
 */
struct pool;

/*
 * A pool of at most "size" connections to the database of that name, whose text
 * must outlive it.  Returns 0, or -1 with "err".  Free with pool_free once all
 * connections are back.
 */
int pool_make(
    const char *name, size_t size, struct pool **pool, struct err *err);
void pool_free(struct pool *pool);

/*
 * Takes a connection, waiting while all are taken.  NULL with "err" when it
 * cannot be opened.  Give it back with pool_give.
 */
struct db *pool_take(struct pool *pool, struct err *err);

/*
 * The same for who reads: all of it is of one state of the database, of now
 * (db_hold).
 */
struct db *pool_read(struct pool *pool, struct err *err);

void pool_give(struct pool *pool, struct db *db);

/*
 * Ends what is held by connections that nobody has taken.  To be called now and
 * then, or the database's log would grow for as long as nobody comes.
 */
void pool_refresh(struct pool *pool);

#endif
