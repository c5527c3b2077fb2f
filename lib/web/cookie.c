#include <string.h>

#include "web/cookie.h"

int
cookie_read(const char *header, const char *name, char *out, size_t size)
{
	size_t len, namelen = strlen(name);

	out[0] = '\0';
	while (*header != '\0') {
		header += strspn(header, " \t;");
		len = strcspn(header, ";");
		if (len <= namelen || header[namelen] != '=' ||
		    strncmp(header, name, namelen) != 0) {
			header += len;
			continue;
		}
		header += namelen + 1;
		len -= namelen + 1;
		while (len > 0 && strchr(" \t", header[len - 1]) != NULL)
			len--;
		if (len >= size)
			return -1;
		memcpy(out, header, len);
		out[len] = '\0';
		return 0;
	}
	return -1;
}

void
cookie_write(struct buf *out, const char *name, const char *value)
{
	buf_format(out, "%s=%s; Secure; HttpOnly; SameSite=Strict; Path=/%s",
	    name, value, value[0] == '\0' ? "; Max-Age=0" : "");
}
