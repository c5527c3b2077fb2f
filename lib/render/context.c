#include <string.h>

#include "base/text.h"
#include "render/context.h"

#define NAMES_MAX 128 /* names that are looked at for a near one */

int
context_push(struct context *context, const struct value *value)
{
	if (context->count == CONTEXT_MAX)
		return -1;
	context->values[context->count++] = value;
	return 0;
}

void
context_pop(struct context *context)
{
	context->count--;
}

static const struct value *
find_outward(const struct context *context, const char *name, size_t len)
{
	const struct value *found = NULL;
	size_t i;

	for (i = context->count; i > 0 && found == NULL; i--)
		found = value_find(context->values[i - 1], name, len);
	return found;
}

const struct value *
context_find(const struct context *context, const char *name, size_t len)
{
	const char *end = name + len, *dot;
	const struct value *value;

	if (len == 1 && *name == '.')
		return context->values[context->count - 1];
	dot = memchr(name, '.', len);
	if (dot == NULL)
		return find_outward(context, name, len);
	value = find_outward(context, name, (size_t)(dot - name));
	while (value != NULL && dot != end) {
		name = dot + 1;
		dot = memchr(name, '.', (size_t)(end - name));
		if (dot == NULL)
			dot = end;
		value = value_find(value, name, (size_t)(dot - name));
	}
	return value;
}

const char *
context_nearest(const struct context *context, const char *name)
{
	const char *names[NAMES_MAX];
	size_t i, n = 0;

	for (i = context->count; i > 0; i--)
		n += value_names(
		    context->values[i - 1], names + n, NAMES_MAX - n);
	return text_nearest(name, names, n);
}
