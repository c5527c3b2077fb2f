#include <inttypes.h>
#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "deliver/webhook.h"

#define SECRET_START "whsec_"
#define SECRET_TEXT_MAX                                                        \
	(sizeof(SECRET_START) + ENCODE_BASE64_SIZE(WEBHOOK_SECRET_MAX))
#define FRAME_MAX 64 /* the number and the dots, around id and body */
#define SPACE " \t\r\n"

/* The first line that holds the status counts. */
static const struct {
	long low, high;
	enum delivery delivery;
	const char *words;
} verdicts[] = {
    {200, 299, DELIVERY_SENT, "taken"},
    {300, 399, DELIVERY_RETRY,
	"it points elsewhere, which is not followed; see webhook.url"},
    {401, 403, DELIVERY_RETRY, "it does not let us in"},
    {404, 404, DELIVERY_RETRY, "there is nothing at webhook.url"},
    {410, 410, DELIVERY_BARRED,
	"it says that it is gone for good; see webhook.url"},
    {429, 429, DELIVERY_RETRY, "it asks to slow down"},
    {502, 504, DELIVERY_RETRY, "it is overloaded or being repaired"},
    {400, 499, DELIVERY_RETRY, "it does not take this call"},
    {500, 599, DELIVERY_RETRY, "it has a fault"},
};

int
webhook_sign(const char *secret, const char *id, int64_t timestamp,
    const char *body, char out[WEBHOOK_SIGNATURE_SIZE])
{
	uint8_t key[WEBHOOK_SECRET_MAX], mac[HASH_SIZE];
	struct buf content;
	int len, rc = -1;

	buf_init(&content, strlen(id) + strlen(body) + FRAME_MAX);
	if (!text_starts(secret, SECRET_START))
		goto out;
	len = decode_base64(secret + strlen(SECRET_START), key, sizeof(key));
	if (len < WEBHOOK_SECRET_MIN)
		goto out;
	buf_format(&content, "%s.%" PRId64 ".", id, timestamp);
	buf_text(&content, body);
	if (content.failed ||
	    hash_hmac(key, (size_t)len, content.data, content.len, mac) == -1)
		goto out;
	memcpy(out, "v1,", 3);
	encode_base64(mac, sizeof(mac), out + 3);
	rc = 0;
out:
	hash_wipe(key, sizeof(key));
	buf_free(&content);
	return rc;
}

int
webhook_sign_all(const char *secrets, const char *id, int64_t timestamp,
    const char *body, struct buf *out)
{
	char secret[SECRET_TEXT_MAX], signature[WEBHOOK_SIGNATURE_SIZE];
	size_t len, count = 0;
	int rc = -1;

	for (;;) {
		secrets += strspn(secrets, SPACE);
		len = strcspn(secrets, SPACE);
		if (len == 0)
			break;
		if (len >= sizeof(secret))
			goto out;
		memcpy(secret, secrets, len);
		secret[len] = '\0';
		if (webhook_sign(secret, id, timestamp, body, signature) == -1)
			goto out;
		buf_format(out, "%s%s", count > 0 ? " " : "", signature);
		secrets += len;
		count++;
	}
	if (count > 0 && !out->failed)
		rc = 0;
out:
	hash_wipe(secret, sizeof(secret));
	return rc;
}

enum delivery
webhook_judge(long status, const char **words)
{
	size_t i;

	for (i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++) {
		if (status >= verdicts[i].low && status <= verdicts[i].high) {
			*words = verdicts[i].words;
			return verdicts[i].delivery;
		}
	}
	*words = "it answers with no status of HTTP";
	return DELIVERY_RETRY;
}
