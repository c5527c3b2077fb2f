#include <pthread.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/hash.h"
#include "otp/totp.h"
#include "otp/typed.h"

#define SHA1_SIZE 20  /* bytes of a digest */
#define SHA1_BLOCK 64 /* bytes that it takes in at a time */

/* Looked up once: that takes longer than a code.  Never changes after it. */
static const EVP_MD *algorithm;

static void
look_up(void)
{
	algorithm = EVP_MD_fetch(NULL, "SHA1", NULL);
}

static const EVP_MD *
sha1(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, look_up);
	return algorithm;
}

/*
 * HMAC-SHA-1 (RFC 2104) of one key.  Taking the key in costs as much as a code
 * does, so that is done once for all steps.
 */
struct hmac {
	EVP_MD_CTX *inner; /* after the key and ipad */
	EVP_MD_CTX *outer; /* after the key and opad */
	EVP_MD_CTX *work;
};

static int
take_key(EVP_MD_CTX *state, const uint8_t *key, size_t keylen, uint8_t fill)
{
	const EVP_MD *md = sha1();
	uint8_t pad[SHA1_BLOCK];
	size_t i;
	int rc = -1;

	memset(pad, fill, sizeof(pad));
	for (i = 0; i < keylen; i++)
		pad[i] ^= key[i];
	if (md != NULL && EVP_DigestInit_ex2(state, md, NULL) == 1 &&
	    EVP_DigestUpdate(state, pad, sizeof(pad)) == 1)
		rc = 0;
	hash_wipe(pad, sizeof(pad));
	return rc;
}

/* End it with hmac_end, also when it does not succeed. */
static int
hmac_start(struct hmac *h, const uint8_t *key, size_t keylen)
{
	*h = (struct hmac){0};
	if (keylen == 0 || keylen > TOTP_KEY_MAX)
		return -1;
	h->inner = EVP_MD_CTX_new();
	h->outer = EVP_MD_CTX_new();
	h->work = EVP_MD_CTX_new();
	if (h->inner == NULL || h->outer == NULL || h->work == NULL)
		return -1;
	if (take_key(h->inner, key, keylen, 0x36) == -1)
		return -1;
	return take_key(h->outer, key, keylen, 0x5c);
}

static void
hmac_end(struct hmac *h)
{
	EVP_MD_CTX_free(h->work);
	EVP_MD_CTX_free(h->outer);
	EVP_MD_CTX_free(h->inner);
}

static int
finish(const struct hmac *h, const EVP_MD_CTX *state, const uint8_t *data,
    size_t len, uint8_t out[SHA1_SIZE])
{
	if (EVP_MD_CTX_copy_ex(h->work, state) == 1 &&
	    EVP_DigestUpdate(h->work, data, len) == 1 &&
	    EVP_DigestFinal_ex(h->work, out, NULL) == 1)
		return 0;
	return -1;
}

/* RFC 4226, section 5.3. */
static int
code_of(const struct hmac *h, uint64_t step, char code[TOTP_DIGITS + 1])
{
	uint8_t counter[8], digest[SHA1_SIZE];
	const uint8_t *at;
	uint32_t number;
	int i, rc = -1;

	for (i = 0; i < 8; i++)
		counter[i] = (uint8_t)(step >> (56 - 8 * i));
	if (finish(h, h->inner, counter, sizeof(counter), digest) == -1 ||
	    finish(h, h->outer, digest, sizeof(digest), digest) == -1)
		goto out;
	at = digest + (digest[SHA1_SIZE - 1] & 0x0f);
	number = (uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
	code[TOTP_DIGITS] = '\0';
	for (i = TOTP_DIGITS - 1; i >= 0; i--) {
		code[i] = (char)('0' + number % 10);
		number /= 10;
	}
	rc = 0;
out:
	hash_wipe(digest, sizeof(digest));
	return rc;
}

/* Puts the last step around "middle" with that code in "*found", 0 for none. */
static int
find(const struct hmac *h, const char *typed, uint64_t middle, uint64_t around,
    uint64_t *found)
{
	uint64_t step = middle > around ? middle - around : 1;
	char code[TOTP_DIGITS + 1];
	int rc = -1;

	*found = 0;

	/* Every step is tried, so that the time taken says nothing. */
	for (; step <= middle + around; step++) {
		if (code_of(h, step, code) == -1)
			goto out;
		if (hash_same(code, typed, TOTP_DIGITS))
			*found = step;
	}
	rc = 0;
out:
	hash_wipe(code, sizeof(code));
	return rc;
}

int
totp_secret(uint8_t key[TOTP_KEY_SIZE])
{
	return hash_random(key, TOTP_KEY_SIZE);
}

int
totp_code(const uint8_t *key, size_t keylen, uint64_t step,
    char code[TOTP_DIGITS + 1])
{
	struct hmac h;
	int rc = -1;

	if (hmac_start(&h, key, keylen) == 0)
		rc = code_of(&h, step, code);
	hmac_end(&h);
	return rc;
}

enum totp_result
totp_check(const uint8_t *key, size_t keylen, const char *typed, int64_t now,
    unsigned int window, uint64_t *step, int64_t *drift)
{
	enum totp_result result = TOTP_FAILED;
	uint64_t current = (uint64_t)now / TOTP_SECONDS, found;
	struct hmac h;

	*drift = 0;
	if (strlen(typed) != TOTP_DIGITS)
		return TOTP_WRONG;
	if (hmac_start(&h, key, keylen) == -1 ||
	    find(&h, typed, current, window, &found) == -1)
		goto out;
	if (found != 0) {
		result = found > *step ? TOTP_ACCEPTED : TOTP_USED;
		if (result == TOTP_ACCEPTED)
			*step = found;
		goto out;
	}
	if (find(&h, typed, current, TOTP_CLOCK_STEPS, &found) == -1)
		goto out;
	if (found == 0) {
		result = TOTP_WRONG;
	} else if (found <= *step) {
		/* An old code once more says nothing about the clock. */
		result = TOTP_USED;
	} else {
		result = TOTP_CLOCK;
		*drift = ((int64_t)found - (int64_t)current) * TOTP_SECONDS;
	}
out:
	hmac_end(&h);
	return result;
}

bool
totp_normalise(const char *typed, char out[TOTP_DIGITS + 1])
{
	if (!typed_clean(typed, TOTP_DIGITS, out))
		return false;
	if (strspn(out, "0123456789") == TOTP_DIGITS)
		return true;
	out[0] = '\0';
	return false;
}
