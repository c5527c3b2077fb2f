#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "model.h"
#include "roster/email.h"
#include "roster/fault.h"

#define LOCAL_MAX 64   /* bytes before the "@" (RFC 5321, section 4.5.3.1.1) */
#define LABEL_BYTES 63 /* of a domain (RFC 1035, section 2.3.4) */

static bool
is_letter(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* "atext" of RFC 5322, section 3.2.3, and the dot. */
static bool
is_local(char c)
{
	return is_letter(c) || strchr("!#$%&'*+-/=?^_`{|}~.", c) != NULL;
}

static const char *
local_fault(const char *local, size_t len)
{
	size_t i;

	if (len == 0)
		return FAULT_ADDRESS_EMPTY;
	if (len > LOCAL_MAX)
		return FAULT_ADDRESS_LONG;
	if (local[0] == '.' || local[len - 1] == '.')
		return FAULT_ADDRESS_DOT;
	for (i = 0; i < len; i++) {
		if (!is_local(local[i]))
			return FAULT_ADDRESS_CHARACTER;
		if (local[i] == '.' && local[i + 1] == '.')
			return FAULT_ADDRESS_DOTS;
	}
	return NULL;
}

static bool
is_label(const char *label, size_t len)
{
	size_t i;

	if (len == 0 || len > LABEL_BYTES || label[0] == '-' ||
	    label[len - 1] == '-')
		return false;
	for (i = 0; i < len; i++) {
		if (!is_letter(label[i]) && label[i] != '-')
			return false;
	}
	return true;
}

static const char *
domain_fault(const char *domain)
{
	const char *label = domain, *dot;

	if (domain[0] == '\0')
		return FAULT_DOMAIN_NONE;
	if (strchr(domain, '.') == NULL)
		return FAULT_DOMAIN_DOT;
	while ((dot = strchr(label, '.')) != NULL) {
		if (!is_label(label, (size_t)(dot - label)))
			return FAULT_DOMAIN_WRONG;
		label = dot + 1;
	}
	/* A last label of digits is an IP address. */
	if (!is_label(label, strlen(label)) ||
	    label[strspn(label, "0123456789")] == '\0')
		return FAULT_DOMAIN_WRONG;
	return NULL;
}

const char *
email_fault(const char *address)
{
	const char *at = strchr(address, '@'), *fault;

	if (strlen(address) > EMAIL_MAX)
		return FAULT_TOO_LONG("254");
	if (text_has_control(address))
		return FAULT_CONTROL;
	if (strchr(address, ' ') != NULL)
		return FAULT_ADDRESS_BLANK;
	if (at == NULL)
		return FAULT_ADDRESS_AT;
	if (strchr(at + 1, '@') != NULL)
		return FAULT_ADDRESS_MANY;
	fault = local_fault(address, (size_t)(at - address));
	return fault != NULL ? fault : domain_fault(at + 1);
}
