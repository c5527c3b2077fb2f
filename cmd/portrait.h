#ifndef PORTRAIT_H
#define PORTRAIT_H

#include <stdint.h>

#include "campaign.h"
#include "enrol/startcode.h"
#include "model.h"

#define PORTRAIT_URL_SIZE 512 /* bytes of a base URL and a ticket */

/* A person with what the helpdesk wants to see beside the row. */
struct portrait {
	struct person person;
	struct organisation organisation;
	int64_t deadline_day;

	/* After a reset: with which to begin anew; else "". */
	char ticket_url[PORTRAIT_URL_SIZE];
	char start_code[STARTCODE_SIZE];
};

/* By the key in the host app; -1 with "err" (ERR_DATA) for nobody. */
int portrait_read(const struct campaign_set *set, const char *ref,
    struct portrait *portrait, struct err *err);

/*
 * Prints it to stdout with the person's messages and events, oldest first.  The
 * identifier, which may be asked as proof, is left out.  Returns 0, or -1 with
 * "err".
 */
int portrait_text(const struct campaign_set *set,
    const struct portrait *portrait, struct err *err);

#endif
