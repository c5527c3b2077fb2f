#include <string.h>

#include "roster/name.h"

int
name_join(const char *first, const char *prefix, const char *last, char *out,
    size_t size)
{
	const char *parts[] = {first, prefix, last};
	size_t i, len, used = 0;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		len = strlen(parts[i]);
		if (len == 0)
			continue;
		if (used + 1 + len >= size)
			return -1;
		if (used > 0)
			out[used++] = ' ';
		memcpy(out + used, parts[i], len);
		used += len;
	}
	out[used] = '\0';
	return 0;
}
