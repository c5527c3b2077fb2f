#ifndef STORE_ADVICE_H
#define STORE_ADVICE_H

#include <stdint.h>

/*
 * The one thing to do next at an institution.  Reports, weekly mails and pages
 * all ask here, so that they name the same to the owner of the campaign and to
 * the institution itself.
 */
enum advice {
	ADVICE_NONE,    /* everybody is there */
	ADVICE_EXEMPT,  /* only those of whom nothing is asked are not */
	ADVICE_ARRIVAL, /* pop-ups and mails do not reach a good part */
	ADVICE_ADMIN,   /* no administrator has enrolled: begin there */
	ADVICE_VISIT,   /* many are to go, or stuck halfway: help on the spot */
	ADVICE_CALL     /* the few who are to go */
};
#define ADVICES 6

/* By what it is told: people of the institution who did not leave. */
struct advice_facts {
	int64_t exempt;  /* not enrolled, and nothing is asked of them */
	int64_t missing; /* not enrolled, and it is asked: to go */
	int64_t begun;   /* of those: looked at the pages */
	int64_t unheard; /* the others: told nothing, or the mailbox is gone */
	int64_t told;    /* of all workers: were sent something */
	int64_t admins, admins_enrolled; /* of all */
};

enum advice advice_of(const struct advice_facts *facts);

/* Its name, as in JSON, in templates and in "words"; "" for none. */
const char *advice_name(enum advice advice);

#endif
