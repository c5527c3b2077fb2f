#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "roster/column.h"
#include "roster/extract.h"

/* In this order; a name is written whole. */
static const struct {
	enum column column;
	const char *title;
} columns[] = {
    {COLUMN_REF, "gebruikersnaam"},
    {COLUMN_NAME, "naam"},
    {COLUMN_EMAIL, "e-mail"},
    {COLUMN_PHONE, "telefoon"},
    {COLUMN_IDENTIFIER, "personeelsnummer"},
    {COLUMN_ORGANISATION, "instelling"},
    {COLUMN_ORGANISATION_NAME, "instellingsnaam"},
    {COLUMN_ROLE, "rol"},
    {COLUMN_LANGUAGE, "taal"},
    {COLUMN_WAVE, "golf"},
    {COLUMN_JOINED, "in dienst"},
    {COLUMN_METHOD, "tweede factor"},
    {COLUMN_ENROLLED, "tweede factor sinds"},
};

/* The title that an import looks for. */
static const char *
title_of(const struct words *own, enum column column, const char *title)
{
	const char *name = column_name(column);
	size_t len = strlen(name), i;

	for (i = 0; i < own->count; i++) {
		if (text_starts(own->entries[i], name) &&
		    own->entries[i][len] == '=')
			return own->entries[i] + len + 1;
	}
	return title;
}

void
extract_header(const struct config *config, struct sheet *sheet)
{
	size_t i;

	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		sheet_field(sheet,
		    title_of(&config->import.columns, columns[i].column,
			columns[i].title));
	sheet_end_line(sheet);
}

void
extract_person(const struct person *p, const struct organisation *organisation,
    struct sheet *sheet)
{
	char joined[DAY_TEXT_SIZE], enrolled[DAY_TEXT_SIZE] = "";
	size_t i;

	day_text(p->joined_day, joined);
	if (p->enrolled_at != 0)
		day_text(day_of(p->enrolled_at), enrolled);
	const char *const fields[COLUMNS] = {
	    [COLUMN_REF] = p->ref,
	    [COLUMN_NAME] = p->name,
	    [COLUMN_EMAIL] = p->email,
	    [COLUMN_PHONE] = p->phone,
	    [COLUMN_IDENTIFIER] = p->identifier,
	    [COLUMN_ORGANISATION] = organisation->ref,
	    [COLUMN_ORGANISATION_NAME] = organisation->name,
	    [COLUMN_ROLE] = model_audience(p->audience),
	    [COLUMN_LANGUAGE] = p->language,
	    [COLUMN_WAVE] = p->wave,
	    [COLUMN_JOINED] = joined,
	    [COLUMN_METHOD] = p->enrolled_at != 0 ? p->method : "",
	    [COLUMN_ENROLLED] = enrolled,
	};
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		sheet_field(sheet, fields[columns[i].column]);
	sheet_end_line(sheet);
}
