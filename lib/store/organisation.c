#include <string.h>

#include "base/text.h"
#include "store/organisation.h"

#define REF_SHOWN 40 /* characters of a ref that nobody knows */

static enum lookup
one(struct db_rows *rows, struct organisation *organisation, struct err *err)
{
	int more;

	if (rows == NULL)
		return LOOKUP_FAILED;
	more = db_next(rows, err);
	if (more == 1) {
		organisation->id = db_column_int(rows, 0);
		db_column_copy(
		    rows, 1, organisation->ref, sizeof(organisation->ref));
		db_column_copy(
		    rows, 2, organisation->name, sizeof(organisation->name));
	}
	db_end(rows);
	return lookup_of(more);
}

enum lookup
organisation_get(struct db *db, int64_t id, struct organisation *organisation,
    struct err *err)
{
	static const char sql[] =
	    "SELECT id, ref, name FROM organisation WHERE id = $1";

	return one(db_query(db, err, sql, db_int(id)), organisation, err);
}

enum lookup
organisation_find(struct db *db, const char *ref,
    struct organisation *organisation, struct err *err)
{
	static const char sql[] =
	    "SELECT id, ref, name FROM organisation WHERE ref = $1";

	return one(db_query(db, err, sql, db_text(ref)), organisation, err);
}

int
organisation_named(struct db *db, const char *ref,
    struct organisation *organisation, struct err *err)
{
	char shown[4 * REF_SHOWN + 8];

	switch (organisation_find(db, ref, organisation, err)) {
	case LOOKUP_FOUND:
		return 0;
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		break;
	}
	text_show(ref, REF_SHOWN, shown, sizeof(shown));
	return err_set(err, ERR_DATA,
	    "no organisation is known as \"%s\"; it is the key in the imported "
	    "list",
	    shown);
}

int
organisation_put(
    struct db *db, struct organisation *organisation, struct err *err)
{
	static const char insert[] = "INSERT INTO organisation (ref, name)"
				     " VALUES ($1, $2) RETURNING id";
	static const char rename[] =
	    "UPDATE organisation SET name = $2 WHERE id = $1";
	struct organisation known;
	const char *name = organisation->name;

	switch (organisation_find(db, organisation->ref, &known, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		if (name[0] == '\0')
			name = organisation->ref;
		return db_number(db, err, &organisation->id, insert,
		    db_text(organisation->ref), db_text(name));
	case LOOKUP_FOUND:
		break;
	}
	organisation->id = known.id;
	if (name[0] == '\0' || text_same(name, known.name))
		return 0;
	return db_run(db, err, rename, db_int(known.id), db_text(name)) == -1
	    ? -1
	    : 0;
}
