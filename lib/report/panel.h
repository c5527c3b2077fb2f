#ifndef REPORT_PANEL_H
#define REPORT_PANEL_H

#include "report/report.h"
#include "report/wording.h"

/* Parts of the page, each with a heading, in the order in which one asks. */
struct panel {
	const struct report *report;
	const struct wording *wording;
	struct buf *out;
};

/* A heading by its key, and the class of the part. */
void panel_begin(const struct panel *panel, const char *key, const char *class);
void panel_end(const struct panel *panel);

void panel_funnel(const struct panel *panel); /* how far people are */
void panel_stages(const struct panel *panel); /* what messages led to */
void panel_ways(const struct panel *panel);   /* how people came to it */

#endif
