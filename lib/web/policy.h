#ifndef WEB_POLICY_H
#define WEB_POLICY_H

#include "web/answer.h"

/*
 * What a browser is told of a page besides the page: its type, that it is kept
 * nowhere and told to nobody, and what may be loaded into it and sent from it.
 */

/*
 * One of our own pages.  Forms may lead to our own pages, and by redirection to
 * the origin "elsewhere" ("" for none).
 */
void policy_page(struct answer *answer, const char *elsewhere);

/*
 * A page to print: one that stands on its own, with its style in it, and that
 * nothing can be loaded into nor sent from.
 */
void policy_paper(struct answer *answer);

#endif
