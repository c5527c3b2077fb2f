#ifndef ENROL_JOURNAL_H
#define ENROL_JOURNAL_H

#include "enrol/desk.h"

/*
 * Notes that something happened to a person, by the desk's actor, at its time.
 * Within a transaction.  "detail" is "" for none, and never a secret.
 */
int journal_note(const struct desk *desk, const char *kind, int64_t person,
    const char *detail, struct err *err);

#endif
