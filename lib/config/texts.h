#ifndef CONFIG_TEXTS_H
#define CONFIG_TEXTS_H

#include "config/place.h"

/* Readers of lists of texts; const char *const *, and a count. */
place_reader texts_languages;     /* "nl" */
place_reader texts_organisations; /* keys */
place_reader texts_managers;      /* names of password managers, or "all" */
place_reader texts_words;         /* "nl=text" */
place_reader texts_pairs;         /* "field=Title" */
place_reader texts_roles;         /* "word=admin" */

/* Reads such a list, of which each value is shown to "check". */
void texts_read(const struct place *place, void *field,
    void (*check)(const struct place *place, const struct value *value));

#endif
