#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "deliver/bounce.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever came back, what is told of it can be shown, and says something. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char detail[DETAIL_MAX + 1], *text = malloc(size + 1);
	enum bounce bounce;

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	memset(detail, 'x', sizeof(detail));
	bounce = bounce_read(text, detail);
	if (memchr(detail, '\0', sizeof(detail)) == NULL ||
	    text_has_control(detail))
		abort();
	if (bounce == BOUNCE_HARD && !text_starts(detail, "5."))
		abort();
	free(text);
	return 0;
}
