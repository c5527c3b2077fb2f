#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "render/facts.h"
#include "render/headway.h"

#define PHRASE_MAX 500  /* bytes of a day or a number of days in words */
#define ADDRESS_MAX 300 /* bytes; a host has 253 at most, a port 5 */

const char *
facts_identifier(const struct config *config, const struct catalogue *words,
    const char *language)
{
	const char *own =
	    config_words(config, &config->enrol.identifier_label, language);

	return own[0] != '\0' ? own : catalogue_get(words, "identifier");
}

static void
set_day(struct value *data, const char *name, const struct catalogue *words,
    int64_t day, struct buf *phrase)
{
	buf_clear(phrase);
	catalogue_day(words, day, phrase);
	value_set(data, name, phrase->data);
}

static void
fill_days(const struct letter *letter, const struct catalogue *words,
    struct value *data)
{
	int64_t left = letter->deadline_day - letter->today;
	struct buf phrase;

	if (left < 0)
		left = 0;
	buf_init(&phrase, PHRASE_MAX);
	set_day(data, "today", words, letter->today, &phrase);
	set_day(data, "deadline", words, letter->deadline_day, &phrase);
	value_set_bool(data, "deadline_passed", left == 0);
	value_set_number(data, "days_left", left);
	buf_clear(&phrase);
	catalogue_days(words, left, &phrase);
	value_set(data, "days_left_words", phrase.data);
	buf_free(&phrase);
}

static void
fill_person(const struct letter *letter, struct value *data)
{
	const struct person *person = letter->person;

	value_set(data, "name", person->name);
	value_set(data, "email", person->email);
	value_set(data, "reference", person->ref);
	value_set(data, "organisation", letter->organisation->name);
	value_set_bool(data, "admin", person->audience == AUDIENCE_ADMIN);
	value_set_bool(data, "worker", person->audience == AUDIENCE_WORKER);
	value_set_bool(data, "enrolled", person->enrolled_at != 0);
	value_set(data, "link", letter->link);
}

static void
fill_team(const struct letter *letter, const struct catalogue *words,
    struct value *data)
{
	struct value *team = value_set_object(data, "team");
	int64_t total = letter->team_total, enrolled = letter->team_enrolled;

	headway_number(team, "total", words, total);
	headway_number(team, "enrolled", words, enrolled);
	headway_number(team, "missing", words, total - enrolled);
	value_set_number(
	    team, "percent", total > 0 ? enrolled * 100 / total : 0);
}

static void
fill_helpdesk(
    const struct config *config, const char *language, struct value *data)
{
	struct value *helpdesk = value_set_object(data, "helpdesk");

	value_set(helpdesk, "name", config->helpdesk.name);
	value_set(helpdesk, "phone", config->helpdesk.phone);
	value_set(helpdesk, "mail", config->helpdesk.mail);
	value_set(helpdesk, "hours",
	    config_words(config, &config->helpdesk.hours, language));
}

void
facts_address(const struct config *config, struct value *data)
{
	const char *host = strstr(config->enrol.base_url, "://");
	char address[ADDRESS_MAX];

	host = host == NULL ? config->enrol.base_url : host + 3;
	snprintf(
	    address, sizeof(address), "%.*s", (int)strcspn(host, "/"), host);
	value_set(data, "address", address);
}

/* The webinar to which the letter's stage invites, if it does. */
static void
fill_webinar(const struct letter *letter, const char *language,
    const struct catalogue *words, struct value *data)
{
	const char *name =
	    letter->stage == NULL ? NULL : letter->stage->appointment;
	const struct webinar *webinar =
	    name == NULL ? NULL : config_webinar(letter->config, name);
	struct value *object;
	struct buf phrase;
	int64_t end;

	if (webinar == NULL)
		return;
	object = value_set_object(data, "webinar");
	value_set(object, "title",
	    config_words(letter->config, &webinar->title, language));
	value_set(object, "url", webinar->url);
	buf_init(&phrase, PHRASE_MAX);
	set_day(object, "day", words, webinar->day, &phrase);
	buf_clear(&phrase);
	buf_format(&phrase, "%d:%02d", webinar->from / 60, webinar->from % 60);
	value_set(object, "from", phrase.data);
	end = (webinar->from + webinar->minutes) % (24 * 60);
	buf_clear(&phrase);
	buf_format(&phrase, "%d:%02d", (int)end / 60, (int)end % 60);
	value_set(object, "until", phrase.data);
	buf_free(&phrase);
}

void
facts_look(const struct config *config, struct value *data)
{
	const struct shades *shades = &config->look.shades;
	struct value *look = value_set_object(data, "look");

	value_set(look, "accent", shades->accent);
	value_set(look, "dark", shades->dark);
	value_set(look, "soft", shades->soft);
	value_set(look, "deep", shades->deep);
}

void
facts_fill(const struct letter *letter, const struct catalogue *words,
    struct value *data)
{
	const struct config *config = letter->config;
	const char *language =
	    config_language(config, letter->person->language);
	enum proof proof = config->enrol.proof;

	value_set(data, "language", language);
	value_set(data, "product", config->campaign.product);
	value_set(data, "supplier", config->campaign.supplier);
	facts_address(config, data);
	facts_look(config, data);
	fill_person(letter, data);
	fill_days(letter, words, data);
	fill_team(letter, words, data);
	fill_helpdesk(config, language, data);
	fill_webinar(letter, language, words, data);
	value_set(data, "identifier_label",
	    facts_identifier(config, words, language));
	value_set_bool(data, "proof_identifier", proof == PROOF_IDENTIFIER);
	value_set_bool(data, "proof_ticket", proof == PROOF_TICKET);
	if (letter->more != NULL)
		letter->more(letter->about, words, data);
}
