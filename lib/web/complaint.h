#ifndef WEB_COMPLAINT_H
#define WEB_COMPLAINT_H

#include <stdint.h>

#include "enrol/verify.h"
#include "web/page.h"

/* What is wrong with a code, as the page tells it. */
struct complaint {
	unsigned int status; /* of HTTP */
	enum mistake mistake;
	int count;     /* digits that were typed */
	int64_t drift; /* seconds that the device is ahead */
};

/* What a verdict other than VERIFY_ACCEPTED is told as. */
struct complaint complaint_of(const struct verdict *verdict);

/* Tells it to the template, for page-code-mistake. */
void complaint_fill(
    struct page *page, const char *account, const struct complaint *complaint);

#endif
