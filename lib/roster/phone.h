#ifndef ROSTER_PHONE_H
#define ROSTER_PHONE_H

#include "model.h"

/*
 * Writes a number as people type it, "06-12 34 56 78", "0031 6..." or
 * "+31 (0)6...", as E.164: "+31612345678".  A number that begins with one 0 is
 * of the country with that code ("+31").  Returns NULL, or why it is no number,
 * such as "has no country code and does not begin with 0".
 */
const char *phone_normalise(
    const char *typed, const char *country_code, char out[PHONE_MAX + 1]);

#endif
