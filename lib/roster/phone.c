#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "roster/fault.h"
#include "roster/phone.h"

#define DIGITS_MIN 8  /* with the country code; the shortest in use */
#define DIGITS_MAX 15 /* E.164, section 6.1 */
#define DUTCH_CODE "31"
#define DUTCH_DIGITS 9 /* after the country code; the 0800s are no persons' */
#define COUNTRY_MAX 3  /* digits of a country code */

#define TYPED_MAX 40 /* characters; with every blank and dash there is */

/*
 * Keeps a "+" in front and the digits.  "(0)" is the 0 that is only dialled
 * within the country, so it goes.
 */
static const char *
strip(const char *typed, char bare[TYPED_MAX + 1])
{
	size_t n = 0;

	if (strlen(typed) > TYPED_MAX)
		return FAULT_PHONE_LONG;
	for (; *typed != '\0'; typed++) {
		if (n > 0 && text_starts(typed, "(0)")) {
			typed += strlen("(0)") - 1;
			continue;
		}
		if ((*typed >= '0' && *typed <= '9') ||
		    (*typed == '+' && n == 0))
			bare[n++] = *typed;
		else if (strchr(" -./()", *typed) == NULL)
			return FAULT_PHONE_CHARACTER;
	}
	bare[n] = '\0';
	return NULL;
}

/* Of the Netherlands, where we know what a number looks like. */
static const char *
dutch(const char *own, char out[PHONE_MAX + 1])
{
	if (own[0] == '0')
		own++;
	if (strlen(own) != DUTCH_DIGITS || own[0] == '0')
		return FAULT_PHONE_DUTCH;
	snprintf(out, PHONE_MAX + 1, "+" DUTCH_CODE "%.*s", DUTCH_DIGITS, own);
	return NULL;
}

const char *
phone_normalise(
    const char *typed, const char *country_code, char out[PHONE_MAX + 1])
{
	char bare[TYPED_MAX + 1], full[TYPED_MAX + COUNTRY_MAX + 1];
	const char *fault = strip(typed, bare);
	size_t len;

	if (fault != NULL)
		return fault;
	if (bare[0] == '+')
		snprintf(full, sizeof(full), "%s", bare + 1);
	else if (text_starts(bare, "00"))
		snprintf(full, sizeof(full), "%s", bare + 2);
	else if (bare[0] == '0')
		snprintf(full, sizeof(full), "%.*s%s", COUNTRY_MAX,
		    country_code + 1, bare + 1);
	else
		return FAULT_PHONE_COUNTRY;

	if (text_starts(full, DUTCH_CODE))
		return dutch(full + strlen(DUTCH_CODE), out);
	len = strlen(full);
	if (len < DIGITS_MIN || len > DIGITS_MAX || full[0] == '0')
		return FAULT_PHONE_DIGITS;
	snprintf(out, PHONE_MAX + 1, "+%.*s", PHONE_MAX - 1, full);
	return NULL;
}
