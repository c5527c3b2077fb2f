#ifndef ENROL_HELPCODE_H
#define ENROL_HELPCODE_H

#include <stdbool.h>
#include <stdint.h>

#include "enrol/desk.h"

/*
 * What somebody who is stuck reads to the helpdesk from a page: ten digits as
 * "472-109-3816", good for that day and the next, by which the helpdesk finds
 * the person.  It opens nothing.
 */
#define HELPCODE_SIZE 13

/*
 * Writes a person's code of today; "" when the number of the row is too large
 * for one (over 67 million).  Returns 0, or -1 with "err".
 */
int helpcode_write(const struct desk *desk, int64_t person,
    char out[HELPCODE_SIZE], struct err *err);

/* Whether a text has the form of one, dashes and all. */
bool helpcode_looks(const char *text);

/*
 * The id of the person whose code of today or yesterday it is; 0 when it is
 * nobody's.  Returns 0, or -1 with "err".
 */
int helpcode_read(const struct desk *desk, const char *text, int64_t *person,
    struct err *err);

#endif
