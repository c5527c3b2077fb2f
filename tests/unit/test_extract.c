#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture.h"
#include "roster/column.h"
#include "roster/extract.h"

/* Every title is one that an import knows, and none comes twice. */
static void
test_titles(void **state)
{
	struct config config = {.path = ""};
	bool seen[COLUMNS] = {false};
	struct buf buf;
	struct sheet sheet = {&buf, false};
	char *title, *rest;
	int column;

	(void)state;
	buf_init(&buf, 1000);
	extract_header(&config, &sheet);
	for (title = strtok_r(buf.data, ";\r\n", &rest); title != NULL;
	     title = strtok_r(NULL, ";\r\n", &rest)) {
		column = column_find(title);
		if (column == COLUMN_NONE)
			fail_msg("no column has the title %s", title);
		assert_false(seen[column]);
		seen[column] = true;
	}
	/* All but the parts of a name. */
	for (column = 0; column < COLUMNS; column++)
		assert_true(seen[column] || column == COLUMN_FIRST_NAME ||
		    column == COLUMN_PREFIX || column == COLUMN_LAST_NAME);
	buf_free(&buf);
}

static void
test_own_titles(void **state)
{
	static const char *const own[] = {
	    "name=Wie", "email=Post", "organisation_name=Huis"};
	struct config config = {.import.columns = {own, 3}};
	struct buf buf;
	struct sheet sheet = {&buf, false};

	(void)state;
	buf_init(&buf, 1000);
	extract_header(&config, &sheet);
	assert_string_equal(buf.data,
	    "gebruikersnaam;Wie;Post;telefoon;personeelsnummer;instelling;"
	    "Huis;rol;taal;golf;in dienst;tweede factor;tweede factor sinds"
	    "\r\n");
	buf_free(&buf);
}

static void
test_person(void **state)
{
	struct fixture *f = *state;
	struct person p = somebody(f, "kim");
	struct buf buf;
	struct sheet sheet = {&buf, false};

	buf_init(&buf, 1000);
	snprintf(p.phone, sizeof(p.phone), "+31600000001");
	snprintf(p.wave, sizeof(p.wave), "pilot");
	/* What is left of an enrolment that was taken away does not count. */
	snprintf(p.method, sizeof(p.method), "totp");
	extract_person(&p, &f->organisation, &sheet);
	p.enrolled_at = instant("2026-10-01T23:30");
	p.audience = AUDIENCE_ADMIN;
	extract_person(&p, &f->organisation, &sheet);
	assert_string_equal(buf.data,
	    "kim;Name of kim;kim@example.nl;'+31600000001;Nr-kim;zonnehof;"
	    "De Zonnehof;worker;nl;pilot;2026-07-01;;\r\n"
	    "kim;Name of kim;kim@example.nl;'+31600000001;Nr-kim;zonnehof;"
	    "De Zonnehof;admin;nl;pilot;2026-07-01;totp;2026-10-01\r\n");
	buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_titles),
	    cmocka_unit_test(test_own_titles),
	    cmocka_unit_test_setup_teardown(
		test_person, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
