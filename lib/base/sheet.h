#ifndef BASE_SHEET_H
#define BASE_SHEET_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Lines of CSV for a spreadsheet: a field with a delimiter, a quote or a line
 * break in it stands between quotes, and one that a spreadsheet would take for
 * a formula (it begins with "=", "+", "-", "@", a tab or CR) gets a ' in front.
 * The lines end with CR LF, as RFC 4180 has it.
 */
struct sheet {
	struct buf *out; /* whoever writes looks there what went wrong */
	bool begun;      /* the line has a field */
};

#define SHEET_MARK "\xef\xbb\xbf" /* before all: it is UTF-8, for Excel */
#define SHEET_DELIMITER ';'       /* what Excel takes where "," is decimal */

void sheet_field(struct sheet *sheet, const char *text);
void sheet_end_line(struct sheet *sheet);

#endif
