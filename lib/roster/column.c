#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "roster/cell.h"
#include "roster/column.h"
#include "roster/fault.h"

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
	err_set(
	    err, ERR_DATA, FAULT_COLUMN_NONE, columns[column].name, list.data);
	buf_free(&list);
	return -1;
}

static int
check_complete(
    const struct column_map *map, bool organisation_given, struct err *err)
{
	size_t i, known = 0;

	for (i = 0; i < COLUMNS; i++)
		known += map->field[i] != COLUMN_NONE;
	if (known == 0)
		return err_set(err, ERR_DATA, FAULT_HEADER);
	if (map->field[COLUMN_REF] == COLUMN_NONE)
		return lacks(COLUMN_REF, err);
	if (map->field[COLUMN_ORGANISATION] == COLUMN_NONE &&
	    !organisation_given)
		return lacks(COLUMN_ORGANISATION, err);
	if (map->field[COLUMN_NAME] == COLUMN_NONE &&
	    map->field[COLUMN_LAST_NAME] == COLUMN_NONE)
		return lacks(COLUMN_NAME, err);
	return 0;
}

/* The column of that name, COLUMN_NONE for none. */
static int
named(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++) {
		if (strlen(columns[i].name) == len &&
		    strncmp(columns[i].name, name, len) == 0)
			return (int)columns[i].column;
	}
	return COLUMN_NONE;
}

int
column_check(const char *entry, struct err *err)
{
	const char *equals = strchr(entry, '=');
	char shown[SHOWN * 4];
	struct buf list;
	size_t i;

	if (equals != NULL && equals[1] != '\0' &&
	    named(entry, (size_t)(equals - entry)) != COLUMN_NONE)
		return 0;
	text_show(entry, SHOWN, shown, sizeof(shown));
	buf_init(&list, TITLE_LIST_MAX);
	for (i = 0; i < COLUMNS; i++)
		buf_format(&list, "%s%s", i == 0 ? "" : ", ", columns[i].name);
	err_set(err, ERR_DATA,
	    "\"%s\" does not name a column; expected FIELD=TITLE with a field "
	    "of: %s",
	    shown, list.data);
	buf_free(&list);
	return -1;
}

static int
refuse_citizen_number(const char *title, const char *shown, struct err *err)
{
	if (!is_citizen_number(title))
		return 0;
	return err_set(err, ERR_DATA, FAULT_CITIZEN, shown);
}

static void
set_column(struct column_map *map, int column, int field, const char *title)
{
	map->field[column] = field;
	text_show(title, SHOWN, map->title[column], COLUMN_TITLE_SIZE);
}

/* The field of the row with that title; capitals and blanks count for nothing.
 */
static int
field_of(const struct csv_row *header, const char *title)
{
	char key[CELL_KEY_SIZE], wanted[CELL_KEY_SIZE];
	size_t i;

	cell_key(title, wanted);
	for (i = 0; i < header->count; i++) {
		cell_key(cell_clean(header->fields[i]), key);
		if (key[0] != '\0' && text_same(key, wanted))
			return (int)i;
	}
	return COLUMN_NONE;
}

static int
grant(const struct csv_row *header, const struct column_wish *wish,
    struct column_map *map, struct err *err)
{
	const char *entry, *title;
	int column, field;
	size_t i;

	for (i = 0; i < wish->count; i++) {
		entry = wish->entries[i];
		if (column_check(entry, err) == -1)
			return -1;
		title = strchr(entry, '=') + 1;
		column = named(entry, (size_t)(title - entry) - 1);
		if (map->field[column] != COLUMN_NONE)
			continue;
		field = field_of(header, title);
		if (field == COLUMN_NONE)
			return err_set(err, ERR_DATA,
			    "has no column \"%s\", which was to be \"%s\"",
			    title, columns[column].name);
		set_column(map, column, field, title);
	}
	return 0;
}

static bool
is_granted(const struct column_map *map, int field)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++) {
		if (map->field[i] == field)
			return true;
	}
	return false;
}

/* A column of which nobody said what it is. */
static int
map_title(const char *title, int field, const bool *wished,
    struct column_map *map, void (*notice)(const char *sentence, void *context),
    void *context, struct err *err)
{
	int column = column_find(title);
	char shown[COLUMN_TITLE_SIZE];

	text_show(title, SHOWN, shown, sizeof(shown));
	if (refuse_citizen_number(title, shown, err) == -1)
		return -1;
	if (column == COLUMN_NONE || wished[column]) {
		/* What Twofold adds to a file of refused lines. */
		if (!text_same(title, COLUMN_REASON))
			tell_unknown(title, notice, context);
		return 0;
	}
	if (map->field[column] != COLUMN_NONE)
		return err_set(err, ERR_DATA, FAULT_COLUMN_TWICE,
		    map->title[column], shown, columns[column].name);
	set_column(map, column, field, title);
	return 0;
}

int
column_map(const struct csv_row *header, const struct column_wish *wishes,
    size_t wish_count, bool organisation_given, struct column_map *map,
    void (*notice)(const char *sentence, void *context), void *context,
    struct err *err)
{
	bool wished[COLUMNS];
	const char *title;
	size_t i;

	map->count = header->count;
	for (i = 0; i < COLUMNS; i++)
		set_column(map, (int)i, COLUMN_NONE, columns[i].name);
	for (i = 0; i < wish_count; i++) {
		if (grant(header, &wishes[i], map, err) == -1)
			return -1;
	}
	for (i = 0; i < COLUMNS; i++)
		wished[i] = map->field[i] != COLUMN_NONE;
	for (i = 0; i < header->count; i++) {
		title = cell_clean(header->fields[i]);
		if (title[0] == '\0' || is_granted(map, (int)i))
			continue;
		if (map_title(
			title, (int)i, wished, map, notice, context, err) == -1)
			return -1;
	}
	return check_complete(map, organisation_given, err);
}
