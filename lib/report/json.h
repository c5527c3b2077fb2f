#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "base/buf.h"
#include "base/err.h"
#include "report/report.h"

/* Of the format; raised when a member changes its meaning or goes away. */
#define JSON_VERSION 1

/*
 * Adds the figures to "out" as one JSON object and a newline, as twofold(1)
 * describes it under "report":
 *
 *	{"version":1,"campaign":"medplan-2fa","product":"MedPlan",
 *	"as_of":"2026-11-17T07:00:00Z","start":"2026-08-01",
 *	"deadline":"2026-12-01","days_left":14,
 *	"total":{"population":1200,"waiting":0,...,"percent":72.0},
 *	"organisations":[{"ref":"o1","name":"De Linde","population":30,...}]}
 *
 * Returns 0, or -1 with "err" (ERR_INTERNAL).
 */
int json_report(const struct report *report, struct buf *out, struct err *err);

/* The same without the organisations, of which there are many, and newline. */
int json_summary(const struct report *report, struct buf *out, struct err *err);

#endif
