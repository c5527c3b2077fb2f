#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "config/texts.h"
#include "model.h"

static const char *const managers[] = {
    "bitwarden", "1password", "apple", "keepassxc", "browser", "other"};
#define MANAGERS (sizeof(managers) / sizeof(managers[0]))

void
texts_read(const struct place *place, void *field,
    void (*check)(const struct place *place, const struct value *value))
{
	const char **texts =
	    keep_get(place->keep, place->setting->count * sizeof(const char *));
	const struct value *value;
	size_t n = 0;

	if (texts == NULL)
		return;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		check(place, value);
		texts[n++] = value->text;
	}
	*(const char *const **)field = texts;
	*place->count = n;
}

/* Whether an earlier value of the list has the same first "len" bytes. */
static bool
is_second(const struct place *place, const struct value *value, size_t len)
{
	const struct value *v;

	for (v = place->setting->first; v != value; v = v->next) {
		if (strncmp(v->text, value->text, len) == 0)
			return true;
	}
	return false;
}

static void
check_once(const struct place *place, const struct value *value)
{
	if (is_second(place, value, strlen(value->text) + 1))
		place_wrong(place, value, "stands twice in the list");
}

static void
check_organisation(const struct place *place, const struct value *value)
{
	if (strlen(value->text) > REF_MAX)
		place_wrong(place, value,
		    "is longer than the key of an organisation, which has at "
		    "most %d bytes",
		    REF_MAX);
	else
		check_once(place, value);
}

void
texts_organisations(const struct place *place, void *field)
{
	texts_read(place, field, check_organisation);
}

/* It also is the name of a folder of templates. */
static bool
is_language(const char *text)
{
	size_t len = strlen(text), i;

	if (len < 2 || len > LANGUAGE_MAX || text[len - 1] == '-')
		return false;
	for (i = 0; i < len; i++) {
		if (!isalnum((unsigned char)text[i]) &&
		    (text[i] != '-' || i < 2))
			return false;
	}
	return true;
}

static void
check_language(const struct place *place, const struct value *value)
{
	if (!is_language(value->text))
		place_wrong(place, value,
		    "expected the code of a language, for example \"nl\", of "
		    "at most %d letters",
		    LANGUAGE_MAX);
	else
		check_once(place, value);
}

void
texts_languages(const struct place *place, void *field)
{
	texts_read(place, field, check_language);
}

static void
check_manager(const struct place *place, const struct value *value)
{
	size_t i = 0;

	while (i < MANAGERS && !text_same(value->text, managers[i]))
		i++;
	if (i == MANAGERS)
		place_wrong(place, value,
		    "expected \"bitwarden\", \"1password\", \"apple\", "
		    "\"keepassxc\", \"browser\" or \"other\"");
	else
		check_once(place, value);
}

void
texts_managers(const struct place *place, void *field)
{
	if (place->setting->count == 1 &&
	    text_same(place->setting->first->text, "all")) {
		*(const char *const **)field = managers;
		*place->count = MANAGERS;
		return;
	}
	texts_read(place, field, check_manager);
}

/* A pair: a name and something behind an =. */
static void
check_pair(const struct place *place, const struct value *value,
    const char *expected, const char *second)
{
	size_t len = strcspn(value->text, "=");

	if (len == 0 || value->text[len] == '\0' ||
	    value->text[len + 1] == '\0')
		place_wrong(place, value, "expected %s", expected);
	else if (is_second(place, value, len + 1))
		place_wrong(place, value, "%s", second);
}

static void
check_word(const struct place *place, const struct value *value)
{
	check_pair(place, value,
	    "a language, = and a text, for example \"nl=tekst\"",
	    "is a second text in the same language");
}

void
texts_words(const struct place *place, void *field)
{
	texts_read(place, field, check_word);
}

static void
check_column(const struct place *place, const struct value *value)
{
	check_pair(place, value,
	    "a field, = and the title of its column, for example "
	    "\"email=Mailadres werk\"",
	    "is a second column for the same field");
}

void
texts_pairs(const struct place *place, void *field)
{
	texts_read(place, field, check_column);
}

static void
check_role(const struct place *place, const struct value *value)
{
	const char *audience = strchr(value->text, '=');

	check_pair(place, value,
	    "a word, = and \"admin\" or \"worker\", for example "
	    "\"teamleider=admin\"",
	    "is there twice");
	if (audience != NULL && audience[1] != '\0' &&
	    model_audience_of(audience + 1) == -1)
		place_wrong(place, value,
		    "is neither \"admin\" nor \"worker\" after the =");
}

void
texts_roles(const struct place *place, void *field)
{
	texts_read(place, field, check_role);
}
