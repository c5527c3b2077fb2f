#ifndef WEB_TYPING_H
#define WEB_TYPING_H

#include "otp/totp.h"
#include "web/page.h"

/*
 * What is wrong with what was typed for a code, before it is compared with any:
 * MISTAKE_NONE, and then "digits" is the code; or MISTAKE_EMPTY, FEW, MANY,
 * LETTERS or KEY.  "*count" is how many digits there are.
 */
enum mistake typing_judge(
    const char *typed, char digits[TOTP_DIGITS + 1], int *count);

#endif
