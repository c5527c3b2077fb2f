#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "config/agreement.h"
#include "config/place.h"
#include "config/url.h"
#include "config/week.h"

static void
check_days(struct mistakes *mistakes, const struct section *section,
    int64_t start, int64_t deadline)
{
	char day[DAY_TEXT_SIZE];

	if (start == DAY_NONE || deadline == DAY_NONE || deadline > start)
		return;
	day_text(start, day);
	place_disagrees(mistakes, section, "deadline",
	    "is not after the start (%s); people need weeks in between", day);
}

static void
check_waves(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section = NULL;
	const struct wave *wave = config->waves;

	for (; wave < config->waves + config->wave_count; wave++) {
		section = outline_section(outline, "wave", section);
		check_days(
		    mistakes, section, wave->start_day, wave->deadline_day);
	}
}

static void
check_send(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section = outline_section(outline, "send", NULL);
	const struct send *send = &config->send;

	if (section != NULL && send->from >= send->until)
		place_disagrees(mistakes, section,
		    outline_setting(section, "until") != NULL ? "until"
							      : "from",
		    "mail would go out from %02d:%02d until %02d:%02d, which "
		    "is never; until has to be later",
		    send->from / 60, send->from % 60, send->until / 60,
		    send->until % 60);
}

/* The calendar before "last" that has the organisation; NULL for none. */
static const struct calendar *
earlier_calendar(const struct config *config, const struct calendar *last,
    const char *organisation)
{
	const struct calendar *c;
	size_t i;

	for (c = config->calendars; c < last; c++) {
		for (i = 0; i < c->organisation_count; i++) {
			if (text_same(c->organisations[i], organisation))
				return c;
		}
	}
	return NULL;
}

static void
check_calendars(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	struct place place = {.mistakes = mistakes};
	const struct calendar *calendar = config->calendars, *earlier;
	const struct value *value;
	size_t i;

	for (i = 0; i < config->calendar_count; i++, calendar++) {
		place.section =
		    outline_section(outline, "calendar", place.section);
		place.setting = outline_setting(place.section, "organisations");
		value = place.setting == NULL ? NULL : place.setting->first;
		for (; value != NULL; value = value->next) {
			earlier =
			    earlier_calendar(config, calendar, value->text);
			if (earlier != NULL)
				place_wrong(&place, value,
				    "has the calendar \"%s\" already; take it "
				    "out of one of them",
				    earlier->name);
		}
	}
}

/* Whether the connection is sealed in the way that the scheme means. */
static void
check_tls(const struct section *section, const struct url *url,
    struct mistakes *mistakes)
{
	const struct setting *setting = outline_setting(section, "tls");
	bool smtps = text_same(url->scheme, "smtps");
	const char *tls;

	if (setting == NULL)
		return;
	tls = setting->first->text;
	if (text_same(tls, smtps ? "starttls" : "implicit"))
		place_disagrees(mistakes, section, "tls",
		    smtps ? "a server of smtps:// speaks TLS from the first "
			    "byte; leave tls out, or write smtp://"
			  : "a server of smtp:// begins without TLS; leave tls "
			    "out, or write smtps://");
	else if (!text_same(tls, "none"))
		return;
	else if (smtps)
		place_disagrees(mistakes, section, "tls",
		    "a server of smtps:// always speaks TLS; leave tls out");
	else if (!url_is_loopback(url->host))
		place_disagrees(mistakes, section, "tls",
		    "only a server on this machine (127.0.0.1, ::1, localhost) "
		    "may go without; for %s leave tls out or write "
		    "\"starttls\"",
		    url->host);
}

static void
check_mail(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section = outline_section(outline, "mail", NULL);
	bool user = outline_setting(section, "user") != NULL;
	bool password = outline_setting(section, "password_file") != NULL;
	struct url url;
	size_t i;

	if (outline_setting(section, "server") == NULL)
		return;
	if (outline_setting(section, "from") == NULL)
		place_lacks(mistakes, section,
		    "from is not set; write for example from = "
		    "\"2fa@example.nl\"");
	if (user != password)
		place_lacks(mistakes, section,
		    "%s is set and %s is not; a server asks for both or "
		    "neither",
		    user ? "user" : "password_file",
		    user ? "password_file" : "user");
	if (config->campaign.rehearsal &&
	    outline_setting(section, "rehearsal_to") == NULL)
		place_lacks(mistakes, section,
		    "rehearsal_to is not set; in a rehearsal all mail goes "
		    "there, so write for example rehearsal_to = "
		    "\"test@example.nl\"");
	if (url_parse(config->mail.server, &url) == 0)
		check_tls(section, &url, mistakes);
	for (i = 0; i < config->mail.backup_count; i++) {
		if (url_parse(config->mail.backups[i], &url) == 0)
			check_tls(section, &url, mistakes);
	}
}

static void
check_webhook(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section =
	    outline_section(outline, "webhook", NULL);
	const struct webhook_settings *webhook = &config->webhook;
	struct url url;

	if (url_parse(webhook->url, &url) == -1)
		return;
	if (webhook->asked)
		place_disagrees(mistakes, section, "asked",
		    "is for a host app that is not called; leave url or asked "
		    "out");
	if (url_is_loopback(url.host) && !webhook->allow_loopback)
		place_disagrees(mistakes, section, "url",
		    "is on this machine; if that is meant, write "
		    "allow_loopback = true");
	else if (text_same(url.scheme, "http") && !url_is_loopback(url.host))
		place_disagrees(mistakes, section, "url",
		    "names of people would travel unsealed; write https://");
	if (outline_setting(section, "secret_file") == NULL)
		place_lacks(mistakes, section,
		    "secret_file is not set; pop-ups are signed with the "
		    "secret in it, so write for example secret_file = "
		    "\"webhook.secret\"");
}

static bool
has_language(const struct campaign *campaign, const char *entry)
{
	size_t len = strcspn(entry, "="), i;

	for (i = 0; i < campaign->language_count; i++) {
		if (strlen(campaign->languages[i]) == len &&
		    strncmp(campaign->languages[i], entry, len) == 0)
			return true;
	}
	return false;
}

/* Whether a text in several languages is in those of the campaign. */
static void
check_words(const struct section *section, const struct config *config,
    const char *name, struct mistakes *mistakes)
{
	const struct campaign *campaign = &config->campaign;
	struct place place = {.mistakes = mistakes, .section = section};
	const struct value *value;
	bool first = false;

	place.setting = outline_setting(place.section, name);
	if (place.setting == NULL || campaign->language_count == 0)
		return;
	for (value = place.setting->first; value != NULL; value = value->next) {
		if (strchr(value->text, '=') == NULL)
			return;
		if (!has_language(campaign, value->text))
			place_wrong(&place, value,
			    "is in a language that the campaign does not "
			    "have; add it to languages, or take this out");
		if (text_starts(value->text, campaign->languages[0]) &&
		    value->text[strlen(campaign->languages[0])] == '=')
			first = true;
	}
	if (!first)
		place_wrong(&place, place.setting->first,
		    "has no text in \"%s\", the campaign's first language; "
		    "add \"%s=...\"",
		    campaign->languages[0], campaign->languages[0]);
}

static void
check_webinars(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section = NULL;
	size_t i;

	for (i = 0; i < config->webinar_count; i++) {
		section = outline_section(outline, "webinar", section);
		check_words(section, config, "title", mistakes);
		if (config->webinars[i].from == WEEK_MINUTE_MAX)
			place_disagrees(mistakes, section, "from",
			    "is the next day's; write \"00:00\" and that day");
	}
}

/* The appointment that a stage brings is there, and goes by mail. */
static void
check_appointments(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *section = NULL;
	const struct stage *stage = config->stages;

	for (; stage < config->stages + config->stage_count; stage++) {
		section = outline_section(outline, "stage", section);
		if (stage->appointment[0] == '\0')
			continue;
		if (!text_same(stage->appointment, MODEL_DEADLINE) &&
		    config_webinar(config, stage->appointment) == NULL)
			place_disagrees(mistakes, section, "appointment",
			    "is neither \"" MODEL_DEADLINE "\" nor the name of "
			    "a webinar; add webinar \"%s\" { ... }",
			    stage->appointment);
		if ((stage->channels & 1U << CHANNEL_EMAIL) == 0)
			place_disagrees(mistakes, section, "appointment",
			    "goes with a mail; add \"email\" to channels");
	}
}

void
agreement_check(const struct outline *outline, const struct config *config,
    struct mistakes *mistakes)
{
	const struct section *campaign =
	    outline_section(outline, "campaign", NULL);

	if (campaign != NULL)
		check_days(mistakes, campaign, config->campaign.start_day,
		    config->campaign.deadline_day);
	check_waves(outline, config, mistakes);
	check_send(outline, config, mistakes);
	check_calendars(outline, config, mistakes);
	check_mail(outline, config, mistakes);
	check_webhook(outline, config, mistakes);
	check_words(outline_section(outline, "enrol", NULL), config,
	    "identifier_label", mistakes);
	check_words(outline_section(outline, "helpdesk", NULL), config, "hours",
	    mistakes);
	check_webinars(outline, config, mistakes);
	check_appointments(outline, config, mistakes);
}
