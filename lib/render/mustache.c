#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "render/context.h"
#include "render/mustache.h"
#include "render/sections.h"
#include "render/tags.h"

struct template
{
	char *name;
	char *text;
	struct tags tags; /* point into "text" */
};

struct render {
	const struct mustache_target *target;
	struct context context;
	size_t steps;
	struct buf *out;
	struct err *err;
};

/* A template at work; a partial's stands in that of another. */
struct frame {
	const struct template *template;
	size_t depth;
	const struct frame *indented; /* whose indentation comes first */
	const struct tag *partial;    /* whose own comes then; or NULL */
};

static int render_tags(
    struct render *r, const struct frame *f, size_t from, size_t to);

static int
wrong(struct render *r, const struct frame *f, const struct tag *tag,
    enum err_kind kind, const char *what)
{
	return err_set(r->err, kind, "%s:%zu: \"%.*s\" %s", f->template->name,
	    tag->line, (int)tag->len, tag->text, what);
}

static int
unknown(struct render *r, const struct frame *f, const struct tag *tag)
{
	char name[TAGS_NAME_MAX + 1];
	const char *near;

	snprintf(name, sizeof(name), "%.*s", (int)tag->len, tag->text);
	near = context_nearest(&r->context, name);
	wrong(r, f, tag, ERR_CONFIG, "is not known here");
	if (near != NULL)
		err_set(r->err, ERR_CONFIG,
		    "%s:%zu: \"%s\" is not known here; did you mean \"%s\"?",
		    f->template->name, tag->line, name, near);
	return -1;
}

/* The value a tag names: 0 and the value or NULL, or -1 if strict refuses. */
static int
find(struct render *r, const struct frame *f, const struct tag *tag,
    const struct value **value)
{
	*value = context_find(&r->context, tag->text, tag->len);
	if (*value == NULL && r->target->strict)
		return unknown(r, f, tag);
	return 0;
}

/*
 * A partial that stands alone has its indentation before each of its lines, as
 * if it were written so; one in such a line of another has both.
 */
static void
indent(struct buf *out, const struct frame *f)
{
	if (f == NULL || f->partial == NULL)
		return;
	indent(out, f->indented);
	buf_add(out, f->partial->indent, f->partial->indent_len);
}

static int
render_text(struct render *r, const struct frame *f, const struct tag *tag)
{
	const char *at = tag->text, *end = at + tag->len, *line;

	if (f->partial == NULL) {
		buf_add(r->out, at, tag->len);
		return 0;
	}
	for (;;) {
		line = memchr(at, '\n', (size_t)(end - at));
		if (line == NULL || line + 1 == end)
			break;
		buf_add(r->out, at, (size_t)(line + 1 - at));
		at = line + 1;
		indent(r->out, f);
	}
	buf_add(r->out, at, (size_t)(end - at));
	return 0;
}

static int
render_value(struct render *r, const struct frame *f, const struct tag *tag)
{
	const struct value *value;
	int rc;

	if (find(r, f, tag, &value) == -1)
		return -1;
	if (value == NULL)
		return 0;
	if (r->target->strict && value_kind(value) != VALUE_TEXT)
		return wrong(r, f, tag, ERR_CONFIG,
		    "is no text; use it as a section, {{#name}}");
	if (tag->kind == TAG_RAW)
		rc = escape_add_raw(
		    r->target->escape, value_text(value), r->out);
	else
		rc = escape_add(r->target->escape, value_text(value), r->out);
	if (rc == -1)
		return wrong(r, f, tag, ERR_DATA,
		    "has a value with a line break or other control character, "
		    "which cannot stand here");
	return 0;
}

static int
render_within(struct render *r, const struct frame *f, const struct tag *tag,
    const struct value *value)
{
	size_t from = (size_t)(tag - f->template->tags.list) + 1;
	int rc;

	if (context_push(&r->context, value) == -1)
		return wrong(r, f, tag, ERR_CONFIG,
		    "is in too many sections and partials");
	rc = render_tags(r, f, from, tag->close + 1);
	context_pop(&r->context);
	return rc;
}

static int
render_section(struct render *r, const struct frame *f, const struct tag *tag)
{
	const struct value *value, *item;

	if (find(r, f, tag, &value) == -1)
		return -1;
	if (!value_truth(value))
		return 0;
	if (value_kind(value) != VALUE_LIST)
		return render_within(r, f, tag, value);
	for (item = value_first(value); item != NULL; item = value_next(item)) {
		if (render_within(r, f, tag, item) == -1)
			return -1;
	}
	return 0;
}

static int
render_inverted(struct render *r, const struct frame *f, const struct tag *tag)
{
	size_t from = (size_t)(tag - f->template->tags.list) + 1;
	const struct value *value;

	if (find(r, f, tag, &value) == -1)
		return -1;
	return value_truth(value) ? 0 : render_tags(r, f, from, tag->close + 1);
}

static int
render_partial(struct render *r, const struct frame *f, const struct tag *tag)
{
	const struct mustache_target *target = r->target;
	struct frame inner = {.depth = f->depth + 1};
	char name[TAGS_NAME_MAX + 1];

	snprintf(name, sizeof(name), "%.*s", (int)tag->len, tag->text);
	if (target->partial != NULL &&
	    target->partial(target->arg, name, &inner.template, r->err) == -1)
		return -1;
	if (inner.template == NULL)
		return target->strict ? wrong(r, f, tag, ERR_CONFIG,
					    "is a partial that is not there")
				      : 0;
	if (inner.depth > MUSTACHE_PARTIALS_MAX)
		return wrong(r, f, tag, ERR_CONFIG,
		    "is one partial too many in another");
	if (tag->indent != NULL) {
		inner.indented = f;
		inner.partial = tag;
	}
	return render_tags(r, &inner, 0, inner.template->tags.count);
}

static int
render_tag(struct render *r, const struct frame *f, const struct tag *tag)
{
	if (tag->line_start)
		indent(r->out, f);
	switch (tag->kind) {
	case TAG_TEXT:
		return render_text(r, f, tag);
	case TAG_VALUE:
	case TAG_RAW:
		return render_value(r, f, tag);
	case TAG_SECTION:
		return render_section(r, f, tag);
	case TAG_INVERTED:
		return render_inverted(r, f, tag);
	case TAG_PARTIAL:
		return render_partial(r, f, tag);
	case TAG_CLOSE:
	case TAG_COMMENT:
	case TAG_DELIMITERS:
		break;
	}
	return 0;
}

/* Renders the tags from "from" until before "to". */
static int
render_tags(struct render *r, const struct frame *f, size_t from, size_t to)
{
	const struct tag *tag;
	size_t i;

	for (i = from; i < to; i++) {
		tag = &f->template->tags.list[i];
		if (++r->steps > MUSTACHE_TAGS_MAX)
			return err_set(r->err, ERR_CONFIG,
			    "%s:%zu: there are more than %d tags to render; do "
			    "partials include one another?",
			    f->template->name, tag->line, MUSTACHE_TAGS_MAX);
		if (render_tag(r, f, tag) == -1)
			return -1;
		if (r->out->failed)
			return err_set(r->err, ERR_INTERNAL,
			    "%s:%zu: the text grows past %zu bytes",
			    f->template->name, tag->line, r->out->max);
		if (tag->kind == TAG_SECTION || tag->kind == TAG_INVERTED)
			i = tag->close;
	}
	return 0;
}

int
mustache_compile(const char *name, const char *text, struct template **template,
    struct err *err)
{
	struct template *t = calloc(1, sizeof(*t));
	int rc = -1;

	*template = NULL;
	if (t == NULL)
		return err_memory(err);
	t->name = text_copy(name);
	t->text = text_copy(text);
	if (t->name == NULL || t->text == NULL) {
		err_memory(err);
		goto out;
	}
	if (tags_read(t->name, t->text, &t->tags, err) == -1 ||
	    sections_pair(t->name, &t->tags, err) == -1)
		goto out;
	*template = t;
	rc = 0;
out:
	if (rc == -1)
		mustache_free(t);
	return rc;
}

void
mustache_free(struct template *template)
{
	if (template == NULL)
		return;
	tags_free(&template->tags);
	free(template->name);
	free(template->text);
	free(template);
}

int
mustache_render(const struct template *template, const struct value *data,
    const struct mustache_target *target, struct buf *out, struct err *err)
{
	struct render r = {.target = target, .out = out, .err = err};
	struct frame f = {.template = template};

	context_push(&r.context, data);
	return render_tags(&r, &f, 0, template->tags.count);
}
