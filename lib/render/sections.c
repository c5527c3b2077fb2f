#include <stdbool.h>
#include <string.h>

#include "render/sections.h"

static int
wrong(
    const char *name, const struct tag *tag, const char *what, struct err *err)
{
	return err_set(err, ERR_CONFIG, "%s:%zu: section \"%.*s\" %s", name,
	    tag->line, (int)tag->len, tag->text, what);
}

static bool
same_name(const struct tag *a, const struct tag *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* "close" ends the section "open", the innermost one. */
static int
check_close(const char *name, const struct tag *open, const struct tag *close,
    struct err *err)
{
	if (!same_name(open, close))
		return err_set(err, ERR_CONFIG,
		    "%s:%zu: section \"%.*s\" is closed before \"%.*s\" of "
		    "line %zu",
		    name, close->line, (int)close->len, close->text,
		    (int)open->len, open->text, open->line);
	return 0;
}

int
sections_pair(const char *name, struct tags *tags, struct err *err)
{
	struct tag *open[SECTIONS_MAX], *tag;
	size_t depth = 0, i;

	for (i = 0; i < tags->count; i++) {
		tag = &tags->list[i];
		if (tag->kind == TAG_SECTION || tag->kind == TAG_INVERTED) {
			if (depth == SECTIONS_MAX)
				return wrong(name, tag,
				    "is one too many in another", err);
			open[depth++] = tag;
		} else if (tag->kind == TAG_CLOSE) {
			if (depth == 0)
				return wrong(name, tag,
				    "is closed and was not opened", err);
			if (check_close(name, open[depth - 1], tag, err) == -1)
				return -1;
			open[--depth]->close = i;
		}
	}
	if (depth > 0)
		return wrong(name, open[depth - 1], "is not closed", err);
	return 0;
}
