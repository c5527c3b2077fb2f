#include "base/day.h"
#include "base/text.h"
#include "config/filling.h"
#include "config/reading.h"
#include "config/rules.h"

#define ALL(count) ((1U << (count)) - 1)
#define WORKDAYS                                                               \
	(1U << MONDAY | 1U << TUESDAY | 1U << WEDNESDAY | 1U << THURSDAY |     \
	    1U << FRIDAY)

/* 127.0.0.0/8 and ::1. */
static const struct subnet this_machine[] = {
    {{{[10] = 0xff, [11] = 0xff, [12] = 127}}, 96 + 8},
    {{{[15] = 1}}, 128},
};

/* What holds for settings that are not there; twofold.conf(5) says why. */
static const struct config defaults = {
    .campaign = {.name = "",
	.product = "",
	.supplier = "",
	.timezone = "",
	.start_day = DAY_NONE,
	.deadline_day = DAY_NONE,
	.grace = 14,
	.escalate_after = 3},
    .send = {.weekdays = WORKDAYS,
	.from = 8 * 60,
	.until = 18 * 60,
	.per_week = 3},
    .snooze = {.times = 2, .margin = 7},
    .retention = {.left = 180, .answers = 90, .details = 731, .events = 2557},
    .mail = {.server = "",
	.helo = "",
	.user = "",
	.password = "",
	.ca_file = "",
	.from = "",
	.from_name = "",
	.reply_to = "",
	.bounces = "",
	.rehearsal_to = "",
	.connections = 8,
	.timeout = 60},
    .webhook = {.url = "",
	.secret = "",
	.ca_file = "",
	.connections = 8,
	.batch = CONFIG_BATCH_MAX,
	.timeout = 15},
    .enrol = {.base_url = "",
	.proof = PROOF_IDENTIFIER,
	.link_days = 60,
	.start_code_days = 30},
    .look = {.colour = "", .logo = ""},
    .import = {.folder = "", .country_code = "+31", .leaving_percent = 10},
    .serve = {.listen = "127.0.0.1:8025",
	.threads = 2,
	.trusted_proxies = this_machine,
	.trusted_proxy_count = sizeof(this_machine) / sizeof(this_machine[0])},
    .helpdesk = {.name = "", .phone = "", .mail = "", .questions = 2},
    .digest = {.day = DAY_NONE, .names = true, .lists = true},
    .monitor = {.metrics = "", .ping = ""},
    .forecast = {.target = 95},
    .database = "",
    .key_file = "",
    .templates = "",
};

static const struct wave wave_defaults = {
    .name = "", .start_day = DAY_NONE, .deadline_day = DAY_NONE};
static const struct stage stage_defaults = {.name = "",
    .audiences = ALL(AUDIENCES),
    .channels = ALL(CHANNELS),
    .template = "",
    .appointment = ""};
static const struct webinar webinar_defaults = {
    .name = "", .day = DAY_NONE, .minutes = 60, .url = ""};

static void
read_campaign(const struct filling *filling, struct config *config)
{
	const struct section *section =
	    outline_section(filling->outline, "campaign", NULL);
	struct campaign *campaign = &config->campaign;

	filling_one(filling, rules_of("campaign"), campaign);
	if (section != NULL) {
		filling_title(filling, section);
		campaign->name = section->title;
	}
	if (campaign->supplier[0] == '\0')
		campaign->supplier = campaign->product;
}

static void
read_waves(const struct filling *filling, struct config *config)
{
	const struct section *section = NULL;
	struct wave *waves;
	size_t i;

	waves = filling_many(filling, rules_of("wave"), &wave_defaults,
	    sizeof(*waves), &config->wave_count);
	for (i = 0; i < config->wave_count; i++) {
		section = outline_section(filling->outline, "wave", section);
		waves[i].name = section->title;
	}
	config->waves = waves;
}

/* A stage whose channels come in turn has all of them. */
static void
read_turns(struct stage *stage)
{
	size_t i;

	for (i = 0; i < stage->turns.count; i++) {
		if (i == 0)
			stage->channels = 0;
		stage->channels |= 1U << stage->turns.channels[i];
	}
}

static void
read_stages(const struct filling *filling, struct config *config)
{
	const struct section *section = NULL;
	struct stage *stages;
	size_t i;

	stages = filling_many(filling, rules_of("stage"), &stage_defaults,
	    sizeof(*stages), &config->stage_count);
	for (i = 0; i < config->stage_count; i++) {
		section = outline_section(filling->outline, "stage", section);
		stages[i].name = section->title;
		stages[i].line = section->line;
		if (model_is_notice(section->title))
			mistakes_add(filling->mistakes, section->line,
			    "stage \"%s\" has the name of a mail that "
			    "Twofold sends by itself; give it another one",
			    section->title);
		if (outline_setting(section, "until") == NULL)
			stages[i].until = (struct moment){ANCHOR_DEADLINE, 0};
		read_turns(&stages[i]);
	}
	config->stages = stages;
	if (section == NULL && filling->outline->whole)
		mistakes_add(filling->mistakes, 1,
		    "there is no stage, so nobody would be told; write for "
		    "example: stage \"announce\" { at = \"start\" }");
}

static void
read_webinars(const struct filling *filling, struct config *config)
{
	const struct section *section = NULL;
	struct webinar *webinars;
	size_t i;

	webinars = filling_many(filling, rules_of("webinar"), &webinar_defaults,
	    sizeof(*webinars), &config->webinar_count);
	for (i = 0; i < config->webinar_count; i++) {
		section = outline_section(filling->outline, "webinar", section);
		webinars[i].name = section->title;
	}
	config->webinars = webinars;
}

static void
read_calendars(const struct filling *filling, struct config *config)
{
	const struct calendar blank = {.name = "", .send = config->send};
	const struct section *section = NULL;
	struct calendar *calendars;
	size_t i;

	calendars = filling_many(filling, rules_of("calendar"), &blank,
	    sizeof(*calendars), &config->calendar_count);
	for (i = 0; i < config->calendar_count; i++) {
		section =
		    outline_section(filling->outline, "calendar", section);
		calendars[i].name = section->title;
	}
	config->calendars = calendars;
}

static void
read_mail(const struct filling *filling, struct config *config)
{
	const struct section *section =
	    outline_section(filling->outline, "mail", NULL);
	struct mail_settings *mail = &config->mail;

	filling_one(filling, rules_of("mail"), mail);
	if (mail->from_name[0] == '\0')
		mail->from_name = config->campaign.product;
	if (outline_setting(section, "tls") == NULL)
		mail->tls = text_starts(mail->server, "smtps:") ? TLS_IMPLICIT
								: TLS_STARTTLS;
}

void
reading_apply(const struct outline *outline, struct keep *keep,
    struct config *config, struct mistakes *mistakes)
{
	const struct filling filling = {outline, keep, mistakes};

	*config = defaults;
	filling_one(&filling, rules_of(""), config);
	read_campaign(&filling, config);
	read_waves(&filling, config);
	read_stages(&filling, config);
	read_webinars(&filling, config);
	filling_one(&filling, rules_of("send"), &config->send);
	read_calendars(&filling, config);
	filling_one(&filling, rules_of("snooze"), &config->snooze);
	filling_one(&filling, rules_of("gate"), &config->gate);
	if (outline_section(outline, "enforce", NULL) != NULL)
		filling_one(&filling, rules_of("enforce"), &config->enforce);
	read_mail(&filling, config);
	filling_one(&filling, rules_of("webhook"), &config->webhook);
	filling_one(&filling, rules_of("enrol"), &config->enrol);
	filling_one(&filling, rules_of("look"), &config->look);
	config->look.shades = shades_of(config->look.colour);
	filling_one(&filling, rules_of("import"), &config->import);
	filling_one(&filling, rules_of("serve"), &config->serve);
	filling_one(&filling, rules_of("helpdesk"), &config->helpdesk);
	filling_one(&filling, rules_of("digest"), &config->digest);
	filling_one(&filling, rules_of("monitor"), &config->monitor);
	filling_one(&filling, rules_of("forecast"), &config->forecast);
	filling_one(&filling, rules_of("keep"), &config->retention);
}
