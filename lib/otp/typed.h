#ifndef OTP_TYPED_H
#define OTP_TYPED_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Copies what a person typed or pasted without its blanks and dashes, also
 * those outside ASCII that pages and keyboards put in.  "out" has room for
 * "len" bytes and a NUL.  Returns false, with "out" empty, when other than
 * "len" bytes are left.
 */
bool typed_clean(const char *typed, size_t len, char *out);

#endif
