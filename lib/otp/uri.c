#include <string.h>

#include "base/hash.h"
#include "otp/totp.h"
#include "otp/uri.h"

#define GROUP 4 /* letters; what people keep in mind at a time */

/* The unreserved characters of RFC 3986, section 2.3. */
static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz"
				 "0123456789-._~";

static void
add_name(struct buf *out, const char *name)
{
	for (; *name != '\0'; name++) {
		if (*name == ':')
			buf_char(out, '-');
		else if (strchr(unreserved, *name) != NULL)
			buf_char(out, *name);
		else
			buf_format(out, "%%%02X", (unsigned char)*name);
	}
}

int
uri_write(const char *issuer, const char *account, const uint8_t *key,
    size_t keylen, struct buf *out)
{
	char secret[ENCODE_BASE32_SIZE(TOTP_KEY_MAX)];

	if (keylen > TOTP_KEY_MAX)
		return -1;
	encode_base32(key, keylen, secret);
	buf_text(out, "otpauth://totp/");
	add_name(out, issuer);
	buf_char(out, ':');
	add_name(out, account);
	buf_text(out, "?secret=");
	buf_text(out, secret);
	buf_text(out, "&issuer=");
	add_name(out, issuer);
	buf_format(out, "&algorithm=SHA1&digits=%d&period=%d", TOTP_DIGITS,
	    TOTP_SECONDS);
	hash_wipe(secret, sizeof(secret));
	return out->failed ? -1 : 0;
}

void
uri_group(const uint8_t *key, size_t len, char *out)
{
	char secret[ENCODE_BASE32_SIZE(TOTP_KEY_MAX)];
	size_t i, n = 0;

	encode_base32(key, len, secret);
	for (i = 0; secret[i] != '\0'; i++) {
		if (i > 0 && i % GROUP == 0)
			out[n++] = ' ';
		out[n++] = secret[i];
	}
	out[n] = '\0';
	hash_wipe(secret, sizeof(secret));
}
