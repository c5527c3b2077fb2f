#include <stdio.h>

#include "base/text.h"
#include "roster/refusal.h"

#define SHOWN 40 /* characters of a value */

void
refusal_send(const struct refusal_sink *sink, struct roster_refusal *refusal,
    const char *value, const char *reason)
{
	text_show(value, SHOWN, refusal->value, sizeof(refusal->value));
	snprintf(refusal->reason, sizeof(refusal->reason), "%s", reason);
	sink->refused(refusal, sink->context);
}
