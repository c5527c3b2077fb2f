#ifndef REPORT_TEAMS_H
#define REPORT_TEAMS_H

#include "report/panel.h"

/* Panels of the institutions: what to do at those at risk; all, in small. */
void teams_next(const struct panel *panel);
void teams_all(const struct panel *panel);

#endif
