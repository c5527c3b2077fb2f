#include <stdlib.h>
#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "web/form.h"

/* Decodes in place, where it only gets shorter.  Returns 0 or -1. */
static int
unescape(char *text)
{
	char *out = text, hex[3] = "";
	uint8_t byte;

	for (; *text != '\0'; text++) {
		if (*text != '%') {
			*out++ = *text == '+' ? ' ' : *text;
			continue;
		}
		if (text[1] == '\0' || text[2] == '\0')
			return -1;
		hex[0] = text[1];
		hex[1] = text[2];
		text_lower(hex);
		if (decode_hex(hex, &byte, 1) != 1 || byte == 0)
			return -1;
		*out++ = (char)byte;
		text += 2;
	}
	*out = '\0';
	return 0;
}

/* One "name=value"; a name alone has the value "". */
static int
add_field(struct form *form, char *pair)
{
	char *value = strchr(pair, '=');
	struct field *field;

	if (form->count == FORM_FIELDS)
		return -1;
	if (value == NULL)
		value = pair + strlen(pair);
	else
		*value++ = '\0';
	if (unescape(pair) == -1 || unescape(value) == -1)
		return -1;
	if (!text_is_utf8(pair, strlen(pair)) ||
	    !text_is_utf8(value, strlen(value)))
		return -1;
	field = &form->fields[form->count++];
	field->name = pair;
	field->value = value;
	return 0;
}

int
form_hold(struct form *form, const char *body, size_t len)
{
	*form = (struct form){.count = 0};
	form->text = malloc(len + 1);
	if (form->text == NULL)
		return -1;
	form->size = len + 1;
	if (len > 0)
		memcpy(form->text, body, len);
	form->text[len] = '\0';
	return 0;
}

int
form_read(struct form *form, const char *body, size_t len)
{
	char *pair, *end;

	*form = (struct form){.count = 0};
	if ((len > 0 && memchr(body, '\0', len) != NULL) ||
	    form_hold(form, body, len) == -1)
		return -1;
	for (pair = form->text; pair != NULL; pair = end) {
		end = strchr(pair, '&');
		if (end != NULL)
			*end++ = '\0';
		if (*pair != '\0' && add_field(form, pair) == -1) {
			form_free(form);
			return -1;
		}
	}
	return 0;
}

const char *
form_value(const struct form *form, const char *name)
{
	size_t i;

	for (i = 0; i < form->count; i++) {
		if (text_same(form->fields[i].name, name))
			return form->fields[i].value;
	}
	return NULL;
}

void
form_free(struct form *form)
{
	if (form->text != NULL)
		hash_wipe(form->text, form->size);
	free(form->text);
	*form = (struct form){.count = 0};
}
