#ifndef STORE_SCOPE_H
#define STORE_SCOPE_H

/* What a host app's key is good for: the calls of the API, by name. */
enum scope {
	SCOPE_GATE,
	SCOPE_VERIFY,
	SCOPE_TICKETS,
	SCOPE_POPUPS,
	SCOPE_ENROLLED,
	SCOPE_ADOPTION
};
#define SCOPES 6
#define SCOPE_ALL ((1U << SCOPES) - 1)

/*
 * Names with commas, as in "gate,verify"; bit 1 << enum scope for each.
 * Returns 0, or -1 when one is none, or twice there, or there are none at all.
 */
int scope_read(const char *text, unsigned int *scopes);

#define SCOPE_TEXT_SIZE 64
void scope_write(unsigned int scopes, char out[SCOPE_TEXT_SIZE]);

#endif
