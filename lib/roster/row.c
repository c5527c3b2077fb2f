#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "roster/cell.h"
#include "roster/email.h"
#include "roster/name.h"
#include "roster/phone.h"
#include "roster/row.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char other[] = "other"; /* a method that is not known */

static const char *const admins[] = {
    "admin",
    "administrator",
    "beheerder",
    "applicatiebeheerder",
    "functioneelbeheerder",
    "systeembeheerder",
};

/* What stands in a column of second factors of who has none, or has one. */
static const char *const noes[] = {
    "nee", "n", "no", "geen", "none", "false", "onwaar", "0", ""};
static const char *const yesses[] = {
    "ja", "j", "yes", "y", "true", "waar", "1", "x"};

struct reading {
	const struct csv_row *fields;
	const struct column_map *map;
	const struct config *config;
	const struct refusal_sink *sink;
	struct roster_row *row;
	bool refused;
	const char *first, *prefix, *last; /* parts of the name; "" or cleaned */
	char reason[REFUSAL_REASON_SIZE];  /* of a field's function */
};

static int
wrong(struct reading *r, const char *reason)
{
	snprintf(r->reason, sizeof(r->reason), "%s", reason);
	return -1;
}

static void
refuse(struct reading *r, enum column column, const char *value,
    const char *reason)
{
	r->refused = true;
	refusal_send(r->sink, r->fields->line, r->map->title[column], value,
	    reason);
}

static int
copy(struct reading *r, const char *value, char *out, size_t max)
{
	size_t len = strlen(value);

	if (len > max) {
		snprintf(r->reason, sizeof(r->reason),
		    "is longer than %zu bytes", max);
		return -1;
	}
	memcpy(out, value, len + 1);
	return 0;
}

/* A key, where a number is a text with all of its digits. */
static int
copy_key(struct reading *r, const char *value, char *out)
{
	if (cell_is_scientific(value))
		return wrong(r,
		    "is a number of which a spreadsheet left out digits; "
		    "format the column as text and export it again");
	return copy(r, value, out, REF_MAX);
}

static bool
is_among(const char *value, const char *const *words, size_t count)
{
	char key[CELL_KEY_SIZE];
	size_t i;

	cell_key(value, key);
	for (i = 0; i < count; i++) {
		if (text_same(key, words[i]))
			return true;
	}
	return false;
}

static int
read_ref(struct reading *r, char *value)
{
	return copy_key(r, value, r->row->person.ref);
}

static int
read_identifier(struct reading *r, char *value)
{
	return copy_key(r, value, r->row->person.identifier);
}

static int
read_organisation(struct reading *r, char *value)
{
	return copy_key(r, value, r->row->organisation_ref);
}

static int
read_organisation_name(struct reading *r, char *value)
{
	cell_squeeze(value);
	return copy(r, value, r->row->organisation_name, FULL_NAME_MAX);
}

static int
read_name(struct reading *r, char *value)
{
	cell_squeeze(value);
	return copy(r, value, r->row->person.name, FULL_NAME_MAX);
}

static int
read_first_name(struct reading *r, char *value)
{
	cell_squeeze(value);
	r->first = value;
	return 0;
}

static int
read_prefix(struct reading *r, char *value)
{
	cell_squeeze(value);
	r->prefix = value;
	return 0;
}

static int
read_last_name(struct reading *r, char *value)
{
	cell_squeeze(value);
	r->last = value;
	return 0;
}

static int
read_email(struct reading *r, char *value)
{
	const char *fault = email_fault(value);

	if (fault != NULL)
		return wrong(r, fault);
	email_lower_domain(value);
	return copy(r, value, r->row->person.email, EMAIL_MAX);
}

static int
read_phone(struct reading *r, char *value)
{
	const char *fault;

	if (cell_is_scientific(value))
		return copy_key(r, value, NULL);
	fault = phone_normalise(value, r->row->person.phone);
	return fault == NULL ? 0 : wrong(r, fault);
}

static int
read_role(struct reading *r, char *value)
{
	r->row->person.audience = is_among(value, admins, COUNT(admins))
	    ? AUDIENCE_ADMIN
	    : AUDIENCE_WORKER;
	return 0;
}

static int
read_language(struct reading *r, char *value)
{
	const struct campaign *campaign = &r->config->campaign;
	size_t i;
	int at;

	for (i = 0; i < campaign->language_count; i++) {
		if (text_same_nocase(value, campaign->languages[i]))
			return copy(r, campaign->languages[i],
			    r->row->person.language, LANGUAGE_MAX);
	}
	at = snprintf(r->reason, sizeof(r->reason),
	    "is not a language of the campaign, which has");
	for (i = 0; i < campaign->language_count &&
	     at < (int)sizeof(r->reason);
	     i++)
		at += snprintf(r->reason + at, sizeof(r->reason) - at, "%s %s",
		    i == 0 ? "" : ",", campaign->languages[i]);
	return -1;
}

static int
read_wave(struct reading *r, char *value)
{
	const struct config *config = r->config;
	size_t i;
	int at;

	for (i = 0; i < config->wave_count; i++) {
		if (text_same_nocase(value, config->waves[i].name))
			return copy(r, config->waves[i].name,
			    r->row->person.wave, LABEL_MAX);
	}
	at = snprintf(r->reason, sizeof(r->reason),
	    "is not a wave of the configuration, which has%s",
	    config->wave_count == 0 ? " none" : "");
	for (i = 0; i < config->wave_count && at < (int)sizeof(r->reason); i++)
		at += snprintf(r->reason + at, sizeof(r->reason) - at, "%s %s",
		    i == 0 ? "" : ",", config->waves[i].name);
	return -1;
}

static int
read_day(struct reading *r, const char *value, int64_t *day)
{
	if (cell_day(value, day) == 0)
		return 0;
	*day = DAY_NONE;
	return wrong(r,
	    "is not a day from 1970 on; write 2026-10-01 or 1-10-2026, the day "
	    "before the month");
}

static int
read_joined(struct reading *r, char *value)
{
	return read_day(r, value, &r->row->person.joined_day);
}

static int
read_enrolled(struct reading *r, char *value)
{
	return read_day(r, value, &r->row->enrolled_day);
}

static int
read_method(struct reading *r, char *value)
{
	if (is_among(value, noes, COUNT(noes)))
		return 0;
	if (is_among(value, yesses, COUNT(yesses)))
		return copy(r, other, r->row->person.method, LABEL_MAX);
	return copy(r, value, r->row->person.method, LABEL_MAX);
}

/* Of each column; called with a clean text that is not "". */
static int (*const readers[COLUMNS])(struct reading *r, char *value) = {
    [COLUMN_REF] = read_ref,
    [COLUMN_NAME] = read_name,
    [COLUMN_FIRST_NAME] = read_first_name,
    [COLUMN_PREFIX] = read_prefix,
    [COLUMN_LAST_NAME] = read_last_name,
    [COLUMN_EMAIL] = read_email,
    [COLUMN_PHONE] = read_phone,
    [COLUMN_IDENTIFIER] = read_identifier,
    [COLUMN_ORGANISATION] = read_organisation,
    [COLUMN_ORGANISATION_NAME] = read_organisation_name,
    [COLUMN_ROLE] = read_role,
    [COLUMN_LANGUAGE] = read_language,
    [COLUMN_WAVE] = read_wave,
    [COLUMN_JOINED] = read_joined,
    [COLUMN_METHOD] = read_method,
    [COLUMN_ENROLLED] = read_enrolled,
};
