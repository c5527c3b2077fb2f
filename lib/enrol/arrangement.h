#ifndef ENROL_ARRANGEMENT_H
#define ENROL_ARRANGEMENT_H

#include "enrol/desk.h"
#include "model.h"
#include "store/exception.h"

/*
 * What is arranged with a person, or with an organisation and all its people:
 * more time, an exemption, or a day that the person promises to do it on.
 * "person" or "organisation" is NULL.
 */
struct arrangement {
	enum exception_kind kind;
	const struct person *person;
	const struct organisation *organisation;
	int64_t day;        /* DAY_NONE takes an earlier one back */
	const char *reason; /* "" for none; never a secret */
};

/*
 * Makes an arrangement, with an event.  Returns 0; or -1 with "err": ERR_DATA
 * and a sentence that says what is possible when this is not.
 */
int arrangement_make(const struct desk *desk,
    const struct arrangement *arrangement, struct err *err);

#endif
