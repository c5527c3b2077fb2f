#ifndef REPORT_GRID_H
#define REPORT_GRID_H

#include "report/panel.h"

/*
 * A table of a panel.  The keys are of the words above its columns; those of
 * the first one name the rows.
 */
void grid_begin(
    const struct panel *panel, const char *const *keys, size_t count);
void grid_end(const struct panel *panel);

/* Begins a row, by its name; its cells follow, and then "</tr>". */
void grid_row(const struct panel *panel, const char *name);
void grid_cell(const struct panel *panel, const char *html);
void grid_number(const struct panel *panel, int64_t number);

#endif
