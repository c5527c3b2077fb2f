#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "base/err.h"
#include "db/db.h"

/*
 * Brings a database to the present version, each migration in a transaction of
 * its own; a new one gets all.  A database that a newer Twofold has written is
 * refused (ERR_CONFIG).  Returns 0 or -1.
 */
int schema_migrate(struct db *db, struct err *err);

/*
 * Takes the indexes of the people away and makes them again, which is faster
 * than keeping them up while all come in.  Within one transaction.
 */
int schema_drop_indexes(struct db *db, struct err *err);
int schema_make_indexes(struct db *db, struct err *err);

#endif
