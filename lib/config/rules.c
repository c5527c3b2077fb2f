#include "base/text.h"
#include "config/choice.h"
#include "config/config.h"
#include "config/dates.h"
#include "config/milestone.h"
#include "config/network.h"
#include "config/plain.h"
#include "config/rules.h"
#include "config/stored.h"
#include "config/texts.h"

#define GRACE_MAX 366          /* days; a campaign is not longer */
#define CONNECTIONS_MAX 64     /* at a time; more is taken for an attack */
#define PER_MINUTE_MAX 1000000 /* mails; more than any server takes */
#define TIMEOUT_MAX 600        /* seconds; a night has many of them */
#define LINK_DAYS_MAX 366      /* days; a link is not a password */
#define START_CODE_DAYS_MAX 90 /* days; it is short, and lies about */
#define INVITES_MAX 1000000    /* people a day; more is no limit */
#define ESCALATE_MAX 50        /* messages without an answer are noise */
#define SNOOZES_MAX 20         /* promises; more are not meant */
#define WEBINAR_MAX 600        /* minutes; nobody watches longer */
#define CALLS_MAX 100000       /* phone calls a day; no helpdesk makes more */
#define WEEK_DAYS 7            /* one message a day, by each channel */
#define KEEP_MAX 36525         /* days; a hundred years are for ever */
#define THREADS_MAX 64         /* each has a connection to the database */

#define AT(type, member) .field = offsetof(type, member)
#define LIST(type, member, n)                                                  \
	.list = true, .field = offsetof(type, member),                         \
	.count = offsetof(type, n)
#define RANGE(from, to) .low = (from), .high = (to)

static const struct rule top_rules[] = {
    {.name = "database",
	.read = stored_path,
	AT(struct config, database),
	.standard = "twofold.db"},
    {.name = "key_file",
	.read = stored_path,
	AT(struct config, key_file),
	.standard = "twofold.key"},
    {.name = "templates",
	.read = stored_path,
	AT(struct config, templates),
	.standard = "templates"},
};

static const struct rule campaign_rules[] = {
    {.name = "product",
	.read = plain_product,
	AT(struct campaign, product),
	.example = "\"MedPlan\""},
    {.name = "supplier", .read = plain_text, AT(struct campaign, supplier)},
    {.name = "timezone",
	.read = plain_zone,
	AT(struct campaign, timezone),
	.standard = "Europe/Amsterdam"},
    {.name = "start",
	.read = plain_day,
	AT(struct campaign, start_day),
	.example = "\"2026-08-01\""},
    {.name = "deadline",
	.read = plain_day,
	AT(struct campaign, deadline_day),
	.example = "\"2026-12-01\""},
    {.name = "grace",
	.read = plain_number,
	AT(struct campaign, grace),
	RANGE(0, GRACE_MAX)},
    {.name = "invites_per_day",
	.read = plain_number,
	AT(struct campaign, invites_per_day),
	RANGE(1, INVITES_MAX)},
    {.name = "escalate_after",
	.read = plain_number,
	AT(struct campaign, escalate_after),
	RANGE(1, ESCALATE_MAX)},
    {.name = "languages",
	.read = texts_languages,
	LIST(struct campaign, languages, language_count),
	.standard = "nl"},
    {.name = "rehearsal", .read = plain_flag, AT(struct campaign, rehearsal)},
};

static const struct rule wave_rules[] = {
    {.name = "start",
	.read = plain_day,
	AT(struct wave, start_day),
	.example = "\"2026-08-01\""},
    {.name = "deadline",
	.read = plain_day,
	AT(struct wave, deadline_day),
	.example = "\"2026-10-01\""},
    {.name = "invites_per_day",
	.read = plain_number,
	AT(struct wave, invites_per_day),
	RANGE(1, INVITES_MAX)},
};

static const struct rule stage_rules[] = {
    {.name = "at",
	.read = plain_moment,
	AT(struct stage, at),
	.example = "\"deadline-14d\""},
    {.name = "every", .read = plain_period, AT(struct stage, every)},
    {.name = "until", .read = plain_moment, AT(struct stage, until)},
    {.name = "audience",
	.read = choice_audiences,
	.list = true,
	AT(struct stage, audiences)},
    {.name = "channels",
	.read = choice_channels,
	.list = true,
	AT(struct stage, channels)},
    {.name = "in_turn",
	.read = choice_turns,
	.list = true,
	AT(struct stage, turns)},
    {.name = "only_if",
	.read = choice_conditions,
	.list = true,
	AT(struct stage, only_if)},
    {.name = "template", .read = plain_label, AT(struct stage, template)},
    {.name = "appointment", .read = plain_text, AT(struct stage, appointment)},
};

static const struct rule webinar_rules[] = {
    {.name = "title",
	.read = texts_words,
	LIST(struct webinar, title.entries, title.count),
	.example = "{\"nl=Vragenuur\"}"},
    {.name = "day",
	.read = plain_day,
	AT(struct webinar, day),
	.example = "\"2026-09-15\""},
    {.name = "from",
	.read = plain_minute,
	AT(struct webinar, from),
	.example = "\"14:00\""},
    {.name = "minutes",
	.read = plain_number,
	AT(struct webinar, minutes),
	RANGE(5, WEBINAR_MAX)},
    {.name = "url",
	.read = network_meeting,
	AT(struct webinar, url),
	.example = "\"https://video.example.nl/2fa\""},
};

static const struct rule send_rules[] = {
    {.name = "days", .read = plain_weekdays, AT(struct send, weekdays)},
    {.name = "from", .read = plain_minute, AT(struct send, from)},
    {.name = "until", .read = plain_minute, AT(struct send, until)},
    {.name = "holidays", .read = dates_holidays, .list = true},
    {.name = "per_week",
	.read = plain_number,
	AT(struct send, per_week),
	RANGE(1, WEEK_DAYS)},
};

static const struct rule calendar_rules[] = {
    {.name = "organisations",
	.read = texts_organisations,
	LIST(struct calendar, organisations, organisation_count),
	.example = "{\"inst-007\"}"},
    {.name = "days",
	.read = plain_weekdays,
	AT(struct calendar, send.weekdays)},
    {.name = "holidays",
	.read = dates_holidays,
	.list = true,
	AT(struct calendar, send)},
};

static const struct rule snooze_rules[] = {
    {.name = "times",
	.read = plain_number,
	AT(struct snooze, times),
	RANGE(0, SNOOZES_MAX)},
    {.name = "margin",
	.read = plain_number,
	AT(struct snooze, margin),
	RANGE(1, GRACE_MAX)},
};

static const struct rule keep_rules[] = {
    {.name = "left",
	.read = plain_number,
	AT(struct retention, left),
	RANGE(0, KEEP_MAX)},
    {.name = "answers",
	.read = plain_number,
	AT(struct retention, answers),
	RANGE(0, KEEP_MAX)},
    {.name = "details",
	.read = plain_number,
	AT(struct retention, details),
	RANGE(0, KEEP_MAX)},
    {.name = "events",
	.read = plain_number,
	AT(struct retention, events),
	RANGE(0, KEEP_MAX)},
};

static const struct rule gate_rules[] = {
    {.name = "mode", .read = choice_gate, AT(struct gate_settings, mode)},
    {.name = "brownout",
	.read = dates_days,
	LIST(struct gate_settings, brownout, brownout_count)},
};

static const struct rule enforce_rules[] = {
    {.name = "at_least",
	.read = plain_percent,
	AT(struct enforce, at_least),
	.example = "\"95%\""},
    {.name = "otherwise", .read = choice_otherwise, .example = "\"hold\""},
};

static const struct rule mail_rules[] = {
    {.name = "server",
	.read = network_server,
	AT(struct mail_settings, server)},
    {.name = "backup",
	.read = network_backups,
	LIST(struct mail_settings, backups, backup_count)},
    {.name = "tls", .read = choice_tls, AT(struct mail_settings, tls)},
    {.name = "helo", .read = network_host, AT(struct mail_settings, helo)},
    {.name = "auth", .read = choice_auth, AT(struct mail_settings, oauth)},
    {.name = "user", .read = plain_text, AT(struct mail_settings, user)},
    {.name = "password_file",
	.read = stored_password,
	AT(struct mail_settings, password)},
    {.name = "ca_file",
	.read = stored_readable,
	AT(struct mail_settings, ca_file)},
    {.name = "from", .read = network_mailbox, AT(struct mail_settings, from)},
    {.name = "from_name",
	.read = plain_text,
	AT(struct mail_settings, from_name)},
    {.name = "reply_to",
	.read = network_mailbox,
	AT(struct mail_settings, reply_to)},
    {.name = "bounces",
	.read = network_mailbox,
	AT(struct mail_settings, bounces)},
    {.name = "rehearsal_to",
	.read = network_mailbox,
	AT(struct mail_settings, rehearsal_to)},
    {.name = "connections",
	.read = plain_number,
	AT(struct mail_settings, connections),
	RANGE(1, CONNECTIONS_MAX)},
    {.name = "per_minute",
	.read = plain_number,
	AT(struct mail_settings, per_minute),
	RANGE(0, PER_MINUTE_MAX)},
    {.name = "timeout",
	.read = plain_number,
	AT(struct mail_settings, timeout),
	RANGE(1, TIMEOUT_MAX)},
};

static const struct rule webhook_rules[] = {
    {.name = "url", .read = network_webhook, AT(struct webhook_settings, url)},
    {.name = "secret_file",
	.read = stored_webhook,
	AT(struct webhook_settings, secret)},
    {.name = "ca_file",
	.read = stored_readable,
	AT(struct webhook_settings, ca_file)},
    {.name = "allow_loopback",
	.read = plain_flag,
	AT(struct webhook_settings, allow_loopback)},
    {.name = "asked", .read = plain_flag, AT(struct webhook_settings, asked)},
    {.name = "weekly", .read = plain_flag, AT(struct webhook_settings, weekly)},
    {.name = "connections",
	.read = plain_number,
	AT(struct webhook_settings, connections),
	RANGE(1, CONNECTIONS_MAX)},
    {.name = "batch",
	.read = plain_number,
	AT(struct webhook_settings, batch),
	RANGE(1, CONFIG_BATCH_MAX)},
    {.name = "timeout",
	.read = plain_number,
	AT(struct webhook_settings, timeout),
	RANGE(1, TIMEOUT_MAX)},
};

static const struct rule enrol_rules[] = {
    {.name = "base_url",
	.read = network_base,
	AT(struct enrol_settings, base_url),
	.example = "\"https://2fa.example.nl\""},
    {.name = "proof", .read = choice_proof, AT(struct enrol_settings, proof)},
    {.name = "identifier_label",
	.read = texts_words,
	LIST(struct enrol_settings, identifier_label.entries,
	    identifier_label.count)},
    {.name = "link_days",
	.read = plain_number,
	AT(struct enrol_settings, link_days),
	RANGE(1, LINK_DAYS_MAX)},
    {.name = "start_code_days",
	.read = plain_number,
	AT(struct enrol_settings, start_code_days),
	RANGE(1, START_CODE_DAYS_MAX)},
    {.name = "return_to",
	.read = network_hosts,
	LIST(struct enrol_settings, return_to, return_to_count)},
    {.name = "managers",
	.read = texts_managers,
	LIST(struct enrol_settings, managers, manager_count),
	.standard = "all"},
};

static const struct rule look_rules[] = {
    {.name = "colour", .read = plain_colour, AT(struct look_settings, colour)},
    {.name = "logo", .read = stored_picture, AT(struct look_settings, logo)},
};

static const struct rule serve_rules[] = {
    {.name = "listen",
	.read = network_listen,
	AT(struct serve_settings, listen)},
    {.name = "threads",
	.read = plain_number,
	AT(struct serve_settings, threads),
	RANGE(1, THREADS_MAX)},
    {.name = "trusted_proxies",
	.read = network_subnets,
	LIST(struct serve_settings, trusted_proxies, trusted_proxy_count)},
};

static const struct rule import_rules[] = {
    {.name = "folder", .read = stored_path, AT(struct import_settings, folder)},
    {.name = "whole", .read = plain_flag, AT(struct import_settings, whole)},
    {.name = "columns",
	.read = texts_pairs,
	LIST(struct import_settings, columns.entries, columns.count)},
    {.name = "roles",
	.read = texts_roles,
	LIST(struct import_settings, roles.entries, roles.count)},
    {.name = "country_code",
	.read = plain_country_code,
	AT(struct import_settings, country_code)},
    {.name = "shared_mailboxes",
	.read = plain_flag,
	AT(struct import_settings, shared_mailboxes)},
    {.name = "leaving_percent",
	.read = plain_number,
	AT(struct import_settings, leaving_percent),
	RANGE(0, 100)},
};

static const struct rule helpdesk_rules[] = {
    {.name = "name", .read = plain_text, AT(struct helpdesk, name)},
    {.name = "phone", .read = plain_text, AT(struct helpdesk, phone)},
    {.name = "mail", .read = network_mailbox, AT(struct helpdesk, mail)},
    {.name = "hours",
	.read = texts_words,
	LIST(struct helpdesk, hours.entries, hours.count)},
    {.name = "questions",
	.read = plain_percent,
	AT(struct helpdesk, questions)},
    {.name = "calls",
	.read = plain_number,
	AT(struct helpdesk, calls),
	RANGE(1, CALLS_MAX)},
};

static const struct rule digest_rules[] = {
    {.name = "day", .read = plain_weekday, AT(struct digest, day)},
    {.name = "names", .read = plain_flag, AT(struct digest, names)},
    {.name = "lists", .read = plain_flag, AT(struct digest, lists)},
    {.name = "owners",
	.read = network_mailboxes,
	LIST(struct digest, owners, owner_count)},
};

static const struct rule monitor_rules[] = {
    {.name = "metrics", .read = stored_path, AT(struct monitor, metrics)},
    {.name = "ping", .read = network_ping, AT(struct monitor, ping)},
};

static const struct rule forecast_rules[] = {
    {.name = "reference",
	.read = milestone_points,
	LIST(struct forecast_settings, reference, reference_count)},
    {.name = "target",
	.read = plain_percent,
	AT(struct forecast_settings, target)},
};

#define RULES(rules) rules, sizeof(rules) / sizeof((rules)[0])

static const struct rules all[] = {
    {"", false, RULES(top_rules)},
    {"campaign", true, RULES(campaign_rules)},
    {"wave", true, RULES(wave_rules)},
    {"stage", true, RULES(stage_rules)},
    {"webinar", true, RULES(webinar_rules)},
    {"send", false, RULES(send_rules)},
    {"calendar", true, RULES(calendar_rules)},
    {"snooze", false, RULES(snooze_rules)},
    {"gate", false, RULES(gate_rules)},
    {"enforce", false, RULES(enforce_rules)},
    {"mail", false, RULES(mail_rules)},
    {"webhook", false, RULES(webhook_rules)},
    {"enrol", false, RULES(enrol_rules)},
    {"look", false, RULES(look_rules)},
    {"import", false, RULES(import_rules)},
    {"serve", false, RULES(serve_rules)},
    {"helpdesk", false, RULES(helpdesk_rules)},
    {"digest", false, RULES(digest_rules)},
    {"monitor", false, RULES(monitor_rules)},
    {"forecast", false, RULES(forecast_rules)},
    {"keep", false, RULES(keep_rules)},
};

const struct rules *
rules_of(const char *kind)
{
	size_t k = 0;

	while (!text_same(all[k].kind, kind))
		k++;
	return &all[k];
}

void
rules_grammar(struct grammar *grammar)
{
	size_t i, k;

	*grammar = (struct grammar){0};
	for (k = 0; k < sizeof(all) / sizeof(all[0]); k++) {
		struct grammar_kind *kind = &grammar->kinds[grammar->count++];

		kind->kind = all[k].kind;
		kind->titled = all[k].titled;
		kind->count = all[k].count;
		for (i = 0; i < all[k].count; i++)
			kind->names[i] = (struct grammar_name){
			    all[k].rules[i].name, all[k].rules[i].list};
	}
}
