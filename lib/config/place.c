#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "config/place.h"

#define SHOWN 60        /* characters of a value */
#define SHOWN_SIZE 260  /* bytes of those, with the NUL */
#define PREFIX_SIZE 320 /* bytes of a kind and a title, with the NUL */

static void
prefix(const struct section *section, char out[PREFIX_SIZE])
{
	char title[SHOWN_SIZE];

	text_show(section->title, SHOWN, title, sizeof(title));
	if (section->kind[0] == '\0')
		out[0] = '\0';
	else if (title[0] == '\0')
		snprintf(out, PREFIX_SIZE, "%s: ", section->kind);
	else
		snprintf(out, PREFIX_SIZE, "%s \"%s\": ", section->kind, title);
}

void
place_wrong(const struct place *place, const struct value *value,
    const char *format, ...)
{
	char where[PREFIX_SIZE], shown[SHOWN_SIZE], what[MISTAKE_SIZE];
	va_list ap;

	prefix(place->section, where);
	text_show(value->text, SHOWN, shown, sizeof(shown));
	va_start(ap, format);
	vsnprintf(what, sizeof(what), format, ap);
	va_end(ap);
	mistakes_add(place->mistakes, value->line, "%s%s = \"%s\": %s", where,
	    place->setting->name, shown, what);
}

void
place_lacks(struct mistakes *mistakes, const struct section *section,
    const char *format, ...)
{
	char where[PREFIX_SIZE], what[MISTAKE_SIZE];
	va_list ap;

	prefix(section, where);
	va_start(ap, format);
	vsnprintf(what, sizeof(what), format, ap);
	va_end(ap);
	mistakes_add(mistakes, section->line, "%s%s", where, what);
}

void
place_disagrees(struct mistakes *mistakes, const struct section *section,
    const char *name, const char *format, ...)
{
	struct place place = {.mistakes = mistakes,
	    .section = section,
	    .setting = outline_setting(section, name)};
	char what[MISTAKE_SIZE];
	va_list ap;

	va_start(ap, format);
	vsnprintf(what, sizeof(what), format, ap);
	va_end(ap);
	if (place.setting == NULL)
		place_lacks(mistakes, section, "%s: %s", name, what);
	else
		place_wrong(&place, place.setting->first, "%s", what);
}
