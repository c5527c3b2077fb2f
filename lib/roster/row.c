#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "roster/cell.h"
#include "roster/field.h"
#include "roster/name.h"
#include "roster/row.h"

struct reading {
	const struct csv_row *fields;
	const struct column_map *map;
	const struct refusal_sink *sink;
	bool refused;
	bool filled[COLUMNS]; /* had a text, good or bad */
	bool bad[COLUMNS];
	struct field_draft draft;
};

static void
refuse(struct reading *r, enum column column, const char *value,
    const char *reason)
{
	r->refused = r->bad[column] = true;
	refusal_send(
	    r->sink, r->fields->line, r->map->title[column], value, reason);
}

/* The row's own memory with the column's text, cleaned; "" without one. */
static char *
text_of(const struct reading *r, enum column column)
{
	static char nothing[1] = "";
	int field = r->map->field[column];

	if (field == COLUMN_NONE || (size_t)field >= r->fields->count)
		return nothing;
	return cell_clean(r->fields->fields[field]);
}

static void
read_field(struct reading *r, enum column column)
{
	char *value = text_of(r, column);
	const char *fault;

	if (value[0] == '\0')
		return;
	r->filled[column] = true;
	fault = cell_fault(value);
	if (fault != NULL)
		refuse(r, column, value, fault);
	else if (field_read(&r->draft, column, value) == -1)
		refuse(r, column, value, r->draft.reason);
}

/* A delimiter in a text without quotes moves what comes after it. */
static bool
is_too_wide(const struct reading *r)
{
	size_t i;

	for (i = r->map->count; i < r->fields->count; i++) {
		if (*cell_clean(r->fields->fields[i]) != '\0')
			return true;
	}
	return false;
}

static void
take_name(struct reading *r)
{
	struct field_draft *draft = &r->draft;
	enum column column = r->map->field[COLUMN_LAST_NAME] == COLUMN_NONE
	    ? COLUMN_NAME
	    : COLUMN_LAST_NAME;

	if (r->filled[COLUMN_NAME])
		return;
	if (!r->filled[COLUMN_LAST_NAME])
		refuse(r, column, "", "is empty; everyone needs a name");
	else if (name_join(draft->first, draft->prefix, draft->last,
		     draft->row.person.name,
		     sizeof(draft->row.person.name)) == -1)
		refuse(r, column, draft->last,
		    "makes a full name of more than 128 bytes");
}

static void
take_enrolment(struct reading *r)
{
	struct field_draft *draft = &r->draft;
	struct person *person = &draft->row.person;

	if (draft->row.enrolled_day == DAY_NONE || person->method[0] != '\0' ||
	    r->bad[COLUMN_METHOD])
		return;
	if (r->filled[COLUMN_METHOD])
		refuse(r, COLUMN_METHOD, text_of(r, COLUMN_METHOD),
		    "says there is no second factor, yet it has a day of "
		    "enrolment");
	else
		snprintf(person->method, sizeof(person->method), "%s",
		    FIELD_OTHER_METHOD);
}

static void
read_all(struct reading *r)
{
	struct person *person = &r->draft.row.person;
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		read_field(r, (enum column)i);
	if (!r->filled[COLUMN_REF])
		refuse(r, COLUMN_REF, "",
		    "is empty; it is how the person is known");
	if (!r->filled[COLUMN_ORGANISATION])
		refuse(r, COLUMN_ORGANISATION, "",
		    "is empty; everyone belongs to one");
	take_name(r);
	take_enrolment(r);
	if (person->language[0] == '\0' &&
	    r->draft.config->campaign.language_count > 0)
		snprintf(person->language, sizeof(person->language), "%s",
		    r->draft.config->campaign.languages[0]);
}

int
row_read(const struct csv_row *fields, const struct column_map *map,
    const struct config *config, const struct refusal_sink *sink,
    struct roster_row *row)
{
	struct reading r = {.fields = fields, .map = map, .sink = sink};
	char reason[REFUSAL_REASON_SIZE];

	if (is_too_wide(&r) || fields->fault != NULL) {
		snprintf(reason, sizeof(reason),
		    "has %zu fields where the header has %zu; a text with the "
		    "delimiter in it stands between quotes",
		    fields->count, map->count);
		refusal_send(sink, fields->line, "", "",
		    fields->fault != NULL ? fields->fault : reason);
		return -1;
	}
	r.draft.config = config;
	r.draft.row.line = fields->line;
	r.draft.row.enrolled_day = DAY_NONE;
	r.draft.row.person.joined_day = DAY_NONE;
	read_all(&r);
	*row = r.draft.row;
	return r.refused ? -1 : 0;
}
