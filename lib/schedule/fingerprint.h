#ifndef SCHEDULE_FINGERPRINT_H
#define SCHEDULE_FINGERPRINT_H

#include <stdbool.h>

#include "base/encode.h"
#include "base/err.h"
#include "base/hash.h"
#include "config/config.h"
#include "db/db.h"

#define FINGERPRINT_SIZE ENCODE_HEX_SIZE(HASH_SIZE)

/*
 * The fingerprint of all on which a ladder depends besides the person, and
 * whether it is another than that by which was planned last.  Returns 0 or -1.
 */
int fingerprint_compare(struct db *db, const struct config *config,
    char present[FINGERPRINT_SIZE], bool *changed, struct err *err);

#endif
