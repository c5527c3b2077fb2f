#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "fixture.h"
#include "store/letterbox.h"
#include "store/sheaf.h"

#define PEOPLE (2 * SHEAF_PEOPLE + 1)

/* So many people, the last of the alphabet first, and two of one name. */
static void
add_people(struct fixture *f)
{
	static const char sql[] =
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
	    "   SELECT i + 1 FROM n WHERE i < $2)"
	    " INSERT INTO person (organisation_id, ref, name, phone,"
	    "   identifier, language, wave, audience, joined_day)"
	    " SELECT $1, 'r' || i, substr('000' || (($2 - i + 1) / 2 * 2), -4),"
	    "   '', '', 'nl', 'pilot', 'worker', 0 FROM n";

	assert_int_equal(db_run(f->db, &f->err, sql, db_int(f->organisation.id),
			     db_int(PEOPLE)),
	    PEOPLE);
}

static size_t
read_all(struct fixture *f, struct sheaf sheaves[3])
{
	struct db_rows *rows = sheaf_all(f->db, f->organisation.id, &f->err);
	size_t count = 0;

	assert_non_null(rows);
	while (db_next(rows, &f->err) == 1) {
		assert_true(count < 3);
		sheaf_row(rows, &sheaves[count++]);
	}
	db_end(rows);
	return count;
}

/* The people from one on; the first and the last of them. */
static size_t
from(struct fixture *f, int64_t first, int64_t *begin, int64_t *end)
{
	struct letterbox_entry *entries;
	size_t count;

	*begin = *end = 0;
	assert_int_equal(letterbox_from(f->db, f->organisation.id, first,
			     SHEAF_PEOPLE, &entries, &count, &f->err),
	    0);
	if (count > 0) {
		*begin = entries[0].person;
		*end = entries[count - 1].person;
	}
	free(entries);
	return count;
}

static void
test_parts(void **state)
{
	struct fixture *f = *state;
	struct sheaf sheaves[3];
	int64_t begin, end, after;

	assert_int_equal(read_all(f, sheaves), 0);
	add_people(f);
	assert_int_equal(read_all(f, sheaves), 3);
	assert_string_equal(sheaves[0].from, "0000");
	assert_string_equal(sheaves[2].until, "1000");
	assert_int_equal(from(f, 0, &begin, &end), SHEAF_PEOPLE);
	assert_int_equal(begin, sheaves[0].first);
	assert_int_equal(
	    from(f, sheaves[1].first, &begin, &after), SHEAF_PEOPLE);
	assert_int_equal(begin, sheaves[1].first);
	assert_int_not_equal(begin, end);
	assert_int_equal(from(f, sheaves[2].first, &begin, &end), 1);
	assert_int_equal(begin, sheaves[2].first);
	assert_int_equal(end, sheaves[2].first);
}

/* Who enrols meanwhile shifts the others of the part, and loses none. */
static void
test_meanwhile(void **state)
{
	struct fixture *f = *state;
	struct sheaf sheaves[3];
	int64_t begin, end;

	assert_int_equal(read_all(f, sheaves), 3);
	assert_int_equal(db_run(f->db, &f->err,
			     "UPDATE person SET enrolled_at = 1"
			     " WHERE id = $1 OR name < '0010'",
			     db_int(sheaves[1].first)),
	    10);
	assert_int_equal(from(f, sheaves[1].first, &begin, &end), SHEAF_PEOPLE);
	assert_int_not_equal(begin, sheaves[1].first);
	assert_int_equal(end, sheaves[2].first);
}

static void
test_elsewhere(void **state)
{
	struct fixture *f = *state;
	struct sheaf sheaves[3];
	int64_t begin, end;

	read_all(f, sheaves);
	assert_int_equal(from(f, 999999, &begin, &end), 0);
	f->organisation.id++;
	assert_int_equal(from(f, sheaves[0].first, &begin, &end), 0);
	assert_int_equal(read_all(f, sheaves), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_parts),
	    cmocka_unit_test(test_meanwhile),
	    cmocka_unit_test(test_elsewhere),
	};

	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
