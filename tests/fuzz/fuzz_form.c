#include <stdint.h>

#include "base/text.h"
#include "web/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever is read is text, and no more than a form may have. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct form form;
	size_t i;

	if (form_read(&form, (const char *)data, size) == -1)
		return 0;
	if (form.count > FORM_FIELDS)
		abort();
	for (i = 0; i < form.count; i++) {
		const struct field *field = &form.fields[i];

		if (!text_is_utf8(field->name, strlen(field->name)) ||
		    !text_is_utf8(field->value, strlen(field->value)))
			abort();
		if (form_value(&form, field->name) == NULL)
			abort();
	}
	form_free(&form);
	return 0;
}
