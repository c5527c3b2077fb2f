#ifndef CALLSHEET_H
#define CALLSHEET_H

#include "phonelist.h"

/*
 * Prints the first "shown" of a phone list to stdout: for people, with a
 * heading and how many there are in all; as CSV for a spreadsheet or a dialler;
 * as a JSON array.  Return 0, or -1 with "err" when there is no memory for it.
 */
int callsheet_text(const struct phonelist *list, size_t shown, struct err *err);
int callsheet_csv(const struct phonelist *list, size_t shown, struct err *err);
int callsheet_json(const struct phonelist *list, size_t shown, struct err *err);

#endif
