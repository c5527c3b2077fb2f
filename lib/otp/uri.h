#ifndef OTP_URI_H
#define OTP_URI_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/encode.h"

/*
 * Adds the otpauth address by which a password manager takes a key over, in
 * the form of Google Authenticator's "Key URI Format":
 *
 *	otpauth://totp/Issuer:account?secret=...&issuer=Issuer&...
 *
 * A colon inside either name becomes a dash, since the colon parts them.  The
 * address holds the secret: "out" is for buf_wipe.  Returns 0, or -1 when it
 * does not fit "out", or when "keylen" is over TOTP_KEY_MAX.
 */
int uri_write(const char *issuer, const char *account, const uint8_t *key,
    size_t keylen, struct buf *out);

/*
 * The key for who types it over: base32 in groups of four with a blank between
 * them.  "len" is at most TOTP_KEY_MAX and not 0; "out" has URI_GROUP_SIZE(len)
 * bytes.  Wipe it after use.
 */
#define URI_LETTERS(n) (ENCODE_BASE32_SIZE(n) - 1)
#define URI_GROUP_SIZE(n) (URI_LETTERS(n) + (URI_LETTERS(n) + 3) / 4)
void uri_group(const uint8_t *key, size_t len, char *out);

#endif
