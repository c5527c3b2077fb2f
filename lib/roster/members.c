#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "roster/fault.h"
#include "roster/members.h"
#include "store/intake.h"
#include "store/organisation.h"

#define FIRST_SIZE 256
#define OTHERS_SIZE 48 /* bytes of " (and 3 more institutions)" */

/* An institution of which the people are being read. */
struct group {
	int64_t id;
	int64_t people, present;
	size_t start; /* of its own among the missing */
};

void
members_free(struct members *members)
{
	free(members->missing);
	*members = (struct members){.missing = NULL};
}

static int
add(struct members *members, int64_t person, struct err *err)
{
	size_t size = members->size == 0 ? FIRST_SIZE : members->size * 2;
	int64_t *missing;

	if (members->count == members->size) {
		missing = realloc(members->missing, size * sizeof(*missing));
		if (missing == NULL)
			return err_memory(err);
		members->missing = missing;
		members->size = size;
	}
	members->missing[members->count++] = person;
	return 0;
}

/* Of an institution that is not on the list, nobody is missing. */
static void
end_group(struct members *members, const struct group *group, int64_t percent)
{
	int64_t missing = group->people - group->present;

	if (group->present == 0) {
		members->count = group->start;
		return;
	}
	members->institutions++;
	members->only = group->id;
	if (missing * 100 <= percent * group->people)
		return;
	members->too_few++;
	if (members->worst == 0 ||
	    missing * members->worst_people >
		members->worst_missing * group->people) {
		members->worst = group->id;
		members->worst_missing = missing;
		members->worst_people = group->people;
	}
}

int
members_compare(struct db *db, const struct known *known, int64_t percent,
    struct members *members, struct err *err)
{
	struct db_rows *rows;
	struct group group = {.id = 0};
	int64_t organisation, person;
	int more = -1;

	*members = (struct members){.missing = NULL};
	rows = intake_members(db, err);
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		organisation = db_column_int(rows, 0);
		person = db_column_int(rows, 1);
		if (organisation != group.id) {
			end_group(members, &group, percent);
			group = (struct group){
			    .id = organisation, .start = members->count};
		}
		group.people++;
		if (known_has(known, person)) {
			group.present++;
		} else if (add(members, person, err) == -1) {
			more = -1;
			break;
		}
	}
	db_end(rows);
	end_group(members, &group, percent);
	return more == -1 ? -1 : 0;
}

int
members_refuse(struct db *db, const struct members *members, const char *file,
    int64_t percent, struct err *err)
{
	struct organisation organisation = {.name = ""};
	char others[OTHERS_SIZE] = "";

	if (organisation_get(db, members->worst, &organisation, err) ==
	    LOOKUP_FAILED)
		return -1;
	if (members->too_few > 1)
		snprintf(others, sizeof(others), " (and %zu more institutions)",
		    members->too_few - 1);
	return err_set(err, ERR_DATA, "%s: " FAULT_LEAVING, file,
	    members->worst_missing, members->worst_people, organisation.name,
	    organisation.ref, others, percent, members->count, members->count);
}
