#include "base/text.h"
#include "config/outline.h"

struct section *
outline_open(struct outline *outline, struct keep *keep, const char *kind,
    const char *title, int line)
{
	struct section *section = keep_get(keep, sizeof(*section));

	if (section == NULL)
		return NULL;
	section->kind = keep_text(keep, kind);
	section->title = keep_text(keep, title);
	section->line = line;
	if (outline->last == NULL)
		outline->first = section;
	else
		outline->last->next = section;
	outline->last = section;
	return section;
}

static struct setting *
add_setting(
    struct section *section, struct keep *keep, const char *name, int line)
{
	struct setting *setting = keep_get(keep, sizeof(*setting));

	if (setting == NULL)
		return NULL;
	setting->name = keep_text(keep, name);
	setting->line = line;
	if (section->last == NULL)
		section->first = setting;
	else
		section->last->next = setting;
	section->last = setting;
	return setting;
}

void
outline_add(struct section *section, struct keep *keep, const char *name,
    const char *text, int line)
{
	struct setting *setting = outline_setting(section, name);
	struct value *value = keep_get(keep, sizeof(*value));

	if (value == NULL)
		return;
	value->text = keep_text(keep, text);
	value->line = line;
	if (setting == NULL)
		setting = add_setting(section, keep, name, line);
	if (setting == NULL)
		return;
	if (setting->last == NULL)
		setting->first = value;
	else
		setting->last->next = value;
	setting->last = value;
	setting->count++;
}

const struct section *
outline_section(const struct outline *outline, const char *kind,
    const struct section *after)
{
	const struct section *section =
	    after == NULL ? outline->first : after->next;

	while (section != NULL && !text_same(section->kind, kind))
		section = section->next;
	return section;
}

struct setting *
outline_setting(const struct section *section, const char *name)
{
	struct setting *setting = section == NULL ? NULL : section->first;

	while (setting != NULL && !text_same(setting->name, name))
		setting = setting->next;
	return setting;
}
