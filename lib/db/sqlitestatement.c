#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "db/sqlite.h"

/* Finds the statement of that address, or prepares it. */
static struct db_rows *
statement(struct db *db, const char *sql, struct err *err)
{
	size_t at = (uintptr_t)sql / sizeof(void *) * 31 % STATEMENTS, tries;
	struct db_rows *rows = NULL;
	char name[16];
	int n;

	for (tries = 0; tries < STATEMENTS; tries++) {
		rows = &db->statements[(at + tries) % STATEMENTS];
		if (rows->sql == sql || rows->sql == NULL)
			break;
	}
	if (tries == STATEMENTS || rows->busy) {
		err_set(err, ERR_INTERNAL, "%s: statement at work already: %s",
		    db->name, sql);
		return NULL;
	}
	if (rows->sql == sql)
		return rows;
	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
		&rows->stmt, NULL) != SQLITE_OK) {
		sqlite_wrong(db, err);
		return NULL;
	}
	for (n = 0; n < VALUES_MAX; n++) {
		snprintf(name, sizeof(name), "$%d", n + 1);
		rows->places[n] =
		    sqlite3_bind_parameter_index(rows->stmt, name);
	}
	rows->db = db;
	rows->sql = sql;
	return rows;
}

static int
bind_value(struct db_rows *rows, int place, const struct db_value *value)
{
	switch (value->type) {
	case DB_TYPE_INT:
		return sqlite3_bind_int64(rows->stmt, place, value->number);
	case DB_TYPE_TEXT:
		return sqlite3_bind_text(
		    rows->stmt, place, value->data, -1, SQLITE_STATIC);
	case DB_TYPE_BYTES:
		return sqlite3_bind_blob64(
		    rows->stmt, place, value->data, value->len, SQLITE_STATIC);
	case DB_TYPE_NULL:
	case DB_TYPE_END:
		break;
	}
	return sqlite3_bind_null(rows->stmt, place);
}

struct db_rows *
db_query_values(struct db *db, struct err *err, const char *sql,
    const struct db_value *values)
{
	struct db_rows *rows = statement(db, sql, err);
	int n;

	if (rows == NULL)
		return NULL;
	if (!sqlite3_stmt_readonly(rows->stmt)) {
		db_let_go(db);
		if (sqlite_check_group(db, err) == -1)
			return NULL;
	}
	for (n = 0; values[n].type != DB_TYPE_END; n++) {
		if (n == VALUES_MAX || rows->places[n] == 0 ||
		    bind_value(rows, rows->places[n], &values[n]) !=
			SQLITE_OK) {
			err_set(err, ERR_INTERNAL, "%s: no place for $%d: %s",
			    db->name, n + 1, sql);
			db_end(rows);
			return NULL;
		}
	}
	rows->busy = true;
	return rows;
}

int
db_next(struct db_rows *rows, struct err *err)
{
	switch (sqlite3_step(rows->stmt)) {
	case SQLITE_ROW:
		return 1;
	case SQLITE_DONE:
		return 0;
	default:
		return sqlite_wrong(rows->db, err);
	}
}

void
db_end(struct db_rows *rows)
{
	if (rows == NULL)
		return;
	sqlite3_reset(rows->stmt);
	sqlite3_clear_bindings(rows->stmt);
	rows->busy = false;
}

int64_t
db_run_values(struct db *db, struct err *err, const char *sql,
    const struct db_value *values)
{
	struct db_rows *rows = db_query_values(db, err, sql, values);
	int64_t changed = -1;

	if (rows == NULL)
		return -1;
	if (db_next(rows, err) != -1)
		changed = sqlite3_changes64(db->handle);
	db_end(rows);
	return changed;
}

int64_t
db_column_int(struct db_rows *rows, int column)
{
	return sqlite3_column_int64(rows->stmt, column);
}

const char *
db_column_text(struct db_rows *rows, int column)
{
	const char *text;

	text = (const char *)sqlite3_column_text(rows->stmt, column);
	return text == NULL ? "" : text;
}

const void *
db_column_bytes(struct db_rows *rows, int column, size_t *len)
{
	const void *bytes = sqlite3_column_blob(rows->stmt, column);

	*len = (size_t)sqlite3_column_bytes(rows->stmt, column);
	return bytes == NULL ? "" : bytes;
}

void
db_column_copy(struct db_rows *rows, int column, char *out, size_t size)
{
	const char *text = db_column_text(rows, column);
	size_t len = strnlen(text, size - 1);

	memcpy(out, text, len);
	out[len] = '\0';
}

int
db_number_values(struct db *db, struct err *err, int64_t *number,
    const char *sql, const struct db_value *values)
{
	struct db_rows *rows = db_query_values(db, err, sql, values);
	int more;

	*number = 0;
	if (rows == NULL)
		return -1;
	more = db_next(rows, err);
	if (more == 1)
		*number = db_column_int(rows, 0);
	db_end(rows);
	return more == -1 ? -1 : 0;
}
