#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "base/buf.h"

#define FIRST_SIZE 256

static char nothing[1] = "";

void
buf_init(struct buf *buf, size_t max)
{
	*buf = (struct buf){.data = nothing, .max = max};
}

void
buf_free(struct buf *buf)
{
	if (buf->data != nothing)
		free(buf->data);
	buf_init(buf, buf->max);
}

void
buf_wipe(struct buf *buf)
{
	if (buf->size > 0)
		OPENSSL_cleanse(buf->data, buf->size);
	buf_free(buf);
}

void
buf_clear(struct buf *buf)
{
	buf->len = 0;
	buf->failed = false;
	if (buf->data != nothing)
		buf->data[0] = '\0';
}

/* Makes room for "more" bytes and the NUL behind them. */
static bool
grow(struct buf *buf, size_t more)
{
	size_t size = buf->size > 0 ? buf->size : FIRST_SIZE;
	char *data;

	if (buf->failed || more > buf->max - buf->len) {
		buf->failed = true;
		return false;
	}
	if (buf->len + more < buf->size)
		return true;
	while (size <= buf->len + more)
		size *= 2;
	data = realloc(buf->data == nothing ? NULL : buf->data, size);
	if (data == NULL) {
		buf->failed = true;
		return false;
	}
	buf->data = data;
	buf->size = size;
	return true;
}

void
buf_add(struct buf *buf, const void *data, size_t len)
{
	if (!grow(buf, len))
		return;
	if (len > 0)
		memcpy(buf->data + buf->len, data, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void
buf_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void
buf_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void
buf_format(struct buf *buf, const char *format, ...)
{
	size_t room = buf->size > buf->len ? buf->size - buf->len : 0;
	va_list ap, again;
	int len;

	if (buf->failed)
		return;
	va_start(ap, format);
	va_copy(again, ap);
	len = vsnprintf(
	    room == 0 ? NULL : buf->data + buf->len, room, format, ap);
	if (len < 0) {
		buf->failed = true;
	} else if (grow(buf, (size_t)len)) {
		/* Most texts find room at once. */
		if ((size_t)len >= room)
			vsnprintf(buf->data + buf->len, (size_t)len + 1, format,
			    again);
		buf->len += (size_t)len;
	} else if (room > 0) {
		buf->data[buf->len] = '\0';
	}
	va_end(again);
	va_end(ap);
}

void
buf_line_once(struct buf *buf, const char *line)
{
	const char *at = buf->data, *end;
	size_t len = strlen(line);

	while ((end = strchr(at, '\n')) != NULL) {
		if ((size_t)(end - at) == len && memcmp(at, line, len) == 0)
			return;
		at = end + 1;
	}
	buf_format(buf, "%s\n", line);
}

char *
buf_take(struct buf *buf)
{
	char *data = NULL;

	buf_add(buf, "", 0);
	if (!buf->failed) {
		data = buf->data;
		buf->data = nothing;
		buf->size = 0;
	}
	buf_free(buf);
	buf->len = 0;
	buf->failed = false;
	return data;
}
