#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "roster/cell.h"
#include "roster/email.h"
#include "roster/fault.h"
#include "roster/field.h"
#include "roster/phone.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const admins[] = {"admin", "administrator", "beheerder",
    "applicatiebeheerder", "functioneelbeheerder", "systeembeheerder"};

/* What a column of second factors says of who has none, or has one. */
static const char *const noes[] = {
    "nee", "n", "no", "geen", "none", "false", "onwaar", "0"};
static const char *const yesses[] = {
    "ja", "j", "yes", "y", "true", "waar", "1", "x"};

static int
refuse(struct field_draft *draft, const char *reason)
{
	snprintf(draft->reason, sizeof(draft->reason), "%s", reason);
	return -1;
}

/* "nl, en" */
static void
add_name(char list[REFUSAL_REASON_SIZE], const char *name)
{
	size_t used = strlen(list);

	snprintf(list + used, REFUSAL_REASON_SIZE - used, "%s%s",
	    used == 0 ? "" : ", ", name);
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
copy(struct field_draft *draft, const char *value, char *out, size_t max)
{
	size_t len = strlen(value);

	if (len > max) {
		snprintf(draft->reason, sizeof(draft->reason),
		    FAULT_TOO_LONG("%zu"), max);
		return -1;
	}
	memcpy(out, value, len + 1);
	return 0;
}

/* A name: one blank where a careless hand left several. */
static int
read_name(struct field_draft *draft, char *value, char *out)
{
	cell_squeeze(value);
	return copy(draft, value, out, FULL_NAME_MAX);
}

/* A key: where it is a number, it is a text with all of its digits. */
static int
read_key(struct field_draft *draft, char *value, char *out)
{
	if (cell_is_scientific(value))
		return refuse(draft, FAULT_LOST_DIGITS);
	return copy(draft, value, out, REF_MAX);
}

static int
read_email(struct field_draft *draft, char *value, char *out)
{
	const char *fault = email_fault(value);

	if (fault != NULL)
		return refuse(draft, fault);
	/* No server in use tells capitals apart; people do not either. */
	text_lower(value);
	return copy(draft, value, out, EMAIL_MAX);
}

static int
read_phone(struct field_draft *draft, char *value, char *out)
{
	const char *fault;

	if (cell_is_scientific(value))
		return read_key(draft, value, out);
	fault = phone_normalise(value, draft->config->import.country_code, out);
	return fault == NULL ? 0 : refuse(draft, fault);
}

/* What the configuration says that a role is, -1 when it does not say. */
static int
configured_role(const struct words *roles, const char *value)
{
	char key[CELL_KEY_SIZE], word[CELL_KEY_SIZE], typed[CELL_KEY_SIZE];
	const char *equals;
	size_t i;

	cell_key(value, key);
	for (i = 0; i < roles->count; i++) {
		equals = strchr(roles->entries[i], '=');
		snprintf(typed, sizeof(typed), "%.*s",
		    (int)(equals - roles->entries[i]), roles->entries[i]);
		cell_key(typed, word);
		if (key[0] != '\0' && text_same(key, word))
			return model_audience_of(equals + 1);
	}
	return -1;
}

static int
read_role(struct field_draft *draft, char *value, char *out)
{
	int audience = configured_role(&draft->config->import.roles, value);

	(void)out;
	if (audience != -1)
		draft->row.person.audience = (enum audience)audience;
	else if (is_among(value, admins, COUNT(admins)))
		draft->row.person.audience = AUDIENCE_ADMIN;
	return 0;
}

static int
read_language(struct field_draft *draft, char *value, char *out)
{
	const struct campaign *campaign = &draft->config->campaign;
	char list[REFUSAL_REASON_SIZE] = "";
	size_t i;

	for (i = 0; i < campaign->language_count; i++) {
		if (text_same_nocase(value, campaign->languages[i]))
			return copy(
			    draft, campaign->languages[i], out, LANGUAGE_MAX);
	}
	for (i = 0; i < campaign->language_count; i++)
		add_name(list, campaign->languages[i]);
	snprintf(draft->reason, sizeof(draft->reason), FAULT_LANGUAGE, list);
	return -1;
}

static int
read_wave(struct field_draft *draft, char *value, char *out)
{
	const struct config *config = draft->config;
	char list[REFUSAL_REASON_SIZE] = "";
	size_t i;

	for (i = 0; i < config->wave_count; i++) {
		if (text_same_nocase(value, config->waves[i].name))
			return copy(
			    draft, config->waves[i].name, out, LABEL_MAX);
	}
	for (i = 0; i < config->wave_count; i++)
		add_name(list, config->waves[i].name);
	snprintf(draft->reason, sizeof(draft->reason), FAULT_WAVE,
	    config->wave_count == 0 ? "none" : list);
	return -1;
}

static int
read_method(struct field_draft *draft, char *value, char *out)
{
	if (text_same(value, "-") || is_among(value, noes, COUNT(noes)))
		return 0;
	if (is_among(value, yesses, COUNT(yesses)))
		return copy(draft, FIELD_OTHER_METHOD, out, LABEL_MAX);
	return copy(draft, value, out, LABEL_MAX);
}

static int
read_day(struct field_draft *draft, const char *value, int64_t *day)
{
	if (cell_day(value, day) == 0)
		return 0;
	*day = DAY_NONE;
	return refuse(draft, FAULT_DAY);
}

static int
read_joined(struct field_draft *draft, char *value, char *out)
{
	(void)out;
	return read_day(draft, value, &draft->row.person.joined_day);
}

static int
read_enrolled(struct field_draft *draft, char *value, char *out)
{
	(void)out;
	return read_day(draft, value, &draft->row.enrolled_day);
}

/* How each column is read, and where its text goes. */
static const struct {
	int (*read)(struct field_draft *draft, char *value, char *out);
	size_t offset; /* of the text in struct field_draft; 0: none */
} fields[COLUMNS] = {
#define AT(member) offsetof(struct field_draft, member)
    [COLUMN_REF] = {read_key, AT(row.person.ref)},
    [COLUMN_NAME] = {read_name, AT(row.person.name)},
    [COLUMN_FIRST_NAME] = {read_name, AT(first)},
    [COLUMN_PREFIX] = {read_name, AT(prefix)},
    [COLUMN_LAST_NAME] = {read_name, AT(last)},
    [COLUMN_EMAIL] = {read_email, AT(row.person.email)},
    [COLUMN_PHONE] = {read_phone, AT(row.person.phone)},
    [COLUMN_IDENTIFIER] = {read_key, AT(row.person.identifier)},
    [COLUMN_ORGANISATION] = {read_key, AT(row.organisation_ref)},
    [COLUMN_ORGANISATION_NAME] = {read_name, AT(row.organisation_name)},
    [COLUMN_ROLE] = {read_role, 0},
    [COLUMN_LANGUAGE] = {read_language, AT(row.person.language)},
    [COLUMN_WAVE] = {read_wave, AT(row.person.wave)},
    [COLUMN_JOINED] = {read_joined, 0},
    [COLUMN_METHOD] = {read_method, AT(row.person.method)},
    [COLUMN_ENROLLED] = {read_enrolled, 0},
#undef AT
};

int
field_read(struct field_draft *draft, enum column column, char *value)
{
	return fields[column].read(
	    draft, value, (char *)draft + fields[column].offset);
}
