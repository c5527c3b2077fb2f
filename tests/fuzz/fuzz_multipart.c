#include <stdint.h>

#include "base/text.h"
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever is read is text, the file apart, and lies within the body. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char type[] = "multipart/form-data; boundary=x";
	struct form form;
	size_t i;

	if (multipart_read(&form, type, (const char *)data, size) == -1)
		return 0;
	if (form.count > FORM_FIELDS)
		abort();
	for (i = 0; i < form.count; i++) {
		const struct field *field = &form.fields[i];

		if (!text_is_utf8(field->name, strlen(field->name)) ||
		    !text_is_utf8(field->value, strlen(field->value)))
			abort();
	}
	if (form.file.data != NULL &&
	    (form.file.data < form.text ||
		form.file.data + form.file.len > form.text + form.size ||
		!text_is_utf8(form.file.name, strlen(form.file.name))))
		abort();
	form_free(&form);
	return 0;
}
