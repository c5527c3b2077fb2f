#ifndef ROSTER_EXTRACT_H
#define ROSTER_EXTRACT_H

#include "base/sheet.h"
#include "config/config.h"
#include "model.h"

/*
 * A list as an import reads it, of people as the store has them: imported again
 * it changes nothing.  It has what lists bring, and no secret.
 */

/* The titles; where the configuration has one of its own (import.columns), it.
 */
void extract_header(const struct config *config, struct sheet *sheet);

void extract_person(const struct person *person,
    const struct organisation *organisation, struct sheet *sheet);

#endif
