#ifndef PRINTING_H
#define PRINTING_H

#include "campaign.h"
#include "render/leaflet.h"
#include "store/letterbox.h"

/*
 * Sheets to hand out while they are written: into a file without a name, so
 * that nobody sees them before all are there and their codes work.
 */
struct printing {
	const struct campaign_set *set; /* with keys and templates */
	struct leaflet_page page;       /* its kind is for the caller to set */
	bool due; /* the letters that are due, instead of everybody */
	int64_t first, most; /* of everybody, see letterbox.h; most 0: all */
	struct letterbox_entry *entries;
	size_t count;
	struct organisation organisation; /* of the last person */
	int64_t organisation_id;          /* 0: of all */
	struct buf piece;
	int fd;
};

/* Returns 0 or -1.  Close with printing_close in both cases. */
int printing_open(struct printing *printing, struct err *err);
void printing_close(struct printing *printing);

/*
 * Looks up who gets a sheet: one person, or those of an organisation (NULL: of
 * all, where only what is due is meant).  Returns 0, or -1 with "err".
 */
int printing_find(struct printing *printing, const char *person,
    const char *organisation, struct err *err);

/*
 * Writes the sheets to the file; page.count is how many.  When it returns 0
 * their codes work.
 */
int printing_write(struct printing *printing, struct err *err);

/*
 * Notes that what was due is done with: printed, or no longer needed.  A sheet
 * that goes with two stages is one.  Returns 0 or -1.
 */
int printing_record(const struct printing *printing, struct err *err);

#endif
