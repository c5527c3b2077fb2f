#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/day.h"
#include "roster/name.h"
#include "roster/row.h"

#define FIELDS 24
#define LINE 14

static const char *const languages[] = {"nl", "en"};
static const struct wave waves[] = {{.name = "pilot"}, {.name = "rest"}};
static const struct config config = {
    .campaign = {.languages = languages, .language_count = 2},
    .import = {.country_code = "+31"},
    .waves = waves,
    .wave_count = 2,
};
static const struct config bare = {
    .campaign = {.languages = languages, .language_count = 1},
    .import = {.country_code = "+31"},
};

/* A table of one header and one row, as it is read. */
struct table {
	char titles[512], texts[2048];
	char *title[FIELDS], *text[FIELDS];
	struct csv_row header, row;
	struct column_map map;
	struct buf refusals; /* "LINE:COLUMN:VALUE:REASON" and a newline each */
};

static void
no_notice(const char *sentence, void *context)
{
	(void)context;
	fail_msg("%s", sentence);
}

static void
add_refusal(const struct roster_refusal *refusal, void *context)
{
	buf_format(context, "%zu:%s:%s:%s\n", refusal->line, refusal->column,
	    refusal->value, refusal->reason);
}

static size_t
split(char *text, char **fields)
{
	size_t n = 0;
	char *end;

	fields[n++] = text;
	while ((end = strchr(text, ';')) != NULL) {
		assert_true(n < FIELDS);
		*end = '\0';
		fields[n++] = text = end + 1;
	}
	return n;
}

/*
 * Reads a row of a list that is one institution's, or ""; "*row" is what it
 * gave.  Free table->refusals.
 */
static int
read_row_of(const char *whose, struct table *table, const char *titles,
    const char *texts, const struct config *with, struct roster_row *row)
{
	struct refusal_sink sink = {add_refusal, &table->refusals};
	struct row_setup setup = {with, &table->map, whose, &sink};
	struct err err;

	*table = (struct table){.header = {.line = 1}};
	buf_init(&table->refusals, 10000);
	assert_true(strlen(texts) < sizeof(table->texts));
	snprintf(table->titles, sizeof(table->titles), "%s", titles);
	snprintf(table->texts, sizeof(table->texts), "%s", texts);
	table->header.fields = table->title;
	table->header.count = split(table->titles, table->title);
	table->row.line = LINE;
	table->row.fields = table->text;
	table->row.count = split(table->texts, table->text);
	assert_int_equal(column_map(&table->header, NULL, 0, whose[0] != '\0',
			     &table->map, no_notice, NULL, &err),
	    0);
	return row_read(&setup, &table->row, row);
}

static int
read_row(struct table *table, const char *titles, const char *texts,
    const struct config *with, struct roster_row *row)
{
	return read_row_of("", table, titles, texts, with, row);
}

#define ALL                                                                    \
	"gebruikersnaam;voornaam;tussenvoegsel;achternaam;e-mail;telefoon;"    \
	"personeelsnummer;instelling;instellingsnaam;rol;taal;golf;in dienst;" \
	"tweede factor;tweede factor sinds"

static void
test_whole_row(void **state)
{
	struct roster_row row;
	struct table table;
	char day[DAY_TEXT_SIZE];

	(void)state;
	assert_int_equal(
	    read_row(&table, ALL,
		" f.vdberg ;Fleur;van  der ;Berg;F.vdBerg@Example.NL;"
		"06 12345678;00042;inst-007;De Wilg,  Dorp;Beheerder;EN;Pilot;"
		"1-9-2020;sms;2024-10-09",
		&config, &row),
	    0);
	assert_string_equal(table.refusals.data, "");
	assert_string_equal(row.person.ref, "f.vdberg");
	assert_string_equal(row.person.name, "Fleur van der Berg");
	assert_string_equal(row.person.email, "f.vdberg@example.nl");
	assert_string_equal(row.person.phone, "+31612345678");
	assert_string_equal(row.person.identifier, "00042");
	assert_string_equal(row.organisation_ref, "inst-007");
	assert_string_equal(row.organisation_name, "De Wilg, Dorp");
	assert_int_equal(row.person.audience, AUDIENCE_ADMIN);
	assert_string_equal(row.person.language, "en");
	assert_string_equal(row.person.wave, "pilot");
	assert_string_equal(row.person.method, "sms");
	day_text(row.person.joined_day, day);
	assert_string_equal(day, "2020-09-01");
	day_text(row.enrolled_day, day);
	assert_string_equal(day, "2024-10-09");
	assert_int_equal(row.line, LINE);
	buf_free(&table.refusals);
}

static void
test_least_row(void **state)
{
	struct roster_row row;
	struct table table;

	(void)state;
	/* Shorter than the header: the rest is empty. */
	assert_int_equal(
	    read_row(&table, "login;naam;instelling;e-mail;telefoon",
		"jan;Jan de Boer;7;", &config, &row),
	    0);
	assert_string_equal(row.person.name, "Jan de Boer");
	assert_string_equal(row.person.email, "");
	assert_string_equal(row.person.phone, "");
	assert_string_equal(row.person.language, "nl");
	assert_string_equal(row.person.wave, "");
	assert_string_equal(row.person.method, "");
	assert_int_equal(row.person.audience, AUDIENCE_WORKER);
	assert_int_equal(row.person.joined_day, DAY_NONE);
	assert_int_equal(row.enrolled_day, DAY_NONE);
	assert_string_equal(row.organisation_name, "");
	buf_free(&table.refusals);
}

static void
test_formula_guard(void **state)
{
	struct roster_row row;
	struct table table;

	(void)state;
	assert_int_equal(read_row(&table, "login;naam;instelling;telefoon",
			     "'-jan;'t Hart;'@7;'+31612345678", &config, &row),
	    0);
	assert_string_equal(row.person.ref, "-jan");
	assert_string_equal(row.person.name, "'t Hart");
	assert_string_equal(row.organisation_ref, "@7");
	assert_string_equal(row.person.phone, "+31612345678");
	buf_free(&table.refusals);
}

static void
test_roles(void **state)
{
	static const struct {
		const char *role;
		enum audience audience;
	} cases[] = {
	    {"", AUDIENCE_WORKER},
	    {"worker", AUDIENCE_WORKER},
	    {"medewerker", AUDIENCE_WORKER},
	    {"zorgmedewerker", AUDIENCE_WORKER},
	    {"verpleegkundige", AUDIENCE_WORKER},
	    {"admin", AUDIENCE_ADMIN},
	    {"Administrator", AUDIENCE_ADMIN},
	    {"BEHEERDER", AUDIENCE_ADMIN},
	    {"applicatiebeheerder", AUDIENCE_ADMIN},
	    {"Functioneel beheerder", AUDIENCE_ADMIN},
	};
	struct roster_row row;
	struct table table;
	char texts[100];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(texts, sizeof(texts), "jan;Jan;7;%s", cases[i].role);
		assert_int_equal(read_row(&table, "login;naam;instelling;rol",
				     texts, &config, &row),
		    0);
		assert_int_equal(row.person.audience, cases[i].audience);
		buf_free(&table.refusals);
	}
}

/* What the configuration says goes before what we know. */
static void
test_configured_roles(void **state)
{
	static const char *const roles[] = {
	    "Team leider=admin", "beheerder=worker"};
	static const struct config with = {
	    .campaign = {.languages = languages, .language_count = 2},
	    .import = {.roles = {roles, 2}, .country_code = "+31"},
	};
	static const struct {
		const char *role;
		enum audience audience;
	} cases[] = {
	    {"teamleider", AUDIENCE_ADMIN},
	    {"TEAM-LEIDER", AUDIENCE_ADMIN},
	    {"Beheerder", AUDIENCE_WORKER},
	    {"admin", AUDIENCE_ADMIN},
	    {"verpleegkundige", AUDIENCE_WORKER},
	};
	struct roster_row row;
	struct table table;
	char texts[100];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(texts, sizeof(texts), "jan;Jan;7;%s", cases[i].role);
		assert_int_equal(read_row(&table, "login;naam;instelling;rol",
				     texts, &with, &row),
		    0);
		assert_int_equal(row.person.audience, cases[i].audience);
		buf_free(&table.refusals);
	}
}

static void
test_one_institution(void **state)
{
	struct roster_row row;
	struct table table;

	(void)state;
	assert_int_equal(read_row_of("inst-7", &table, "login;naam", "jan;Jan",
			     &config, &row),
	    0);
	assert_string_equal(row.organisation_ref, "inst-7");
	buf_free(&table.refusals);
	assert_int_equal(read_row_of("inst-7", &table, "login;naam;instelling",
			     "jan;Jan;inst-7", &config, &row),
	    0);
	buf_free(&table.refusals);
	assert_int_equal(read_row_of("inst-7", &table, "login;naam;instelling",
			     "jan;Jan;inst-8", &config, &row),
	    -1);
	assert_string_equal(table.refusals.data,
	    "14:instelling:inst-8:is not inst-7, whose list this is\n");
	buf_free(&table.refusals);
}

static void
test_methods(void **state)
{
	static const struct {
		const char *method, *since, *result;
		bool has_day;
	} cases[] = {
	    {"", "", "", false},
	    {"", "2024-10-09", "other", true},
	    {"sms", "", "sms", false},
	    {"sms", "2024-10-09", "sms", true},
	    {"ja", "", "other", false},
	    {"Yes", "2024-10-09", "other", true},
	    {"nee", "", "", false},
	    {"No", "", "", false},
	    {"geen", "", "", false},
	    {"-", "", "", false},
	};
	struct roster_row row;
	struct table table;
	char texts[100];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(texts, sizeof(texts), "jan;Jan;7;%s;%s",
		    cases[i].method, cases[i].since);
		assert_int_equal(
		    read_row(&table, "login;naam;instelling;2fa;enrolled",
			texts, &config, &row),
		    0);
		assert_string_equal(row.person.method, cases[i].result);
		assert_int_equal(
		    row.enrolled_day != DAY_NONE, cases[i].has_day);
		buf_free(&table.refusals);
	}
}

static void
test_names(void **state)
{
	static const struct {
		const char *name, *first, *prefix, *last, *full;
	} cases[] = {
	    {"", "Fleur", "van der", "Berg", "Fleur van der Berg"},
	    {"", "Fleur", "", "Berg", "Fleur Berg"},
	    {"", "", "", "Berg", "Berg"},
	    {"", "", "de", "Berg", "de Berg"},
	    {"Berg, F.", "Fleur", "", "Berg", "Berg, F."},
	};
	struct roster_row row;
	struct table table;
	char texts[100], out[8];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(texts, sizeof(texts), "jan;%s;%s;%s;%s;7",
		    cases[i].name, cases[i].first, cases[i].prefix,
		    cases[i].last);
		assert_int_equal(
		    read_row(&table,
			"login;naam;voornaam;prefix;achternaam;instelling",
			texts, &config, &row),
		    0);
		assert_string_equal(row.person.name, cases[i].full);
		buf_free(&table.refusals);
	}
	assert_int_equal(name_join("Jan", "de", "B", out, sizeof(out)), -1);
	assert_int_equal(name_join("Jan", "", "Bos", out, sizeof(out)), 0);
	assert_string_equal(out, "Jan Bos");
	assert_int_equal(name_join("", "", "", out, sizeof(out)), 0);
	assert_string_equal(out, "");
}

#define X10 "xxxxxxxxxx"
#define X60 X10 X10 X10 X10 X10 X10

static const struct {
	const char *titles, *texts, *refusals;
} refused[] = {
    {"login;naam;instelling", ";Jan;7",
	"14:login::is empty; it is how the person is known\n"},
    {"login;naam;instelling", "jan;;7",
	"14:naam::is empty; everyone needs a name\n"},
    {"login;achternaam;instelling", "jan; ;7",
	"14:achternaam::is empty; everyone needs a name\n"},
    {"login;naam;instelling", "jan;Jan",
	"14:instelling::is empty; everyone belongs to one\n"},
    {"login;naam;instelling", "ja\x07n;Jan;7",
	"14:login:ja\\x07n:has a control character\n"},
    {"login;naam;instelling", "jan;Jan\nde Boer;7",
	"14:naam:Jan\\x0ade Boer:has a line break\n"},
    {"login;naam;instelling", "jan;Ja\xef\xbf\xbd;7",
	"14:naam:Ja\xef\xbf\xbd:has a character that was lost; export it "
	"again as \"CSV UTF-8\"\n"},
    {"login;naam;instelling", "jan;#N/B;7",
	"14:naam:#N/B:is an error of a spreadsheet; mend the formula, or leave "
	"the field empty\n"},
    {"login;naam;instelling", X60 "abcde;Jan;7",
	"14:login:" X10 X10 X10 X10 "\xe2\x80\xa6:is longer than 64 bytes\n"},
    {"login;naam;instelling", "3,16E+10;Jan;7",
	"14:login:3,16E+10:is a number that lost digits in a spreadsheet; "
	"format the column as text and export it again\n"},
    {"login;naam;instelling;telefoon", "jan;Jan;7;3,16E+10",
	"14:telefoon:3,16E+10:is a number that lost digits in a spreadsheet; "
	"format the column as text and export it again\n"},
    {"login;naam;instelling;personeelsnummer", "jan;Jan;7;1.2E+11",
	"14:personeelsnummer:1.2E+11:is a number that lost digits in a "
	"spreadsheet; format the column as text and export it again\n"},
    {"login;naam;instelling;e-mail", "jan;Jan;7;jan@",
	"14:e-mail:jan@:has no domain; an address looks like "
	"name@example.nl\n"},
    {"login;naam;instelling;mobiel", "jan;Jan;7;612345678",
	"14:mobiel:612345678:has no country code and does not begin with 0; a "
	"spreadsheet drops that 0 unless the column is text\n"},
    {"login;naam;instelling;taal", "jan;Jan;7;fr",
	"14:taal:fr:is not a language of the campaign, which has nl, en\n"},
    {"login;naam;instelling;golf", "jan;Jan;7;second",
	"14:golf:second:is not a wave of the configuration, which has pilot, "
	"rest\n"},
    {"login;naam;instelling;in dienst", "jan;Jan;7;10/13/2026",
	"14:in dienst:10/13/2026:is not a day from 1970 on; write 2026-10-01 "
	"or 1-10-2026, with the day before the month\n"},
    {"login;naam;instelling;enrolled", "jan;Jan;7;vandaag",
	"14:enrolled:vandaag:is not a day from 1970 on; write 2026-10-01 or "
	"1-10-2026, with the day before the month\n"},
    {"login;naam;instelling;methode", "jan;Jan;7;" X10 X10 X10 "xyz",
	"14:methode:" X10 X10 X10 "xyz:is longer than 32 bytes\n"},
    {"login;naam;instelling;methode;enrolled", "jan;Jan;7;nee;2024-10-09",
	"14:methode:nee:says there is no second factor, yet it has a day of "
	"enrolment\n"},
    {"login;voornaam;achternaam;instelling", "jan;" X60 "xxxxx;" X60 "xxx;7",
	"14:achternaam:" X10 X10 X10 X10 "\xe2\x80\xa6:makes a full name of "
	"more than 128 bytes\n"},
    {"login;naam;instelling", "jan;Jan;7;8",
	"14:::has 4 fields where the header has 3; a text with the delimiter "
	"in it stands between quotes\n"},

    /* Everything that is wrong in a row is told at once. */
    {"login;naam;instelling;e-mail;methode;enrolled",
	";Jan;7;jan;" X10 X10 X10 "xyz;2024-10-09",
	"14:e-mail:jan:has no @; an address looks like name@example.nl\n"
	"14:methode:" X10 X10 X10 "xyz:is longer than 32 bytes\n"
	"14:login::is empty; it is how the person is known\n"},
};

static void
test_refuses(void **state)
{
	struct roster_row row;
	struct table table;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		assert_int_equal(read_row(&table, refused[i].titles,
				     refused[i].texts, &config, &row),
		    -1);
		assert_string_equal(table.refusals.data, refused[i].refusals);
		buf_free(&table.refusals);
	}
	assert_int_equal(read_row(&table, "login;naam;instelling;golf",
			     "jan;Jan;7;pilot", &bare, &row),
	    -1);
	assert_string_equal(table.refusals.data,
	    "14:golf:pilot:is not a wave of the configuration, which has "
	    "none\n");
	buf_free(&table.refusals);
}

static void
test_fault_of_the_row(void **state)
{
	struct csv_row broken = {.line = 3, .fault = "has a NUL byte"};
	struct refusal_sink sink = {add_refusal, NULL};
	struct roster_row row;
	struct table table;
	struct row_setup setup = {&config, &table.map, "", &sink};

	(void)state;
	assert_int_equal(read_row(&table, "login;naam;instelling",
			     "jan;Jan;7;;", &config, &row),
	    0); /* more fields, but empty ones */
	sink.context = &table.refusals;
	assert_int_equal(row_read(&setup, &broken, &row), -1);
	assert_string_equal(table.refusals.data, "3:::has a NUL byte\n");
	buf_free(&table.refusals);
}

static void
test_keeps_what_just_fits(void **state)
{
	struct roster_row row;
	struct table table;

	(void)state;
	assert_int_equal(
	    read_row(&table, "login;voornaam;achternaam;instelling",
		X60 "abcd;" X60 "xxxx;" X60 "xxx;" X60 "abcd", &config, &row),
	    0);
	assert_int_equal(strlen(row.person.ref), REF_MAX);
	assert_int_equal(strlen(row.person.name), FULL_NAME_MAX);
	assert_int_equal(strlen(row.organisation_ref), REF_MAX);
	buf_free(&table.refusals);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whole_row),
	    cmocka_unit_test(test_least_row),
	    cmocka_unit_test(test_formula_guard),
	    cmocka_unit_test(test_roles),
	    cmocka_unit_test(test_configured_roles),
	    cmocka_unit_test(test_one_institution),
	    cmocka_unit_test(test_methods),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_refuses),
	    cmocka_unit_test(test_fault_of_the_row),
	    cmocka_unit_test(test_keeps_what_just_fits),
	};

	return cmocka_run_group_tests_name("row", tests, NULL, NULL);
}
