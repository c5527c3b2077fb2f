#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "config/filling.h"
#include "config/place.h"
#include "config/plain.h"
#include "model.h"

#define NAMES_SIZE 200 /* bytes; the names of all settings of a section */

static void
read_values(const struct place *place, const struct rule *rule, void *field)
{
	const struct value *value;
	bool good = true;

	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		if (plain_check(place, value) == -1)
			good = false;
	}
	if (good)
		rule->read(place, field);
}

static void
read_default(const struct place *place, const struct rule *rule, void *field)
{
	struct place own = *place;
	struct value value = {
	    .text = rule->standard, .line = place->section->line};
	struct setting setting = {.name = rule->name,
	    .line = place->section->line,
	    .first = &value,
	    .last = &value,
	    .count = 1};

	own.setting = &setting;
	rule->read(&own, field);
}

static void
read_section(const struct filling *filling, const struct rules *rules,
    const struct section *section, void *target)
{
	char *base = target;
	const struct rule *rule;
	struct place place = {.mistakes = filling->mistakes,
	    .keep = filling->keep,
	    .section = section};

	for (rule = rules->rules; rule < rules->rules + rules->count; rule++) {
		place.setting = outline_setting(section, rule->name);
		place.low = rule->low;
		place.high = rule->high;
		if (rule->count != 0)
			place.count = (size_t *)(void *)(base + rule->count);
		if (place.setting != NULL)
			read_values(&place, rule, base + rule->field);
		else if (rule->standard != NULL)
			read_default(&place, rule, base + rule->field);
	}
}

static void
check_missing(const struct filling *filling, const struct rules *rules,
    const struct section *section)
{
	const struct rule *rule;

	if (!filling->outline->whole)
		return;
	for (rule = rules->rules; rule < rules->rules + rules->count; rule++) {
		if (rule->example != NULL &&
		    outline_setting(section, rule->name) == NULL)
			place_lacks(filling->mistakes, section,
			    "%s is not set; write for example %s = %s",
			    rule->name, rule->name, rule->example);
	}
}

void
filling_title(const struct filling *filling, const struct section *section)
{
	const struct section *before = NULL;

	if (!plain_is_label(section->title))
		place_lacks(filling->mistakes, section,
		    "the name has to be of a to z, 0 to 9 and -, at most %d "
		    "of them",
		    LABEL_MAX);
	while ((before = outline_section(
		    filling->outline, section->kind, before)) != section) {
		if (text_same(before->title, section->title)) {
			place_lacks(filling->mistakes, section,
			    "line %d has a %s of that name already; give this "
			    "one another",
			    before->line, section->kind);
			return;
		}
	}
}

/* A section that the file does not have: its defaults, if it may lack. */
static void
read_absent(
    const struct filling *filling, const struct rules *rules, void *target)
{
	const struct section section = {
	    .kind = rules->kind, .title = "", .line = 1};
	char names[NAMES_SIZE] = "";
	const struct rule *rule;
	size_t len;

	read_section(filling, rules, &section, target);
	for (rule = rules->rules; rule < rules->rules + rules->count; rule++) {
		len = strlen(names);
		if (rule->example != NULL)
			snprintf(names + len, sizeof(names) - len, "%s%s",
			    len == 0 ? "" : ", ", rule->name);
	}
	if (names[0] != '\0' && filling->outline->whole)
		place_lacks(filling->mistakes, &section,
		    "there is no such section; it has to be there and to set: "
		    "%s",
		    names);
}

void
filling_one(
    const struct filling *filling, const struct rules *rules, void *target)
{
	const struct section *first, *next;

	first = outline_section(filling->outline, rules->kind, NULL);
	if (first == NULL) {
		read_absent(filling, rules, target);
		return;
	}
	read_section(filling, rules, first, target);
	check_missing(filling, rules, first);
	for (next = outline_section(filling->outline, rules->kind, first);
	     next != NULL;
	     next = outline_section(filling->outline, rules->kind, next))
		place_lacks(filling->mistakes, next,
		    "line %d has a section %s already; make the two one",
		    first->line, rules->kind);
}

void *
filling_many(const struct filling *filling, const struct rules *rules,
    const void *blank, size_t size, size_t *count)
{
	const struct section *section = NULL;
	char *array, *at;

	*count = 0;
	while ((section = outline_section(
		    filling->outline, rules->kind, section)) != NULL)
		++*count;
	array = at = keep_get(filling->keep, *count * size);
	if (array == NULL) {
		*count = 0;
		return NULL;
	}
	while ((section = outline_section(
		    filling->outline, rules->kind, section)) != NULL) {
		memcpy(at, blank, size);
		filling_title(filling, section);
		read_section(filling, rules, section, at);
		check_missing(filling, rules, section);
		at += size;
	}
	return array;
}
