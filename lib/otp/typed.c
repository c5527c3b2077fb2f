#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "otp/typed.h"

static const char *const skipped[] = {
    " ", "\t", "\r", "\n", "-", /* of ASCII */
    "\xc2\xa0",                 /* no-break space */
    "\xe2\x80\x89",             /* thin space */
    "\xe2\x80\xaf",             /* narrow no-break space */
    "\xe2\x80\x90",             /* hyphen */
    "\xe2\x80\x91",             /* non-breaking hyphen */
    "\xe2\x80\x93",             /* en dash */
    "\xe2\x80\x94",             /* em dash */
    "\xe2\x88\x92",             /* minus sign */
};

/* How many bytes at the start of the text are a blank or a dash; 0 for none. */
static size_t
skip(const char *text)
{
	size_t i;

	for (i = 0; i < sizeof(skipped) / sizeof(skipped[0]); i++) {
		if (text_starts(text, skipped[i]))
			return strlen(skipped[i]);
	}
	return 0;
}

bool
typed_clean(const char *typed, size_t len, char *out)
{
	size_t n = 0, blank;

	while (*typed != '\0' && n <= len) {
		blank = skip(typed);
		if (blank > 0) {
			typed += blank;
			continue;
		}
		if (n < len)
			out[n] = *typed;
		n++;
		typed++;
	}
	if (n != len) {
		hash_wipe(out, len);
		out[0] = '\0';
		return false;
	}
	out[len] = '\0';
	return true;
}
