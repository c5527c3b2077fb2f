#ifndef REPORT_PACES_H
#define REPORT_PACES_H

#include "base/err.h"
#include "report/adoption.h"

#define PACES_FAITH 5.0 /* people that a prior is worth */

/* How fast each organisation is beside all, by the weeks that were. */
struct paces {
	double *pace;        /* 1: as all are */
	double *known;       /* people it is learned from */
	double known_of_all; /* the same of everyone */
	double even;         /* times this, all of them come to what all do */
};

/*
 * Learns them; "sum" is the hazard up to the campaign's last day.  0 or -1;
 * free with paces_free.
 */
int paces_make(struct paces *paces, const struct adoption *adoption, double sum,
    struct err *err);
void paces_free(struct paces *paces);

#endif
