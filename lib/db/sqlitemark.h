#ifndef DB_SQLITEMARK_H
#define DB_SQLITEMARK_H

#include <stdbool.h>
#include <stdint.h>

struct sqlite3;

/*
 * What tells one state of an SQLite database from the next without a lock: the
 * head of the index of its write-ahead log, which every commit of any process
 * changes, in memory that all of them share (sqlite.org/walformat.html, section
 * 2.1).
 */
#define SQLITEMARK_SIZE 48
struct sqlitemark {
	bool known;
	uint8_t head[SQLITEMARK_SIZE];
};

/* The present one; not known before the database was first read. */
void sqlitemark_read(struct sqlite3 *handle, struct sqlitemark *mark);

/* Whether nobody has committed since; false when that is not known. */
bool sqlitemark_same(struct sqlite3 *handle, const struct sqlitemark *mark);

#endif
