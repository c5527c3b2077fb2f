#include "store/contact.h"

int
contact_get(struct db *db, int64_t organisation, char contact[CONTACT_MAX + 1],
    struct err *err)
{
	static const char sql[] =
	    "SELECT text FROM contact WHERE organisation_id = $1";
	struct db_rows *rows = db_query(db, err, sql, db_int(organisation));
	int more;

	contact[0] = '\0';
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1)
		db_column_copy(rows, 0, contact, CONTACT_MAX + 1);
	db_end(rows);
	return more == -1 ? -1 : 0;
}

int
contact_put(
    struct db *db, int64_t organisation, const char *contact, struct err *err)
{
	static const char put[] =
	    "INSERT INTO contact (organisation_id, text) VALUES ($1, $2)"
	    " ON CONFLICT (organisation_id) DO UPDATE SET text = excluded.text";
	static const char take[] =
	    "DELETE FROM contact WHERE organisation_id = $1";

	if (contact[0] == '\0')
		return db_run(db, err, take, db_int(organisation)) == -1 ? -1
									 : 0;
	return db_run(db, err, put, db_int(organisation), db_text(contact)) ==
		-1
	    ? -1
	    : 0;
}
