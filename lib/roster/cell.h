#ifndef ROSTER_CELL_H
#define ROSTER_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What spreadsheets do to the text of a field, whatever the column is.
 */

/*
 * Takes off the blanks at both ends (non-breaking ones become plain blanks
 * everywhere) and the ' that keeps a spreadsheet from reading "=", "+", "-" or
 * "@" as a formula.  In place; returns where the text begins.
 */
char *cell_clean(char *field);

/* Makes one blank of several, in place; for names. */
void cell_squeeze(char *text);

/*
 * Why no column takes this text, which is UTF-8: a control character, one that
 * cannot be seen or was lost, an error of a spreadsheet ("#N/A", in Dutch
 * "#N/B").  NULL when nothing is wrong.
 */
const char *cell_fault(const char *text);

/* Whether it is a number as "3,16E+10", whose last digits are lost. */
bool cell_is_scientific(const char *text);

/*
 * Reads a day as 2026-10-01, 1-10-2026, 01/10/2026 or 1.10.2026: the day comes
 * before the month.  Returns 0, or -1 when there is no such day from 1970 on.
 */
int cell_day(const char *text, int64_t *day);

#define CELL_KEY_SIZE 64

/*
 * The text as it is compared with a table of words: small ASCII letters,
 * without blanks, "_", "-" and ".".  "" when it is longer than any such word.
 */
void cell_key(const char *text, char key[CELL_KEY_SIZE]);

#endif
