#ifndef REPORT_TEAMS_H
#define REPORT_TEAMS_H

#include "report/panel.h"

/* The panels of the institutions: who is at risk and what to do; all, in small.
 */
void teams_next(const struct panel *panel);
void teams_all(const struct panel *panel);

#endif
