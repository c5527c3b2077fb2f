#include <limits.h>
#include <pthread.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/hash.h"

static char sha256_name[] = "SHA256";

/* Looked up once: that takes longer than a hash.  Never changes after it. */
static const EVP_MD *algorithm;

static void
look_up(void)
{
	algorithm = EVP_MD_fetch(NULL, sha256_name, NULL);
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

/*
 * An HMAC-SHA-256 that waits for its key, never changed once it is there; and a
 * copy of it for each thread, as making one costs as much as the HMAC itself.
 */
static const EVP_MAC_CTX *unkeyed;
static pthread_key_t copies;

static void
drop_copy(void *copy)
{
	EVP_MAC_CTX_free(copy);
}

static void
prepare(void)
{
	EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	EVP_MAC_CTX *context = mac == NULL ? NULL : EVP_MAC_CTX_new(mac);
	const OSSL_PARAM params[] = {
	    OSSL_PARAM_construct_utf8_string(
		OSSL_MAC_PARAM_DIGEST, sha256_name, 0),
	    OSSL_PARAM_construct_end(),
	};

	EVP_MAC_free(mac);
	if (context != NULL && EVP_MAC_CTX_set_params(context, params) == 1 &&
	    pthread_key_create(&copies, drop_copy) == 0)
		unkeyed = context;
	else
		EVP_MAC_CTX_free(context);
}

/* The thread's own copy, NULL when there is none to be had. */
static EVP_MAC_CTX *
own_copy(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	EVP_MAC_CTX *copy;

	pthread_once(&once, prepare);
	if (unkeyed == NULL)
		return NULL;
	copy = pthread_getspecific(copies);
	if (copy != NULL)
		return copy;
	copy = EVP_MAC_CTX_dup(unkeyed);
	if (copy != NULL && pthread_setspecific(copies, copy) == 0)
		return copy;
	EVP_MAC_CTX_free(copy);
	return NULL;
}

int
hash_hmac(const void *key, size_t keylen, const void *data, size_t len,
    uint8_t out[HASH_SIZE])
{
	EVP_MAC_CTX *context = own_copy();

	return context != NULL &&
		EVP_MAC_init(context, key, keylen, NULL) == 1 &&
		EVP_MAC_update(context, data, len) == 1 &&
		EVP_MAC_final(context, out, NULL, HASH_SIZE) == 1
	    ? 0
	    : -1;
}

int
hash_derive(const uint8_t *master, size_t len, const char *purpose,
    uint8_t out[HASH_SIZE])
{
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
	EVP_KDF_CTX *context = kdf == NULL ? NULL : EVP_KDF_CTX_new(kdf);
	/* The library takes what it only reads as if it wrote to it. */
	const OSSL_PARAM params[] = {
	    OSSL_PARAM_construct_utf8_string(
		OSSL_KDF_PARAM_DIGEST, sha256_name, 0),
	    OSSL_PARAM_construct_octet_string(
		OSSL_KDF_PARAM_KEY, (void *)master, len),
	    OSSL_PARAM_construct_octet_string(
		OSSL_KDF_PARAM_INFO, (void *)purpose, strlen(purpose)),
	    OSSL_PARAM_construct_end(),
	};
	int rc = -1;

	if (context != NULL &&
	    EVP_KDF_derive(context, out, HASH_SIZE, params) == 1)
		rc = 0;
	EVP_KDF_CTX_free(context);
	EVP_KDF_free(kdf);
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
