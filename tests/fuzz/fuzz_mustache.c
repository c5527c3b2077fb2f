/*
 * The first byte chooses how to render; the rest, up to a NUL, is a template
 * and what comes behind the NUL a partial "p" that it may include.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "render/mustache.h"

#define OUTPUT_MAX 65536 /* bytes */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
partial(const void *arg, const char *name, const struct template **template,
    struct err *err)
{
	if (text_same(name, "x"))
		return err_set(err, ERR_CONFIG, "x: cannot be used");
	*template = text_same(name, "p") ? arg : NULL;
	return 0;
}

static struct value *
make_data(void)
{
	struct value *root = value_object(), *list, *inner;

	value_set(root, "t", "<text>\n\"");
	value_set(root, "e", "");
	value_set_bool(root, "b", true);
	value_set_bool(root, "f", false);
	inner = value_set_object(root, "o");
	value_set(inner, "a", "within");
	list = value_set_list(root, "l");
	value_add_text(list, "1");
	value_set(value_add_object(list), "a", "2");
	value_add_text(value_add_list(list), "3");
	return root;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct template *outer = NULL, *inner = NULL;
	struct mustache_target target = {.partial = partial};
	struct value *values = NULL;
	struct err err = {ERR_NONE, ""};
	struct buf out;
	char *text, *second;

	if (size == 0)
		return 0;
	text = calloc(1, size + 1);
	if (text == NULL)
		return 0;
	memcpy(text, data + 1, size - 1);
	second = text + strlen(text) + 1;
	buf_init(&out, OUTPUT_MAX);
	target.escape = (enum escape)(data[0] & 3);
	target.strict = (data[0] & 4) != 0;
	mustache_compile("inner", second, &inner, &err);
	target.arg = inner;
	if (mustache_compile("outer", text, &outer, &err) == -1)
		goto out;
	values = make_data();
	if (mustache_render(outer, values, &target, &out, &err) == 0 &&
	    target.escape == ESCAPE_HEADER && !text_has_control(text) &&
	    !text_has_control(second) && text_has_control(out.data))
		abort(); /* a value brought a line break into a header */
out:
	value_free(values);
	mustache_free(outer);
	mustache_free(inner);
	buf_free(&out);
	free(text);
	return 0;
}
