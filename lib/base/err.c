#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"

int
err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
	va_list ap;

	err->kind = kind;
	va_start(ap, format);
	vsnprintf(err->text, sizeof(err->text), format, ap);
	va_end(ap);
	return -1;
}

int
err_at(struct err *err, const char *format, ...)
{
	char rest[sizeof(err->text)];
	va_list ap;
	size_t len;

	memcpy(rest, err->text, sizeof(rest));
	va_start(ap, format);
	vsnprintf(err->text, sizeof(err->text), format, ap);
	va_end(ap);
	len = strlen(err->text);
	snprintf(err->text + len, sizeof(err->text) - len, ": %s", rest);
	return -1;
}

int
err_memory(struct err *err)
{
	return err_set(err, ERR_INTERNAL, "out of memory");
}
