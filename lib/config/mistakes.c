#include <stdarg.h>
#include <stdio.h>

#include "config/mistakes.h"

struct mistake {
	int line;
	const char *text;
	struct mistake *next;
};

void
mistakes_add(struct mistakes *mistakes, int line, const char *format, ...)
{
	struct mistake *mistake, **at = &mistakes->first;
	char text[MISTAKE_SIZE];
	va_list ap;

	if (++mistakes->count > MISTAKES_MAX)
		return;
	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	mistake = keep_get(mistakes->keep, sizeof(*mistake));
	if (mistake == NULL)
		return;
	mistake->line = line;
	mistake->text = keep_text(mistakes->keep, text);
	while (*at != NULL && (*at)->line <= line)
		at = &(*at)->next;
	mistake->next = *at;
	*at = mistake;
}

void
mistakes_write(
    const struct mistakes *mistakes, struct buf *lines, struct err *err)
{
	const struct mistake *first = mistakes->first, *m;

	if (first == NULL)
		return;
	err_set(err, ERR_CONFIG, "%s:%d: %s", mistakes->path, first->line,
	    first->text);
	for (m = first; m != NULL; m = m->next)
		buf_format(
		    lines, "%s:%d: %s\n", mistakes->path, m->line, m->text);
	if (mistakes->count > MISTAKES_MAX)
		buf_format(lines, "%s: and %zu mistakes more\n", mistakes->path,
		    mistakes->count - MISTAKES_MAX);
}
