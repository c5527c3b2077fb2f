#ifndef BASE_ENCODE_H
#define BASE_ENCODE_H

#include <stddef.h>
#include <stdint.h>

/* Characters that "n" bytes take, with the NUL behind them. */
#define ENCODE_HEX_SIZE(n) ((n)*2 + 1)
#define ENCODE_BASE64_SIZE(n) (((n) + 2) / 3 * 4 + 1)
#define ENCODE_BASE64URL_SIZE(n) (((n)*8 + 5) / 6 + 1)
#define ENCODE_BASE32_SIZE(n) (((n)*8 + 4) / 5 + 1)

/* "out" has room for the encoding by the macro of the same name. */
void encode_hex(const uint8_t *data, size_t len, char *out);

/* RFC 4648, section 4, with padding. */
void encode_base64(const uint8_t *data, size_t len, char *out);

/* RFC 4648, section 5, without padding. */
void encode_base64url(const uint8_t *data, size_t len, char *out);

/* RFC 4648, section 6, in capitals, without padding. */
void encode_base32(const uint8_t *data, size_t len, char *out);

/*
 * Each returns how many bytes were written to "out", at most "size"; -1 when
 * the text is not an encoding, has bits left over that are not zero, or is too
 * long.  So every value has exactly one text.
 */
int decode_hex(const char *text, uint8_t *out, size_t size);
int decode_base64(const char *text, uint8_t *out, size_t size);
int decode_base64url(const char *text, uint8_t *out, size_t size);
int decode_base32(const char *text, uint8_t *out, size_t size);

#endif
