#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "config/choice.h"
#include "config/config.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const proofs[] = {"ticket", "identifier", "none"};
static const char *const gate_modes[] = {"enforce", "observe"};
static const char *const auths[] = {"password", "xoauth2"};
static const char *const managers[] = {
    "bitwarden", "1password", "apple", "keepassxc", "browser", "other"};
static const char *const tls_modes[] = {"starttls", "implicit", "none"};

void
choice_audiences(const struct place *place, void *field)
{
	unsigned int *audiences = field;
	const struct value *value;
	int audience;

	*audiences = 0;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		audience = model_audience_of(value->text);
		if (audience == -1)
			place_wrong(place, value,
			    "expected \"worker\", \"admin\" or both");
		else
			*audiences |= 1U << audience;
	}
}

void
choice_channels(const struct place *place, void *field)
{
	unsigned int *channels = field;
	const struct value *value;
	int channel;

	*channels = 0;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		channel = model_channel_of(value->text);
		if (channel == -1)
			place_wrong(place, value,
			    "expected \"email\", \"popup\", "
			    "\"letter\" or \"call\"");
		else
			*channels |= 1U << channel;
	}
}

void
choice_turns(const struct place *place, void *field)
{
	struct turns *turns = field;
	const struct value *value;
	size_t i;
	int channel;

	turns->count = 0;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		channel = model_channel_of(value->text);
		for (i = 0; i < turns->count; i++) {
			if ((int)turns->channels[i] == channel)
				break;
		}
		if (channel == -1)
			place_wrong(place, value,
			    "expected \"popup\", \"email\", \"letter\" and "
			    "\"call\" in the order in which they are tried");
		else if (i < turns->count)
			place_wrong(place, value, "stands twice in the list");
		else
			turns->channels[turns->count++] = (enum channel)channel;
	}
}

void
choice_conditions(const struct place *place, void *field)
{
	unsigned int *conditions = field;
	const struct value *value;
	int condition;

	*conditions = 0;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		condition = model_condition_of(value->text);
		if (condition == -1)
			place_wrong(place, value,
			    "expected \"not_enrolled\", \"not_opened\", "
			    "\"opened_not_started\", \"started_not_finished\" "
			    "or \"unreachable\"");
		else
			*conditions |= 1U << condition;
	}
}

/* Which of the words it is, -1 for none. */
static int
one_of(const char *text, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (text_same(text, words[i]))
			return (int)i;
	}
	return -1;
}

void
choice_tls(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	int tls = one_of(value->text, tls_modes, COUNT(tls_modes));

	if (tls == -1)
		place_wrong(place, value,
		    "expected \"starttls\", \"implicit\" or \"none\"");
	else
		*(enum tls *)field = (enum tls)tls;
}

void
choice_gate(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	int mode = one_of(value->text, gate_modes, COUNT(gate_modes));

	if (mode == -1)
		place_wrong(
		    place, value, "expected \"enforce\" or \"observe\"");
	else
		*(enum gate_mode *)field = (enum gate_mode)mode;
}

void
choice_otherwise(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	(void)field;
	if (!text_same(value->text, "hold"))
		place_wrong(place, value,
		    "expected \"hold\": the obligation waits; to have it come "
		    "in any case, leave the section out");
}

void
choice_auth(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	int auth = one_of(value->text, auths, COUNT(auths));

	if (auth == -1)
		place_wrong(
		    place, value, "expected \"password\" or \"xoauth2\"");
	else
		*(bool *)field = auth == 1;
}

void
choice_proof(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	int proof = one_of(value->text, proofs, COUNT(proofs));

	if (proof == -1)
		place_wrong(place, value,
		    "expected \"ticket\", \"identifier\" or \"none\"");
	else
		*(enum proof *)field = (enum proof)proof;
}

/* The values as an array, which becomes the field. */
static const char **
list(const struct place *place, void *field)
{
	const char **texts =
	    keep_get(place->keep, place->setting->count * sizeof(const char *));
	const struct value *value;
	size_t n = 0;

	if (texts == NULL)
		return NULL;
	for (value = place->setting->first; value != NULL; value = value->next)
		texts[n++] = value->text;
	*(const char *const **)field = texts;
	*place->count = n;
	return texts;
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

void
choice_organisations(const struct place *place, void *field)
{
	const struct value *value;

	list(place, field);
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		if (strlen(value->text) > REF_MAX)
			place_wrong(place, value,
			    "is longer than the key of an organisation, which "
			    "has at most %d bytes",
			    REF_MAX);
		else if (is_second(place, value, strlen(value->text) + 1))
			place_wrong(place, value, "stands twice in the list");
	}
}

void
choice_languages(const struct place *place, void *field)
{
	const struct value *value;

	list(place, field);
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		if (!is_language(value->text))
			place_wrong(place, value,
			    "expected the code of a language, for example "
			    "\"nl\", of at most %d letters",
			    LANGUAGE_MAX);
		else if (is_second(place, value, strlen(value->text) + 1))
			place_wrong(place, value, "stands twice in the list");
	}
}

void
choice_managers(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	if (place->setting->count == 1 && text_same(value->text, "all")) {
		*(const char *const **)field = managers;
		*place->count = COUNT(managers);
		return;
	}
	list(place, field);
	for (; value != NULL; value = value->next) {
		if (one_of(value->text, managers, COUNT(managers)) == -1)
			place_wrong(place, value,
			    "expected \"bitwarden\", \"1password\", \"apple\", "
			    "\"keepassxc\", \"browser\" or \"other\"");
		else if (is_second(place, value, strlen(value->text) + 1))
			place_wrong(place, value, "stands twice in the list");
	}
}

/*
 * Reads a list of names with something each: "expected" is what such a pair is,
 * "second" is said of a name that was there before.
 */
static void
pairs(const struct place *place, void *field, const char *expected,
    const char *second)
{
	const struct value *value;
	size_t len;

	list(place, field);
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		len = strcspn(value->text, "=");
		if (len == 0 || value->text[len] == '\0' ||
		    value->text[len + 1] == '\0')
			place_wrong(place, value, "expected %s", expected);
		else if (is_second(place, value, len + 1))
			place_wrong(place, value, "%s", second);
	}
}

void
choice_words(const struct place *place, void *field)
{
	pairs(place, field,
	    "a language, = and a text, for example \"nl=tekst\"",
	    "is a second text in the same language");
}

void
choice_pairs(const struct place *place, void *field)
{
	pairs(place, field,
	    "a field, = and the title of its column, for example "
	    "\"email=Mailadres werk\"",
	    "is a second column for the same field");
}

void
choice_roles(const struct place *place, void *field)
{
	const struct value *value;
	const char *audience;

	pairs(place, field,
	    "a word, = and \"admin\" or \"worker\", for example "
	    "\"teamleider=admin\"",
	    "is there twice");
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		audience = strchr(value->text, '=');
		if (audience != NULL && audience[1] != '\0' &&
		    model_audience_of(audience + 1) == -1)
			place_wrong(place, value,
			    "is neither \"admin\" nor \"worker\" after the =");
	}
}
