#ifndef OTP_CROCKFORD_H
#define OTP_CROCKFORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Codes that people copy from paper, in Crockford's base32: 0-9 and A-Z without
 * I, L, O and U, 5 bits a letter, shown in groups of four with dashes between.
 */
#define CROCKFORD_GROUP 4

/* Characters of that many letters as they are shown, and the NUL. */
#define CROCKFORD_SIZE(letters)                                                \
	((letters) + ((letters)-1) / CROCKFORD_GROUP + 1)

/* Shows a code of which each byte gives a letter, by its lowest five bits. */
void crockford_write(const uint8_t *bytes, size_t letters, char *out);

/*
 * Copies what was typed without its blanks and dashes, in capitals, O read as
 * 0, I and L as 1.  "out" has room for the letters and a NUL.  Returns false,
 * with "out" wiped and empty, when it is not that many letters of the alphabet.
 */
bool crockford_read(const char *typed, size_t letters, char *out);

#endif
