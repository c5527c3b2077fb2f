#ifndef WEB_LINKED_H
#define WEB_LINKED_H

#include <stdbool.h>

#include "base/err.h"
#include "model.h"
#include "web/answer.h"
#include "web/web.h"

/* What to do for somebody who comes with a link.  Returns as a handler. */
typedef int linked_action(const struct call *call, const struct person *person,
    struct answer *answer, struct err *err);

/*
 * Runs "action" for whoever the token in the path is of, when that one has
 * enrolled or, without "enrolled", has not.  Others are sent to the right page.
 */
int linked_run(const struct call *call, bool enrolled, linked_action *action,
    struct answer *answer, struct err *err);

#endif
