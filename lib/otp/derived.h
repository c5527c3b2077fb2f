#ifndef OTP_DERIVED_H
#define OTP_DERIVED_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

/*
 * Keys that were derived (hash_derive) from master keys before, so that it is
 * done once in a process.  Threads may share it.
 */
struct derived;

/* NULL without memory.  Free with derived_free, which wipes. */
struct derived *derived_make(void);
void derived_free(struct derived *derived);

/*
 * The key for one purpose from a master key, which is known by its address and
 * so must live as long.  Wipe it after use.  Returns 0, or -1 when the library
 * refuses.
 */
int derived_key(struct derived *derived, const uint8_t *master, size_t len,
    const char *purpose, uint8_t out[HASH_SIZE]);

#endif
