#ifndef RENDER_LEAFLET_H
#define RENDER_LEAFLET_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "render/facts.h"
#include "render/templates.h"

/*
 * Sheets to print and hand out, as one HTML page with everything in it: each
 * tells a person where to go and which start code to type.  No secret is on
 * them, and the proof is asked besides.
 */
enum leaflet {
	LEAFLET_SHEET, /* of A4, one for each person */
	LEAFLET_CARD   /* to be cut out, four on a sheet of A4 */
};

#define LEAFLET_PIECE_MAX 65536 /* bytes of one sheet, or of the head */

/* A page that is being written. */
struct leaflet_page {
	const struct templates *templates;
	const struct config *config;
	enum leaflet kind;
	const char *back; /* shown on a screen, where it leads back; or NULL */
	size_t count;     /* people in it so far */
};

/* Where a person begins. */
struct leaflet_start {
	const char *code;
	int64_t last_day; /* on which it works */
};

/*
 * The three pieces of a page, added to "out", which may be emptied between
 * them.  "letter" is filled as for a mail; its link is not used.  Each returns
 * 0; or -1 with "err" (ERR_CONFIG for a mistake in a template).
 */
int leaflet_begin(
    const struct leaflet_page *page, struct buf *out, struct err *err);
int leaflet_add(struct leaflet_page *page, const struct letter *letter,
    const struct leaflet_start *start, struct buf *out, struct err *err);
int leaflet_end(
    const struct leaflet_page *page, struct buf *out, struct err *err);

/*
 * Writes one of each kind to nobody, in all languages.  Adds a line to
 * "mistakes" for each one that cannot be written.  Returns 0; or -1 with "err",
 * the first of them.
 */
int leaflet_check(const struct templates *templates,
    const struct config *config, struct buf *mistakes, struct err *err);

#endif
