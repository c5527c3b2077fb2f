#include <string.h>

#include "base/hash.h"
#include "otp/crockford.h"
#include "otp/typed.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void
crockford_write(const uint8_t *bytes, size_t letters, char *out)
{
	size_t i, n = 0;

	for (i = 0; i < letters; i++) {
		if (i > 0 && i % CROCKFORD_GROUP == 0)
			out[n++] = '-';
		out[n++] = alphabet[bytes[i] & 0x1f];
	}
	out[n] = '\0';
}

/* The letter that was meant, NUL when there is none. */
static char
meant(char typed)
{
	if (typed >= 'a' && typed <= 'z')
		typed = (char)(typed - 'a' + 'A');
	if (typed == 'O')
		return '0';
	if (typed == 'I' || typed == 'L')
		return '1';
	return strchr(alphabet, typed) != NULL ? typed : '\0';
}

bool
crockford_read(const char *typed, size_t letters, char *out)
{
	size_t i;

	if (!typed_clean(typed, letters, out))
		return false;
	for (i = 0; i < letters; i++) {
		out[i] = meant(out[i]);
		if (out[i] == '\0') {
			hash_wipe(out, letters);
			return false;
		}
	}
	return true;
}
