#ifndef ROSTER_NAME_H
#define ROSTER_NAME_H

#include <stddef.h>

/*
 * A full name in the Dutch order: "Fleur" "van der" "Berg" gives "Fleur van der
 * Berg", with a single blank between.  Parts may be "".  Returns 0, or -1 when
 * it needs more than "size" bytes with its NUL.
 */
int name_join(const char *first, const char *prefix, const char *last,
    char *out, size_t size);

#endif
