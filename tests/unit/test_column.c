#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "roster/column.h"

#define FIELDS 24

static void
add_notice(const char *sentence, void *context)
{
	buf_text(context, sentence);
	buf_char(context, '\n');
}

/* Splits "titles" at each ";" and maps them, by wishes. */
static int
map_wished(const char *titles, const struct column_wish *wishes, size_t count,
    bool given, struct column_map *map, struct buf *notices, struct err *err)
{
	char copy[512], *fields[FIELDS], *end;
	struct csv_row row = {.line = 1, .fields = fields};

	snprintf(copy, sizeof(copy), "%s", titles);
	fields[row.count++] = copy;
	while ((end = strchr(fields[row.count - 1], ';')) != NULL) {
		*end = '\0';
		assert_true(row.count < FIELDS);
		fields[row.count++] = end + 1;
	}
	return column_map(
	    &row, wishes, count, given, map, add_notice, notices, err);
}

static int
map_titles(const char *titles, struct column_map *map, struct buf *notices,
    struct err *err)
{
	return map_wished(titles, NULL, 0, false, map, notices, err);
}

static void
test_finds_titles(void **state)
{
	static const struct {
		enum column column;
		const char *titles[16];
	} cases[] = {
	    {COLUMN_REF,
		{"ref", "user", "username", "gebruikersnaam", "gebruiker",
		    "login", "id", "userid", "user id", "User_ID", "USER-ID"}},
	    {COLUMN_NAME, {"name", "naam", "full name", "volledige naam"}},
	    {COLUMN_FIRST_NAME,
		{"voornaam", "roepnaam", "first name", "given", "first_name"}},
	    {COLUMN_PREFIX, {"tussenvoegsel", "voorvoegsel", "prefix"}},
	    {COLUMN_LAST_NAME,
		{"achternaam", "surname", "last name", "family", "last_name"}},
	    {COLUMN_EMAIL,
		{"email", "e-mail", "mail", "mailadres", "e-mailadres",
		    "emailadres", "E-Mail"}},
	    {COLUMN_PHONE,
		{"phone", "telefoon", "telefoonnummer", "mobiel", "mobile"}},
	    {COLUMN_IDENTIFIER,
		{"identifier", "personeelsnummer", "medewerkernummer",
		    "employee number", "staffnumber"}},
	    {COLUMN_ORGANISATION,
		{"organisation", "organization", "organisatie", "instelling",
		    "institution", "klantnummer", "customer"}},
	    {COLUMN_ORGANISATION_NAME,
		{"organisatienaam", "instellingsnaam", "organisation name"}},
	    {COLUMN_ROLE,
		{"role", "rol", "functie", "function", "audience",
		    "doelgroep"}},
	    {COLUMN_LANGUAGE, {"language", "taal"}},
	    {COLUMN_WAVE, {"wave", "golf", "groep"}},
	    {COLUMN_JOINED,
		{"joined", "in dienst", "startdatum", "date joined"}},
	    {COLUMN_METHOD,
		{"method", "methode", "tweede factor", "second factor", "2fa"}},
	    {COLUMN_ENROLLED,
		{"enrolled", "enrolled on", "tweede factor sinds"}},
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (k = 0; cases[i].titles[k] != NULL; k++)
			assert_int_equal(
			    column_find(cases[i].titles[k]), cases[i].column);
		/* Its own name is a title too. */
		assert_int_equal(
		    column_find(column_name(cases[i].column)), cases[i].column);
	}
	assert_int_equal(column_find("afdeling"), COLUMN_NONE);
	assert_int_equal(column_find(""), COLUMN_NONE);
}

static void
test_maps(void **state)
{
	struct err err = {.kind = ERR_NONE};
	struct column_map map;
	struct buf notices;

	(void)state;
	buf_init(&notices, 1000);
	assert_int_equal(
	    map_titles("gebruikersnaam;voornaam;tussenvoegsel;achternaam;"
		       "e-mail;telefoon;personeelsnummer;instelling;"
		       "instellingsnaam;rol;taal;golf;in dienst;tweede factor;"
		       "tweede factor sinds",
		&map, &notices, &err),
	    0);
	assert_string_equal(notices.data, "");
	assert_int_equal(map.count, 15);
	assert_int_equal(map.field[COLUMN_REF], 0);
	assert_int_equal(map.field[COLUMN_NAME], COLUMN_NONE);
	assert_int_equal(map.field[COLUMN_FIRST_NAME], 1);
	assert_int_equal(map.field[COLUMN_ENROLLED], 14);
	assert_string_equal(map.title[COLUMN_EMAIL], "e-mail");
	assert_string_equal(map.title[COLUMN_NAME], "name");
	buf_free(&notices);
}

static void
test_tells_of_unknown_columns(void **state)
{
	struct err err = {.kind = ERR_NONE};
	struct column_map map;
	struct buf notices;

	(void)state;
	buf_init(&notices, 1000);
	assert_int_equal(
	    map_titles(" Naam ;login;zorgkantoor;klantnummer;emailadress;;\x1b",
		&map, &notices, &err),
	    0);
	assert_string_equal(notices.data,
	    "column \"zorgkantoor\" is not known and is ignored\n"
	    "column \"emailadress\" is not known and is ignored; did you mean "
	    "\"emailadres\"?\n"
	    "column \"\\x1b\" is not known and is ignored\n");
	assert_string_equal(map.title[COLUMN_NAME], "Naam");
	assert_int_equal(map.count, 7);
	buf_free(&notices);
}

static void
test_refuses(void **state)
{
	static const struct {
		const char *titles, *part;
	} cases[] = {
	    {"jan;Jan de Boer;jan@example.nl", "is not a header"},
	    {"", "is not a header"},
	    {"naam;instelling", "has no column \"ref\""},
	    {"naam;login", "has no column \"organisation\""},
	    {"login;voornaam;instelling", "has no column \"name\""},
	    {"login;naam;instelling;BSN", "column \"BSN\" holds citizen"},
	    {"login;naam;instelling;bsn-nummer", "holds citizen"},
	    {"login;naam;instelling;Burgerservicenummer", "holds citizen"},
	    {"login;naam;instelling;Sofi nummer", "holds citizen"},
	    {"login;naam;instelling;e-mail;Mailadres",
		"columns \"e-mail\" and \"Mailadres\" both hold \"email\""},
	    {"login;naam;instelling;naam", "both hold \"name\""},
	};
	struct column_map map;
	struct buf notices;
	struct err err;
	size_t i;

	(void)state;
	buf_init(&notices, 1000);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&notices);
		err.kind = ERR_NONE;
		assert_int_equal(
		    map_titles(cases[i].titles, &map, &notices, &err), -1);
		assert_int_equal(err.kind, ERR_DATA);
		assert_non_null(strstr(err.text, cases[i].part));
	}
	/* A sentence says which titles would do. */
	assert_int_equal(map_titles("naam;login", &map, &notices, &err), -1);
	assert_non_null(strstr(err.text, "instelling, organisatie"));
	buf_free(&notices);
}

/* The earlier wish counts, and a title that was granted is no other's. */
static void
test_wishes(void **state)
{
	static const char *const first[] = {"email=Werk e-mail", "ref=Naam"};
	static const char *const second[] = {"email=E-mail", "name=Wie"};
	static const char *const lost[] = {"email=Thuis"};
	static const char *const wrong[] = {"emial=E-mail"};
	struct column_wish wishes[] = {{first, 2}, {second, 2}};
	struct column_map map;
	struct buf notices;
	struct err err;

	(void)state;
	buf_init(&notices, 1000);
	assert_int_equal(
	    map_wished("naam;WIE;werk e-mail;e-mail;login;instelling", wishes,
		2, false, &map, &notices, &err),
	    0);
	assert_int_equal(map.field[COLUMN_REF], 0);
	assert_int_equal(map.field[COLUMN_NAME], 1);
	assert_int_equal(map.field[COLUMN_EMAIL], 2);
	assert_string_equal(map.title[COLUMN_EMAIL], "Werk e-mail");
	assert_non_null(strstr(notices.data, "column \"e-mail\""));
	assert_non_null(strstr(notices.data, "column \"login\""));
	wishes[0] = (struct column_wish){lost, 1};
	assert_int_equal(map_wished("login;naam;instelling", wishes, 1, false,
			     &map, &notices, &err),
	    -1);
	assert_non_null(
	    strstr(err.text, "has no column \"Thuis\", which was to be"));
	wishes[0] = (struct column_wish){wrong, 1};
	assert_int_equal(map_wished("login;naam;instelling", wishes, 1, false,
			     &map, &notices, &err),
	    -1);
	assert_non_null(strstr(err.text, "\"emial=E-mail\" does not name"));
	buf_free(&notices);
}

/* An institution's own list; and a file of refused lines comes back. */
static void
test_given_and_reason(void **state)
{
	struct column_map map;
	struct buf notices;
	struct err err;

	(void)state;
	buf_init(&notices, 1000);
	assert_int_equal(map_wished(COLUMN_REASON ";login;naam", NULL, 0, true,
			     &map, &notices, &err),
	    0);
	assert_string_equal(notices.data, "");
	assert_int_equal(map.field[COLUMN_REF], 1);
	buf_free(&notices);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_finds_titles),
	    cmocka_unit_test(test_maps),
	    cmocka_unit_test(test_tells_of_unknown_columns),
	    cmocka_unit_test(test_refuses),
	    cmocka_unit_test(test_wishes),
	    cmocka_unit_test(test_given_and_reason),
	};

	return cmocka_run_group_tests_name("column", tests, NULL, NULL);
}
