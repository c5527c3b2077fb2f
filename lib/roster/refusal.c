#include <stdio.h>

#include "base/text.h"
#include "roster/refusal.h"

#define SHOWN 40 /* characters of a value */

void
refusal_send(const struct refusal_sink *sink, size_t line, const char *column,
    const char *value, const char *reason)
{
	struct roster_refusal refusal = {.line = line, .column = column};

	text_show(value, SHOWN, refusal.value, sizeof(refusal.value));
	snprintf(refusal.reason, sizeof(refusal.reason), "%s", reason);
	sink->refused(&refusal, sink->context);
}
