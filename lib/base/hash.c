#include <limits.h>
#include <pthread.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/hash.h"

#define BLOCK 64 /* bytes that SHA-256 takes in at a time */

/* Looked up once: that takes longer than a hash.  Never changes after it. */
static const EVP_MD *algorithm;

static void
look_up(void)
{
	algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
}

static const EVP_MD *
sha256(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, look_up);
	return algorithm;
}

int
hash_sha256(const void *data, size_t len, uint8_t out[HASH_SIZE])
{
	unsigned int size = HASH_SIZE;
	const EVP_MD *md = sha256();

	return md != NULL && EVP_Digest(data, len, out, &size, md, NULL) == 1
	    ? 0
	    : -1;
}

static int
restart(EVP_MD_CTX *context)
{
	const EVP_MD *md = sha256();

	return md != NULL && EVP_DigestInit_ex2(context, md, NULL) == 1 ? 0
									: -1;
}

struct hash_sum *
hash_begin(void)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();

	if (context != NULL && restart(context) == -1) {
		EVP_MD_CTX_free(context);
		context = NULL;
	}
	return (struct hash_sum *)context;
}

int
hash_add(struct hash_sum *sum, const void *data, size_t len)
{
	return EVP_DigestUpdate((EVP_MD_CTX *)sum, data, len) == 1 ? 0 : -1;
}

int
hash_end(struct hash_sum *sum, uint8_t out[HASH_SIZE])
{
	EVP_MD_CTX *context = (EVP_MD_CTX *)sum;
	int ok = out == NULL || EVP_DigestFinal_ex(context, out, NULL) == 1;

	EVP_MD_CTX_free(context);
	return ok ? 0 : -1;
}

struct hash_quick
hash_quick(const void *data, size_t len, uint64_t seed)
{
	XXH128_hash_t hash = XXH3_128bits_withSeed(data, len, seed);

	return (struct hash_quick){hash.low64, hash.high64};
}

/* One of the two hashes of an HMAC: of the padded key and of the data. */
static int
keyed(EVP_MD_CTX *context, const uint8_t key[BLOCK], uint8_t fill,
    const void *data, size_t len, uint8_t out[HASH_SIZE])
{
	uint8_t pad[BLOCK];
	size_t i;
	int rc = -1;

	for (i = 0; i < BLOCK; i++)
		pad[i] = key[i] ^ fill;
	if (restart(context) == 0 &&
	    EVP_DigestUpdate(context, pad, sizeof(pad)) == 1 &&
	    EVP_DigestUpdate(context, data, len) == 1 &&
	    EVP_DigestFinal_ex(context, out, NULL) == 1)
		rc = 0;
	hash_wipe(pad, sizeof(pad));
	return rc;
}

/* OpenSSL's own takes three times as long for what is as short as a link. */
int
hash_hmac(const void *key, size_t keylen, const void *data, size_t len,
    uint8_t out[HASH_SIZE])
{
	uint8_t block[BLOCK] = {0}, inner[HASH_SIZE];
	EVP_MD_CTX *context = NULL;
	int rc = -1;

	if (keylen > BLOCK) {
		if (hash_sha256(key, keylen, block) == -1)
			goto out;
	} else if (keylen > 0) {
		memcpy(block, key, keylen);
	}
	context = EVP_MD_CTX_new();
	if (context != NULL &&
	    keyed(context, block, 0x36, data, len, inner) == 0 &&
	    keyed(context, block, 0x5c, inner, sizeof(inner), out) == 0)
		rc = 0;
out:
	EVP_MD_CTX_free(context);
	hash_wipe(block, sizeof(block));
	hash_wipe(inner, sizeof(inner));
	return rc;
}

int
hash_derive(const uint8_t *master, size_t len, const char *purpose,
    uint8_t out[HASH_SIZE])
{
	static const uint8_t no_salt[HASH_SIZE];
	uint8_t extracted[HASH_SIZE], info[128];
	size_t n = strlen(purpose);
	int rc = -1;

	/* One block is all that is needed: T(1) = HMAC(PRK, info | 0x01). */
	if (n >= sizeof(info))
		return -1;
	memcpy(info, purpose, n);
	info[n] = 1;
	if (hash_hmac(no_salt, sizeof(no_salt), master, len, extracted) == 0)
		rc = hash_hmac(extracted, sizeof(extracted), info, n + 1, out);
	hash_wipe(extracted, sizeof(extracted));
	return rc;
}

int
hash_random(void *out, size_t len)
{
	if (len > INT_MAX)
		return -1;
	return RAND_bytes(out, (int)len) == 1 ? 0 : -1;
}

bool
hash_same(const void *a, const void *b, size_t len)
{
	return CRYPTO_memcmp(a, b, len) == 0;
}

void
hash_wipe(void *data, size_t len)
{
	OPENSSL_cleanse(data, len);
}
