#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "roster/cell.h"
#include "roster/column.h"

#define TITLES 10
#define SHOWN 40            /* characters of a title in a message */
#define SENTENCE_SIZE 256   /* bytes */
#define TITLE_LIST_MAX 1024 /* bytes; all titles of one column */

/* Titles as cell_key() makes them. */
static const struct {
	enum column column;
	const char *name;
	const char *titles[TITLES];
} columns[COLUMNS] = {
    {COLUMN_REF, "ref",
	{"gebruikersnaam", "gebruiker", "username", "user", "login", "ref",
	    "userid", "id"}},
    {COLUMN_NAME, "name", {"naam", "volledigenaam", "name", "fullname"}},
    {COLUMN_FIRST_NAME, "first_name",
	{"voornaam", "roepnaam", "firstname", "given", "givenname"}},
    {COLUMN_PREFIX, "prefix",
	{"tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels",
	    "prefix"}},
    {COLUMN_LAST_NAME, "last_name",
	{"achternaam", "lastname", "surname", "family", "familyname"}},
    {COLUMN_EMAIL, "email",
	{"email", "emailadres", "mail", "mailadres", "emailaddress"}},
    {COLUMN_PHONE, "phone",
	{"telefoon", "telefoonnummer", "mobiel", "phone", "mobile",
	    "phonenumber"}},
    {COLUMN_IDENTIFIER, "identifier",
	{"personeelsnummer", "medewerkernummer", "identifier", "employeenumber",
	    "staffnumber"}},
    {COLUMN_ORGANISATION, "organisation",
	{"instelling", "organisatie", "klantnummer", "organisation",
	    "organization", "institution", "customer"}},
    {COLUMN_ORGANISATION_NAME, "organisation_name",
	{"instellingsnaam", "organisatienaam", "organisationname",
	    "organizationname"}},
    {COLUMN_ROLE, "role",
	{"rol", "functie", "doelgroep", "role", "function", "audience"}},
    {COLUMN_LANGUAGE, "language", {"taal", "language"}},
    {COLUMN_WAVE, "wave", {"golf", "groep", "wave"}},
    {COLUMN_JOINED, "joined",
	{"indienst", "startdatum", "joined", "datejoined"}},
    {COLUMN_METHOD, "method",
	{"tweedefactor", "methode", "method", "secondfactor", "2fa"}},
    {COLUMN_ENROLLED, "enrolled",
	{"tweedefactorsinds", "enrolled", "enrolledon"}},
};

/* What the titles of a column of citizen service numbers begin with. */
static const char *const citizen_numbers[] = {
    "bsn",
    "burgerservice",
    "sofi",
    "citizenservicenumber",
};

const char *
column_name(enum column column)
{
	return columns[column].name;
}

int
column_find(const char *title)
{
	char key[CELL_KEY_SIZE];
	size_t i, k;

	cell_key(title, key);
	for (i = 0; i < COLUMNS; i++) {
		for (k = 0; k < TITLES && columns[i].titles[k] != NULL; k++) {
			if (text_same(key, columns[i].titles[k]))
				return (int)columns[i].column;
		}
	}
	return COLUMN_NONE;
}

static bool
is_citizen_number(const char *title)
{
	char key[CELL_KEY_SIZE];
	size_t i;

	cell_key(title, key);
	for (i = 0; i < sizeof(citizen_numbers) / sizeof(citizen_numbers[0]);
	     i++) {
		if (text_starts(key, citizen_numbers[i]))
			return true;
	}
	return false;
}

/* The known title that is most like this one, NULL when none is. */
static const char *
nearest(const char *title)
{
	const char *words[COLUMNS * TITLES];
	char key[CELL_KEY_SIZE];
	size_t count = 0, i, k;

	cell_key(title, key);
	for (i = 0; i < COLUMNS; i++) {
		for (k = 0; k < TITLES && columns[i].titles[k] != NULL; k++)
			words[count++] = columns[i].titles[k];
	}
	return key[0] == '\0' ? NULL : text_nearest(key, words, count);
}

static void
tell_unknown(const char *title,
    void (*notice)(const char *sentence, void *context), void *context)
{
	char shown[SHOWN * 4], sentence[SENTENCE_SIZE];
	const char *near = nearest(title);

	text_show(title, SHOWN, shown, sizeof(shown));
	snprintf(sentence, sizeof(sentence),
	    "column \"%s\" is not known and is ignored%s%s%s", shown,
	    near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near,
	    near == NULL ? "" : "\"?");
	notice(sentence, context);
}

static int
lacks(enum column column, struct err *err)
{
	struct buf list;
	size_t k;

	buf_init(&list, TITLE_LIST_MAX);
	for (k = 0; k < TITLES && columns[column].titles[k] != NULL; k++)
		buf_format(&list, "%s%s", k == 0 ? "" : ", ",
		    columns[column].titles[k]);
	err_set(err, ERR_DATA,
	    "has no column \"%s\"; expected one with a title such as: %s",
	    columns[column].name, list.data);
	buf_free(&list);
	return -1;
}

static int
check_complete(const struct column_map *map, struct err *err)
{
	size_t i, known = 0;

	for (i = 0; i < COLUMNS; i++)
		known += map->field[i] != COLUMN_NONE;
	if (known == 0)
		return err_set(err, ERR_DATA,
		    "is not a header: no title of a column is known; expected "
		    "for example \"gebruikersnaam;naam;e-mail;instelling\" or "
		    "\"username;name;email;organisation\"");
	if (map->field[COLUMN_REF] == COLUMN_NONE)
		return lacks(COLUMN_REF, err);
	if (map->field[COLUMN_ORGANISATION] == COLUMN_NONE)
		return lacks(COLUMN_ORGANISATION, err);
	if (map->field[COLUMN_NAME] == COLUMN_NONE &&
	    map->field[COLUMN_LAST_NAME] == COLUMN_NONE)
		return lacks(COLUMN_NAME, err);
	return 0;
}

static int
map_title(const char *title, int field, struct column_map *map,
    void (*notice)(const char *sentence, void *context), void *context,
    struct err *err)
{
	int column = column_find(title);
	char shown[COLUMN_TITLE_SIZE];

	text_show(title, SHOWN, shown, sizeof(shown));
	if (is_citizen_number(title))
		return err_set(err, ERR_DATA,
		    "column \"%s\" holds citizen service numbers; the law "
		    "(UAVG, article 46) leaves those to tasks that a law "
		    "names, "
		    "and a campaign is not one: take the column out of the "
		    "file",
		    shown);
	if (column == COLUMN_NONE) {
		tell_unknown(title, notice, context);
		return 0;
	}
	if (map->field[column] != COLUMN_NONE)
		return err_set(err, ERR_DATA,
		    "columns \"%s\" and \"%s\" both hold \"%s\"; leave one out",
		    map->title[column], shown, columns[column].name);
	map->field[column] = field;
	memcpy(map->title[column], shown, sizeof(shown));
	return 0;
}

int
column_map(const struct csv_row *header, struct column_map *map,
    void (*notice)(const char *sentence, void *context), void *context,
    struct err *err)
{
	const char *title;
	size_t i;

	map->count = header->count;
	for (i = 0; i < COLUMNS; i++) {
		map->field[i] = COLUMN_NONE;
		snprintf(
		    map->title[i], COLUMN_TITLE_SIZE, "%s", columns[i].name);
	}
	for (i = 0; i < header->count; i++) {
		title = cell_clean(header->fields[i]);
		if (title[0] != '\0' &&
		    map_title(title, (int)i, map, notice, context, err) == -1)
			return -1;
	}
	return check_complete(map, err);
}
