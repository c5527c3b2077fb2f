#ifndef REASON_H
#define REASON_H

#include "config/config.h"
#include "schedule/plan.h"

/* Prints one step of one person on a line, and why it comes then. */
void reason_print(const struct config *config, const struct plan_entry *entry);

#endif
