#ifndef PORTRAITJSON_H
#define PORTRAITJSON_H

#include "portrait.h"

/* What portrait_text tells, as a JSON object.  Returns 0, or -1 with "err". */
int portraitjson_print(const struct campaign_set *set,
    const struct portrait *portrait, struct err *err);

#endif
