#ifndef WEB_SPECIMEN_H
#define WEB_SPECIMEN_H

#include <stdbool.h>

#include "base/buf.h"
#include "web/web.h"

/* A page in one of its states; its stylesheet is "../style.css". */
struct specimen_page {
	const char *language;
	const char *name;    /* "page-key.html" */
	unsigned int number; /* of the state, from 0 */
	const struct buf *text;
};

/* Where pages go that were written; "put" returns 0, or -1 with "err". */
struct specimen_shelf {
	void *context;
	int (*put)(
	    void *context, const struct specimen_page *page, struct err *err);
};

/*
 * Writes every page, in each language and in each of the states that it can be
 * in, to nobody and with made-up content, strictly: a name that a template has
 * and the page has not is a mistake.  Adds a line to "mistakes" for each.
 * Those without go onto "shelf" (NULL: nowhere).  Returns 0 when all went well;
 * or -1 with "err", the first that did not.
 */
int specimen_write(const struct web *web, const struct specimen_shelf *shelf,
    struct buf *mistakes, struct err *err);

/* Whether a page of that name ("page-key.html") is written then. */
bool specimen_knows(const char *name);

#endif
