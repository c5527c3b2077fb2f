#ifndef ROSTER_FIELD_H
#define ROSTER_FIELD_H

#include "config/config.h"
#include "model.h"
#include "roster/column.h"
#include "roster/refusal.h"
#include "roster/row.h"

/* A row of which not every field is read yet. */
struct field_draft {
	const struct config *config;
	struct roster_row row;
	char first[FULL_NAME_MAX + 1];
	char prefix[FULL_NAME_MAX + 1];
	char last[FULL_NAME_MAX + 1];
	char reason[REFUSAL_REASON_SIZE]; /* of the last refusal */
};

/*
 * Reads the text of one column into the draft; it is cleaned already and not
 * "", and may be written to.  Returns 0, or -1 when the column does not take
 * it, and then draft->reason says why.
 */
int field_read(struct field_draft *draft, enum column column, char *value);

/* The method of someone of whom only the day of enrolment is known. */
#define FIELD_OTHER_METHOD "other"

#endif
