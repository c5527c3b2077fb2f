#include "base/text.h"
#include "config/choice.h"
#include "config/config.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const proofs[] = {"ticket", "identifier", "none"};
static const char *const gate_modes[] = {"enforce", "observe"};
static const char *const auths[] = {"password", "xoauth2"};
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
