#ifndef ROSTER_REFUSAL_H
#define ROSTER_REFUSAL_H

#include <stddef.h>

#define REFUSAL_VALUE_SIZE 64   /* bytes; enough to find it in the file */
#define REFUSAL_REASON_SIZE 160 /* bytes of a sentence */

/*
 * Why a row is not taken.  Reads as a sentence:
 *
 *	people.csv:14: e-mail "jan@" has no domain; an address looks like
 *	name@example.nl
 */
struct roster_refusal {
	size_t line;        /* at which the row starts */
	const char *column; /* its title in the file; "" for the whole row */
	char value[REFUSAL_VALUE_SIZE]; /* cut, and safe on a terminal */
	char reason[REFUSAL_REASON_SIZE];
	const char *raw; /* the row as it stands in the file */
	size_t raw_len;
};

/* Where refusals go. */
struct refusal_sink {
	void (*refused)(const struct roster_refusal *refusal, void *context);
	void *context;
};

/* Fills in "value" and "reason", and sends it. */
void refusal_send(const struct refusal_sink *sink,
    struct roster_refusal *refusal, const char *value, const char *reason);

#endif
