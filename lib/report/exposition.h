#ifndef REPORT_EXPOSITION_H
#define REPORT_EXPOSITION_H

#include <stdint.h>

#include "base/buf.h"
#include "report/headcount.h"

/*
 * Figures in the text format of Prometheus, version 0.0.4.  Every one is a
 * gauge: what is true now, and not a count that goes on from run to run.
 */

/* The two lines before a family's samples. */
void exposition_family(struct buf *out, const char *name, const char *help);

/*
 * A sample of the family "name".  "labels" is what stands between the braces,
 * as exposition_label() writes it, or "".
 */
void exposition_sample(
    struct buf *out, const char *name, const char *labels, double value);

/* Adds 'name="value"' to labels, with the comma before it that it needs. */
void exposition_label(struct buf *labels, const char *name, const char *value);

/* How far the people are, and when the deadline is (Unix seconds). */
void exposition_people(
    struct buf *out, const struct headcount *people, int64_t deadline);

#endif
