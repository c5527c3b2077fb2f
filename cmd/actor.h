#ifndef ACTOR_H
#define ACTOR_H

#include "db/db.h"
#include "model.h"

/*
 * Who acted, for people to read: "admin:17" of the store becomes the
 * administrator's key, "admin:jansen".  What else there is stays as it is.
 */
#define ACTOR_SIZE (sizeof("admin:") + REF_MAX)
const char *actor_name(struct db *db, const char *actor, char name[ACTOR_SIZE]);

#endif
