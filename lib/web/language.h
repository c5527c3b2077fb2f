#ifndef WEB_LANGUAGE_H
#define WEB_LANGUAGE_H

#include "config/config.h"

/*
 * The campaign's language "tag": "en" for "en" and, when the campaign has no
 * "en-GB", for "en-GB".  NULL when it has none.
 */
const char *language_of(const struct campaign *campaign, const char *tag);

/*
 * The one of the campaign's languages that an Accept-Language header (RFC 9110,
 * section 12.5.4) likes best; NULL when it likes none of them.
 */
const char *language_accepted(
    const struct campaign *campaign, const char *header);

/* What a language calls itself: "Nederlands"; the tag when that is not known.
 */
const char *language_label(const char *tag);

#endif
