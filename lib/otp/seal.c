#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include <openssl/evp.h>

#include "otp/seal.h"

#define VERSION 1
#define SEAL_KEY_PURPOSE "twofold seal"
#define AAD_MAX (2 + KEYRING_ID_MAX + 1 + SEAL_PURPOSE_MAX + 8)

/* What one pass of the cipher needs. */
struct pass {
	uint8_t key[HASH_SIZE];
	const uint8_t *nonce;
	uint8_t aad[AAD_MAX];
	size_t aadlen;
};

enum way {
	WAY_OPEN,
	WAY_CLOSE
};

enum passed {
	PASSED,
	PASS_REFUSED, /* the tag is another */
	PASS_FAILED   /* the library refuses */
};

/* "head" is the record's version, length of id, and id. */
static int
prepare(struct pass *pass, const uint8_t *head, size_t headlen,
    const char *purpose, int64_t person, struct err *err)
{
	size_t len = strlen(purpose), n = headlen;
	int i;

	if (len > SEAL_PURPOSE_MAX)
		return err_set(err, ERR_INTERNAL,
		    "purpose \"%s\" is longer than %d bytes", purpose,
		    SEAL_PURPOSE_MAX);
	memcpy(pass->aad, head, headlen);
	pass->aad[n++] = (uint8_t)len;
	memcpy(pass->aad + n, purpose, len);
	n += len;
	for (i = 56; i >= 0; i -= 8)
		pass->aad[n++] = (uint8_t)((uint64_t)person >> i);
	pass->aadlen = n;
	pass->nonce = head + headlen;
	return 0;
}

static enum passed
run(const struct pass *pass, enum way way, const uint8_t *in, size_t len,
    uint8_t *out, uint8_t *tag)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	enum passed result = PASS_FAILED;
	int n;

	if (ctx == NULL)
		goto out;
	if (EVP_CipherInit_ex2(ctx, EVP_aes_256_gcm(), pass->key, pass->nonce,
		way == WAY_CLOSE, NULL) != 1 ||
	    EVP_CipherUpdate(ctx, NULL, &n, pass->aad, (int)pass->aadlen) !=
		1 ||
	    EVP_CipherUpdate(ctx, out, &n, in, (int)len) != 1)
		goto out;
	if (way == WAY_OPEN &&
	    EVP_CIPHER_CTX_ctrl(
		ctx, EVP_CTRL_AEAD_SET_TAG, SEAL_TAG_SIZE, tag) != 1)
		goto out;
	if (EVP_CipherFinal_ex(ctx, out + n, &n) != 1) {
		result = way == WAY_OPEN ? PASS_REFUSED : PASS_FAILED;
		goto out;
	}
	if (way == WAY_CLOSE &&
	    EVP_CIPHER_CTX_ctrl(
		ctx, EVP_CTRL_AEAD_GET_TAG, SEAL_TAG_SIZE, tag) != 1)
		goto out;
	result = PASSED;
out:
	EVP_CIPHER_CTX_free(ctx);
	return result;
}

int
seal_close(const struct keyring *ring, const char *purpose, int64_t person,
    const uint8_t *plain, size_t len, uint8_t out[SEAL_MAX], size_t *outlen,
    struct err *err)
{
	const char *id = keyring_current(ring);
	size_t idlen = strlen(id), headlen = 2 + idlen;
	uint8_t *body = out + headlen + SEAL_NONCE_SIZE;
	struct pass pass;
	int rc = -1;

	if (len > SEAL_PLAIN_MAX)
		return err_set(err, ERR_INTERNAL,
		    "the secret of person %" PRId64 " is longer than %d bytes",
		    person, SEAL_PLAIN_MAX);
	out[0] = VERSION;
	out[1] = (uint8_t)idlen;
	memcpy(out + 2, id, idlen);
	if (prepare(&pass, out, headlen, purpose, person, err) == -1 ||
	    keyring_derive(ring, id, SEAL_KEY_PURPOSE, pass.key, err) == -1)
		goto out;

	/* Random nonces are safe for 2^32 records of one key. */
	if (hash_random(out + headlen, SEAL_NONCE_SIZE) == -1 ||
	    run(&pass, WAY_CLOSE, plain, len, body, body + len) != PASSED) {
		err_set(err, ERR_INTERNAL,
		    "the secret of person %" PRId64
		    " cannot be sealed: no randomness or no memory",
		    person);
		goto out;
	}
	*outlen = headlen + SEAL_NONCE_SIZE + len + SEAL_TAG_SIZE;
	rc = 0;
out:
	hash_wipe(pass.key, sizeof(pass.key));
	return rc;
}

int
seal_key(const uint8_t *record, size_t recordlen, char id[KEYRING_ID_MAX + 1])
{
	size_t idlen;

	if (recordlen < 2 || record[0] != VERSION)
		return -1;
	idlen = record[1];
	if (idlen > KEYRING_ID_MAX ||
	    recordlen < 2 + idlen + SEAL_NONCE_SIZE + SEAL_TAG_SIZE ||
	    recordlen >
		2 + idlen + SEAL_NONCE_SIZE + SEAL_PLAIN_MAX + SEAL_TAG_SIZE)
		return -1;
	memcpy(id, record + 2, idlen);
	id[idlen] = '\0';
	return strlen(id) == idlen && keyring_valid_id(id) ? 0 : -1;
}

int
seal_open(const struct keyring *ring, const char *purpose, int64_t person,
    const uint8_t *record, size_t recordlen, uint8_t plain[SEAL_PLAIN_MAX],
    size_t *len, struct err *err)
{
	char id[KEYRING_ID_MAX + 1];
	uint8_t tag[SEAL_TAG_SIZE];
	const uint8_t *body;
	struct pass pass;
	size_t headlen, n;
	enum passed passed;
	int rc = -1;

	if (seal_key(record, recordlen, id) == -1) {
		err_set(err, ERR_CONFIG,
		    "the sealed secret of person %" PRId64
		    " does not open: it is not a sealed record",
		    person);
		goto out;
	}
	headlen = 2 + strlen(id);
	body = record + headlen + SEAL_NONCE_SIZE;
	n = recordlen - headlen - SEAL_NONCE_SIZE - SEAL_TAG_SIZE;
	memcpy(tag, body + n, sizeof(tag));
	if (prepare(&pass, record, headlen, purpose, person, err) == -1)
		goto out;
	if (keyring_derive(ring, id, SEAL_KEY_PURPOSE, pass.key, err) == -1) {
		err_at(err, "the sealed secret of person %" PRId64, person);
		goto out;
	}
	passed = run(&pass, WAY_OPEN, body, n, plain, tag);
	if (passed == PASS_REFUSED)
		err_set(err, ERR_CONFIG,
		    "the sealed secret of person %" PRId64
		    " does not open: it was changed, or belongs to somebody "
		    "else",
		    person);
	if (passed == PASS_FAILED)
		err_memory(err);
	if (passed != PASSED)
		goto out;
	*len = n;
	rc = 0;
out:
	if (rc == -1)
		hash_wipe(plain, SEAL_PLAIN_MAX);
	hash_wipe(pass.key, sizeof(pass.key));
	return rc;
}
