#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "enrol/erasure.h"
#include "fixture.h"
#include "store/event.h"
#include "store/holding.h"

/* Tables with nothing of a person in them, or only for hours. */
static const char *const others[] = {"admission", "called", "gate_answer",
    "guess", "hostkey", "organisation", "outreach", "owner", "rejoiced",
    "replay", "schema_version", "setting", "wave", "weekly"};

static bool
is_known(const char *table)
{
	size_t count, i;
	const struct holding *holdings = holding_all(&count);

	for (i = 0; i < count; i++) {
		if (strcmp(holdings[i].table, table) == 0)
			return true;
	}
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (strcmp(others[i], table) == 0)
			return true;
	}
	return false;
}

/* Who adds a table says what of a person is in it. */
static void
test_every_table(void **state)
{
	struct fixture *f = *state;
	struct db_rows *rows = db_query(f->db, &f->err,
	    "SELECT name FROM sqlite_master WHERE type = 'table'", DB_NONE);

	assert_non_null(rows);
	while (db_next(rows, &f->err) == 1) {
		if (!is_known(db_column_text(rows, 0)))
			fail_msg("store/holding.c does not know the table %s",
			    db_column_text(rows, 0));
	}
	db_end(rows);
}

/* As many columns as there are names for them. */
static void
test_every_column(void **state)
{
	struct fixture *f = *state;
	size_t count, i, n;
	const struct holding *holdings = holding_all(&count);
	struct db_rows *rows;

	add_person(f, "anna");
	for (i = 0; i < count; i++) {
		if (holdings[i].name == NULL)
			continue;
		for (n = 0; holdings[i].fields[n].name != NULL; n++)
			continue;
		assert_in_range(n, 1, HOLDING_FIELDS - 1);
		rows = holding_rows(f->db, &holdings[i], 1, &f->err);
		assert_non_null(rows);
		assert_int_not_equal(db_next(rows, &f->err), -1);
		db_end(rows);
	}
}

/* Somebody of whom there is something everywhere. */
static int64_t
fill(struct fixture *f)
{
	struct person p = somebody(f, "Canary-ref");
	struct event e = {.at = 1,
	    .kind = "reset",
	    .actor = "cli:root",
	    .detail = "Canary reason"};

	snprintf(p.email, sizeof(p.email), "canary@Canary.example.nl");
	snprintf(p.phone, sizeof(p.phone), "+31Canary");
	put_person(f, &p);
	e.person = p.id;
	assert_int_equal(event_add(f->db, &e, &f->err), 0);
	e = (struct event){.at = 1,
	    .kind = "contact",
	    .actor = "cli:root",
	    .detail = "zonnehof: Name of Canary-ref"};
	assert_int_equal(event_add(f->db, &e, &f->err), 0);
	assert_int_equal(
	    db_script(f->db,
		"INSERT INTO credential VALUES (1, 0, 'Canary', 1, 1, 1);"
		"INSERT INTO recovery VALUES (1, 'k1', 'Canary', 0);"
		"INSERT INTO throttle VALUES (1, 'code', 3, 4);"
		"INSERT INTO message VALUES (1, 1, 'announce', 1, 'email',"
		" 'sent', 1, 1, 1, 1, 0, '', 1, '250 Canary');"
		"INSERT INTO message VALUES (2, 1, 'reminder', 1, 'email',"
		" 'planned', 1, 1, 1, 1, 0, '', 1, 'Canary');"
		"INSERT INTO message VALUES (3, 1, 'reminder', 1, 'popup',"
		" 'failed', 1, 1, 1, 1, 0, 'hard', 1, 'Canary');"
		"INSERT INTO pass (hash, person_id, return_to, expires_at, "
		"used_at,"
		" host) VALUES ('h', 1, 'Canary', 1, 0, 'Canary');"
		"INSERT INTO paper VALUES (1, 'Canary', 'k1', 1, 1, 1);"
		"INSERT INTO offer VALUES (1, 1, 0, 's', 'Canary', 'Canary');"
		"INSERT INTO exception VALUES (1, 'extension', 1, 0, 5,"
		" 'Canary', 'cli:root', 1);"
		"INSERT INTO contact VALUES (1, 'Name of Canary-ref');"
		"INSERT INTO imported VALUES (1, 1, 0, 'f', 's', 0, '',"
		" 'line 3: canary@Canary.example.nl', 0, 0, 0, 0, 0, 1);",
		&f->err),
	    0);
	return p.id;
}

static struct buf kept[2];
static size_t kept_count;

/* How many cells of all tables have the canary. */
static int64_t
canaries(struct fixture *f)
{
	static const char sql[] =
	    "SELECT m.name, c.name FROM sqlite_master m,"
	    " pragma_table_info(m.name) c WHERE m.type = 'table'";
	struct db_rows *rows = db_query(f->db, &f->err, sql, DB_NONE);
	int64_t found;
	struct buf b;

	buf_init(&b, DUMP_MAX);
	buf_text(&b, "SELECT 0");
	while (db_next(rows, &f->err) == 1)
		buf_format(&b,
		    " + (SELECT count(*) FROM %s WHERE"
		    " instr(lower(CAST(%s AS TEXT)), 'canary') > 0)",
		    db_column_text(rows, 0), db_column_text(rows, 1));
	db_end(rows);
	found = number_of(f, b.data);
	kept[kept_count++] = b; /* a statement is known by its address */
	return found;
}

static void
test_erases(void **state)
{
	struct fixture *f = *state;
	int64_t id = fill(f);
	uint64_t hashes[INTAKE_PAGE] = {0};
	struct event_audit audit;
	struct person p, other;

	other = add_person(f, "bob");
	hashes[id] = 4711;
	hashes[other.id] = 4712;
	assert_int_equal(intake_put_page(f->db, 0, hashes, &f->err), 0);
	assert_in_range(canaries(f), 15, 99);
	assert_int_equal(person_get(f->db, id, &p, &f->err), LOOKUP_FOUND);

	/* Who is here may log in. */
	assert_int_equal(
	    erasure_make(&f->desk, &p, false, "asked", &f->err), -1);
	assert_non_null(strstr(f->err.text, "still on the list"));
	assert_int_equal(erasure_make(&f->desk, &p, true,
			     "asked by Name of Canary-ref", &f->err),
	    -1);
	assert_non_null(strstr(f->err.text, "the reason names"));
	db_run(f->db, &f->err,
	    "UPDATE message SET state = 'sending' WHERE id = 2", DB_NONE);
	assert_int_equal(
	    erasure_make(&f->desk, &p, true, "asked", &f->err), -1);
	assert_int_equal(f->err.kind, ERR_LATER);
	db_run(f->db, &f->err,
	    "UPDATE message SET state = 'planned' WHERE id = 2", DB_NONE);

	assert_int_equal(erasure_make(&f->desk, &p, true, "asked", &f->err), 0);
	assert_int_equal(canaries(f), 0);
	assert_int_equal(person_get(f->db, id, &p, &f->err), LOOKUP_FOUND);
	assert_int_equal(p.left_at, f->desk.now);
	assert_int_equal(p.next_due_at, 0);
	assert_int_equal(number_of(f,
			     "SELECT count(*) FROM message WHERE state ="
			     " 'dropped' AND id = 2"),
	    1);
	assert_int_equal(number_of(f,
			     "SELECT count(*) FROM message WHERE bounce ="
			     " 'hard' AND state = 'failed'"),
	    1);
	assert_int_equal(number_of(f, "SELECT count(*) FROM exception"), 1);
	assert_int_equal(number_of(f, "SELECT count(*) FROM credential"), 0);
	assert_int_equal(event_audit(f->db, &audit, &f->err), 0);
	assert_int_equal(audit.broken, 0);
	assert_int_equal(audit.forgotten, 2);
	/* Nothing of the others. */
	assert_int_equal(stored(f, "bob").left_at, 0);
	assert_int_equal(
	    number_of(f,
		"SELECT count(*) FROM intake_page WHERE"
		" hex(substr(hashes, 9, 8)) = '0000000000000000' AND"
		" hex(substr(hashes, 17, 8)) <> '0000000000000000'"),
	    1);
	while (kept_count > 0)
		buf_free(&kept[--kept_count]);
}

/* Somebody new may have the key, the address and the name. */
static void
test_comes_again(void **state)
{
	struct fixture *f = *state;
	struct person p = add_person(f, "anna"), again;

	assert_int_equal(erasure_make(&f->desk, &p, true, "asked", &f->err), 0);
	again = add_person(f, "anna");
	assert_int_not_equal(again.id, p.id);
}

static void
test_gone(void **state)
{
	struct fixture *f = *state;
	char ref[8];
	int64_t erased;
	int i;

	for (i = 0; i < 5; i++) {
		snprintf(ref, sizeof(ref), "p%d", i);
		add_person(f, ref);
	}
	db_run(f->db, &f->err,
	    "UPDATE person SET left_at = id * 100"
	    " WHERE id <= 4",
	    DB_NONE);
	assert_int_equal(
	    erasure_of_gone(&f->desk, 301, 2, &erased, &f->err), 0);
	assert_int_equal(erased, 2);
	assert_int_equal(
	    erasure_of_gone(&f->desk, 301, 2, &erased, &f->err), 0);
	assert_int_equal(erased, 1);
	assert_int_equal(
	    erasure_of_gone(&f->desk, 301, 2, &erased, &f->err), 0);
	assert_int_equal(erased, 0);
	assert_int_equal(
	    number_of(f, "SELECT sum(id) FROM person WHERE name = ''"), 6);
	assert_int_equal(number_of(f, "SELECT sum(left_at) FROM person"), 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_every_table),
	    FIXTURE_TEST(test_every_column),
	    FIXTURE_TEST(test_erases),
	    FIXTURE_TEST(test_comes_again),
	    FIXTURE_TEST(test_gone),
	};

	return cmocka_run_group_tests_name("holding", tests, NULL, NULL);
}
