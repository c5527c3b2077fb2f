#include <stdio.h>
#include <string.h>

#include "store/scope.h"

static const char *const names[SCOPES] = {
    [SCOPE_GATE] = "gate",
    [SCOPE_VERIFY] = "verify",
    [SCOPE_TICKETS] = "tickets",
    [SCOPE_POPUPS] = "popups",
    [SCOPE_ENROLLED] = "enrolled",
    [SCOPE_ADOPTION] = "adoption",
};

/* The bit of a name; 0 for none. */
static unsigned int
bit_of(const char *name, size_t len)
{
	unsigned int i;

	for (i = 0; i < SCOPES; i++) {
		if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
			return 1U << i;
	}
	return 0;
}

int
scope_read(const char *text, unsigned int *scopes)
{
	unsigned int bit;
	size_t len;

	*scopes = 0;
	for (;; text += len + 1) {
		len = strcspn(text, ",");
		bit = bit_of(text, len);
		if (bit == 0 || (*scopes & bit) != 0)
			return -1;
		*scopes |= bit;
		if (text[len] == '\0')
			return 0;
	}
}

void
scope_write(unsigned int scopes, char out[SCOPE_TEXT_SIZE])
{
	size_t len = 0;
	unsigned int i;

	out[0] = '\0';
	for (i = 0; i < SCOPES; i++) {
		if ((scopes & 1U << i) != 0)
			len +=
			    (size_t)snprintf(out + len, SCOPE_TEXT_SIZE - len,
				"%s%s", len == 0 ? "" : ",", names[i]);
	}
}
