#include <stdio.h>
#include <string.h>

#include "actor.h"
#include "base/text.h"
#include "store/person.h"

#define ADMIN "admin:"

const char *
actor_name(struct db *db, const char *actor, char name[ACTOR_SIZE])
{
	struct person person;
	struct err err;
	int64_t id;

	if (!text_starts(actor, ADMIN) ||
	    text_number(actor + strlen(ADMIN), 1, INT64_MAX, &id) == -1 ||
	    person_get(db, id, &person, &err) != LOOKUP_FOUND)
		return actor;
	snprintf(name, ACTOR_SIZE, ADMIN "%s", person.ref);
	return name;
}
