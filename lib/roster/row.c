#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "roster/cell.h"
#include "roster/fault.h"
#include "roster/field.h"
#include "roster/name.h"
#include "roster/row.h"

struct reading {
	const struct row_setup *setup;
	const struct csv_row *fields;
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
	row_refuse(&r->draft.row, r->setup->sink, column, value, reason);
}

/* The row's own memory with the column's text, cleaned; "" without one. */
static char *
text_of(const struct reading *r, enum column column)
{
	static char nothing[1] = "";
	int field = r->setup->map->field[column];

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

	for (i = r->setup->map->count; i < r->fields->count; i++) {
		if (*cell_clean(r->fields->fields[i]) != '\0')
			return true;
	}
	return false;
}

static void
take_name(struct reading *r)
{
	struct field_draft *draft = &r->draft;
	enum column column =
	    r->setup->map->field[COLUMN_LAST_NAME] == COLUMN_NONE
	    ? COLUMN_NAME
	    : COLUMN_LAST_NAME;

	if (r->filled[COLUMN_NAME])
		return;
	if (!r->filled[COLUMN_LAST_NAME])
		refuse(r, column, "", FAULT_NAME_EMPTY);
	else if (name_join(draft->first, draft->prefix, draft->last,
		     draft->row.person.name,
		     sizeof(draft->row.person.name)) == -1)
		refuse(r, column, draft->last, FAULT_NAME_LONG);
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
		    FAULT_METHOD_NONE);
	else
		snprintf(person->method, sizeof(person->method), "%s",
		    FIELD_OTHER_METHOD);
}

static void
take_organisation(struct reading *r)
{
	char *ref = r->draft.row.organisation_ref;
	const char *whole = r->setup->organisation;
	char reason[REFUSAL_REASON_SIZE];

	if (whole[0] == '\0') {
		if (!r->filled[COLUMN_ORGANISATION])
			refuse(r, COLUMN_ORGANISATION, "",
			    FAULT_ORGANISATION_EMPTY);
	} else if (ref[0] == '\0') {
		snprintf(ref, REF_MAX + 1, "%s", whole);
	} else if (!text_same(ref, whole)) {
		snprintf(
		    reason, sizeof(reason), FAULT_ORGANISATION_OTHER, whole);
		refuse(r, COLUMN_ORGANISATION, ref, reason);
	}
}

static void
read_all(struct reading *r)
{
	struct person *person = &r->draft.row.person;
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		read_field(r, (enum column)i);
	if (!r->filled[COLUMN_REF])
		refuse(r, COLUMN_REF, "", FAULT_REF_EMPTY);
	take_organisation(r);
	take_name(r);
	take_enrolment(r);
	if (person->language[0] == '\0' &&
	    r->draft.config->campaign.language_count > 0)
		snprintf(person->language, sizeof(person->language), "%s",
		    r->draft.config->campaign.languages[0]);
}

void
row_refuse(const struct roster_row *row, const struct refusal_sink *sink,
    enum column column, const char *value, const char *reason)
{
	struct roster_refusal refusal = {.line = row->line,
	    .column = row->map->title[column],
	    .raw = row->raw,
	    .raw_len = row->raw_len};

	refusal_send(sink, &refusal, value, reason);
}

/* Refuses a row of which no field can be read. */
static void
refuse_whole(const struct reading *r)
{
	const struct csv_row *fields = r->fields;
	struct roster_refusal refusal = {.line = fields->line,
	    .column = "",
	    .raw = fields->raw,
	    .raw_len = fields->raw_len};
	char reason[REFUSAL_REASON_SIZE];

	snprintf(reason, sizeof(reason), FAULT_FIELDS, fields->count,
	    r->setup->map->count);
	refusal_send(r->setup->sink, &refusal, "",
	    fields->fault != NULL ? fields->fault : reason);
}

int
row_read(const struct row_setup *setup, const struct csv_row *fields,
    struct roster_row *row)
{
	struct reading r = {.setup = setup, .fields = fields};

	if (fields->fault != NULL || is_too_wide(&r)) {
		refuse_whole(&r);
		return -1;
	}
	r.draft.config = setup->config;
	r.draft.row.map = setup->map;
	r.draft.row.raw = fields->raw;
	r.draft.row.raw_len = fields->raw_len;
	r.draft.row.line = fields->line;
	r.draft.row.enrolled_day = DAY_NONE;
	r.draft.row.person.joined_day = DAY_NONE;
	read_all(&r);
	*row = r.draft.row;
	return r.refused ? -1 : 0;
}

/* Whether the list has nothing to say of a column, not even that it is "". */
static bool
is_silent(const struct roster_row *row, enum column column)
{
	return row->map->field[column] == COLUMN_NONE;
}

void
row_complete(const struct roster_row *row, struct person *person,
    const struct person *known)
{
	person->id = known->id;
	if (is_silent(row, COLUMN_EMAIL))
		memcpy(person->email, known->email, sizeof(known->email));
	if (is_silent(row, COLUMN_PHONE))
		memcpy(person->phone, known->phone, sizeof(known->phone));
	if (is_silent(row, COLUMN_IDENTIFIER))
		memcpy(person->identifier, known->identifier,
		    sizeof(known->identifier));
	if (is_silent(row, COLUMN_LANGUAGE))
		memcpy(
		    person->language, known->language, sizeof(known->language));
	if (is_silent(row, COLUMN_WAVE))
		memcpy(person->wave, known->wave, sizeof(known->wave));
	if (is_silent(row, COLUMN_ROLE))
		person->audience = known->audience;
	if (person->joined_day == DAY_NONE)
		person->joined_day = known->joined_day;
	if (known->enrolled_at == 0 && person->enrolled_at > known->reset_at)
		return;
	person->enrolled_at = known->enrolled_at;
	memcpy(person->method, known->method, sizeof(known->method));
}
