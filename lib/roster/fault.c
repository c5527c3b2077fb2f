#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "roster/fault.h"

static const struct {
	const char *name;
	const char *sentence;
} faults[] = {
    {"domain-none", FAULT_DOMAIN_NONE},
    {"domain-dot", FAULT_DOMAIN_DOT},
    {"domain-wrong", FAULT_DOMAIN_WRONG},
    {"address-empty", FAULT_ADDRESS_EMPTY},
    {"address-long", FAULT_ADDRESS_LONG},
    {"address-dot", FAULT_ADDRESS_DOT},
    {"address-dots", FAULT_ADDRESS_DOTS},
    {"address-character", FAULT_ADDRESS_CHARACTER},
    {"address-blank", FAULT_ADDRESS_BLANK},
    {"address-at", FAULT_ADDRESS_AT},
    {"address-many", FAULT_ADDRESS_MANY},
    {"phone-long", FAULT_PHONE_LONG},
    {"phone-character", FAULT_PHONE_CHARACTER},
    {"phone-dutch", FAULT_PHONE_DUTCH},
    {"phone-country", FAULT_PHONE_COUNTRY},
    {"phone-digits", FAULT_PHONE_DIGITS},
    {"control", FAULT_CONTROL},
    {"line-break", FAULT_LINE_BREAK},
    {"hidden", FAULT_HIDDEN},
    {"lost-character", FAULT_LOST_CHARACTER},
    {"formula", FAULT_FORMULA},
    {"too-long", FAULT_TOO_LONG("%zu")},
    {"lost-digits", FAULT_LOST_DIGITS},
    {"language", FAULT_LANGUAGE},
    {"wave", FAULT_WAVE},
    {"day", FAULT_DAY},
    {"name-empty", FAULT_NAME_EMPTY},
    {"name-long", FAULT_NAME_LONG},
    {"method-none", FAULT_METHOD_NONE},
    {"ref-empty", FAULT_REF_EMPTY},
    {"organisation-empty", FAULT_ORGANISATION_EMPTY},
    {"organisation-other", FAULT_ORGANISATION_OTHER},
    {"twice", FAULT_TWICE},
    {"elsewhere", FAULT_ELSEWHERE},
    {"taken", FAULT_TAKEN},
    {"fields", FAULT_FIELDS},
    {"quote-misplaced", FAULT_QUOTE_MISPLACED},
    {"quote-open", FAULT_QUOTE_OPEN},
    {"many-fields", FAULT_MANY_FIELDS("%zu")},
    {"field-long", FAULT_FIELD_LONG("%zu")},
    {"nul", FAULT_NUL},
    {"first-line", FAULT_FIRST_LINE},
    {"empty", FAULT_EMPTY},
    {"leaving", FAULT_LEAVING},
    {"gzip", FAULT_GZIP},
    {"workbook", FAULT_WORKBOOK},
    {"workbook-old", FAULT_WORKBOOK_OLD},
    {"pdf", FAULT_PDF},
    {"column-none", FAULT_COLUMN_NONE},
    {"column-twice", FAULT_COLUMN_TWICE},
    {"header", FAULT_HEADER},
    {"citizen", FAULT_CITIZEN},
};

#define FAULTS (sizeof(faults) / sizeof(faults[0]))

/* Whether "sentence" was made by "format"; takes what stands for each "%". */
static bool
was_made_by(const char *format, const char *sentence, struct fault *fault)
{
	size_t plain, len, n = 0;
	const char *end;

	memset(fault->texts, 0, sizeof(fault->texts));
	while (*format != '\0') {
		plain = strcspn(format, "%");
		if (strncmp(format, sentence, plain) != 0)
			return false;
		format += plain;
		sentence += plain;
		if (format[0] == '%' && format[1] == '%') {
			if (*sentence++ != '%')
				return false;
			format += 2;
			continue;
		}
		if (*format == '\0' || n == FAULT_TEXTS)
			break;
		/* Up to what stands behind a "%s", "%zu" or "%ld". */
		format = strpbrk(format, "sud") + 1;
		plain = strcspn(format, "%");
		for (end = sentence; *end != '\0'; end++) {
			if (plain > 0 && strncmp(end, format, plain) == 0)
				break;
		}
		len = (size_t)(end - sentence);
		snprintf(fault->texts[n++], FAULT_TEXT_SIZE, "%.*s", (int)len,
		    sentence);
		sentence = end;
	}
	return *format == '\0' && *sentence == '\0';
}

bool
fault_find(const char *sentence, struct fault *fault)
{
	size_t i;

	for (i = 0; i < FAULTS; i++) {
		fault->name = faults[i].name;
		if (was_made_by(faults[i].sentence, sentence, fault))
			return true;
	}
	return false;
}

const char *
fault_name(unsigned int number)
{
	return number < FAULTS ? faults[number].name : NULL;
}
