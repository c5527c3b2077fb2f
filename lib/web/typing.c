#include <ctype.h>

#include "base/text.h"
#include "web/typing.h"

#define KEY_LETTERS 16 /* letters of base32 that are most of a key */

/* Whether somebody pasted the key, or its address, in the place of a code. */
static bool
is_key(const char *typed)
{
	size_t letters = 0;

	if (text_starts(typed, "otpauth:"))
		return true;
	for (; *typed != '\0'; typed++) {
		if (isalpha((unsigned char)*typed) ||
		    (*typed >= '2' && *typed <= '7'))
			letters++;
		else if (*typed != ' ' && *typed != '-')
			return false;
	}
	return letters >= KEY_LETTERS;
}

enum mistake
typing_judge(const char *typed, char digits[TOTP_DIGITS + 1], int *count)
{
	bool letters = false;
	const char *c;

	*count = 0;
	for (c = typed; *c != '\0'; c++) {
		*count += isdigit((unsigned char)*c) != 0;
		letters |= isalpha((unsigned char)*c) != 0;
	}
	if (totp_normalise(typed, digits))
		return MISTAKE_NONE;
	if (letters)
		return is_key(typed) ? MISTAKE_KEY : MISTAKE_LETTERS;
	if (*count == 0)
		return MISTAKE_EMPTY;
	return *count < TOTP_DIGITS ? MISTAKE_FEW : MISTAKE_MANY;
}
