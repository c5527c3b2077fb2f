#ifndef REPORT_GROUPS_H
#define REPORT_GROUPS_H

#include "report/panel.h"

/*
 * All figures of people in a row of a table, whoever they are: a heading for
 * each below the key of their own and, with "last" not NULL, above one more.
 */
void groups_begin(const struct panel *panel, const char *key, const char *last);
void groups_cells(const struct panel *panel, const struct headcount *people);

/* The panel of them by audience and by wave. */
void groups_all(const struct panel *panel);

#endif
