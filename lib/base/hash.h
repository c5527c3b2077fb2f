#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_SIZE                                                              \
	32 /* bytes of SHA-256, HMAC-SHA-256 and the keys we derive            \
	    */

/* SHA-256 (FIPS 180-4).  Returns 0, or -1 when the library refuses. */
int hash_sha256(const void *data, size_t len, uint8_t out[HASH_SIZE]);

/*
 * The same of bytes that come in pieces.  hash_begin returns NULL when the
 * library refuses; hash_end frees, and takes NULL for "out" to do only that.
 */
struct hash_sum;
struct hash_sum *hash_begin(void);
int hash_add(struct hash_sum *sum, const void *data, size_t len);
int hash_end(struct hash_sum *sum, uint8_t out[HASH_SIZE]);

/*
 * Two numbers for tables and for telling whether something is as it was
 * (XXH3, 128 bits, the same on every machine).  Not for secrets: who knows the
 * seed can make two texts alike.
 */
struct hash_quick {
	uint64_t low, high;
};
struct hash_quick hash_quick(const void *data, size_t len, uint64_t seed);

/* HMAC-SHA-256 (RFC 2104).  Returns 0 or -1. */
int hash_hmac(const void *key, size_t keylen, const void *data, size_t len,
    uint8_t out[HASH_SIZE]);

/*
 * A key for one purpose from a master key: HKDF-SHA-256 (RFC 5869) without
 * salt, with the purpose's name as info.  Returns 0 or -1.
 */
int hash_derive(const uint8_t *master, size_t len, const char *purpose,
    uint8_t out[HASH_SIZE]);

/* Random bytes from the system.  Returns 0 or -1. */
int hash_random(void *out, size_t len);

/* In a time that does not depend on where the bytes differ. */
bool hash_same(const void *a, const void *b, size_t len);

/* Overwrites a secret; is not optimised away. */
void hash_wipe(void *data, size_t len);

#endif
