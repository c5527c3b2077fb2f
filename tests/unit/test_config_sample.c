#include "config_case.h"

#include "base/day.h"

#define SAMPLE "sample-data/twofold.conf"
#define SAMPLE_MAX 20000 /* bytes */

#define MON_FRI 0x1f

static int64_t
day(const char *text)
{
	int64_t value;

	assert_int_equal(day_parse(text, &value), 0);
	return value;
}

static void
assert_stage(const struct stage *stage, const char *name, struct moment at,
    int64_t every, struct moment until)
{
	assert_string_equal(stage->name, name);
	assert_int_equal(stage->at.anchor, at.anchor);
	assert_int_equal(stage->at.days, at.days);
	assert_int_equal(stage->every, every);
	if (every != 0) {
		assert_int_equal(stage->until.anchor, until.anchor);
		assert_int_equal(stage->until.days, until.days);
	}
}

static void
assert_sample_plan(const struct config *config)
{
	const struct campaign *campaign = &config->campaign;
	const struct moment none = {ANCHOR_DEADLINE, 0};
	const struct stage *stages = config->stages;

	assert_string_equal(campaign->name, "medplan-2fa");
	assert_string_equal(campaign->product, "MedPlan");
	assert_string_equal(campaign->supplier, "MedPlan Software");
	assert_string_equal(campaign->timezone, "Europe/Amsterdam");
	assert_int_equal(campaign->start_day, day("2026-08-01"));
	assert_int_equal(campaign->deadline_day, day("2026-12-01"));
	assert_int_equal(campaign->grace, 14);
	assert_int_equal(campaign->language_count, 2);
	assert_string_equal(campaign->languages[0], "nl");
	assert_string_equal(campaign->languages[1], "en");
	assert_true(campaign->rehearsal);

	assert_int_equal(config->wave_count, 1);
	assert_string_equal(config->waves[0].name, "pilot");
	assert_int_equal(config->waves[0].start_day, day("2026-08-01"));
	assert_int_equal(config->waves[0].deadline_day, day("2026-10-15"));

	assert_int_equal(config->stage_count, 13);
	assert_stage(&stages[0], "announce-admin",
	    (struct moment){ANCHOR_START, 0}, 0, none);
	assert_int_equal(stages[0].audiences, 1U << AUDIENCE_ADMIN);
	assert_int_equal(
	    stages[0].channels, 1U << CHANNEL_EMAIL | 1U << CHANNEL_POPUP);
	assert_stage(
	    &stages[1], "announce", (struct moment){ANCHOR_START, 7}, 0, none);
	assert_int_equal(stages[1].audiences, 1U << AUDIENCE_WORKER);
	assert_stage(
	    &stages[2], "how-to", (struct moment){ANCHOR_START, 28}, 0, none);
	assert_string_equal(stages[2].appointment, MODEL_DEADLINE);
	assert_stage(
	    &stages[3], "webinar", (struct moment){ANCHOR_START, 45}, 0, none);
	assert_string_equal(stages[3].appointment, "questions");
	assert_string_equal(stages[4].appointment, "");
	assert_int_equal(config->webinar_count, 1);
	assert_string_equal(config->webinars[0].name, "questions");
	assert_int_equal(config->webinars[0].day, day("2026-09-22"));
	assert_int_equal(config->webinars[0].from, 14 * 60);
	assert_int_equal(config->webinars[0].minutes, 45);
	assert_string_equal(
	    config_words(config, &config->webinars[0].title, "en"),
	    "Questions about your code");
	assert_stage(&stages[4], "half-way", (struct moment){ANCHOR_START, 14},
	    14, (struct moment){ANCHOR_DEADLINE, -15});
	assert_int_equal(stages[4].only_if, 1U << CONDITION_STARTED);
	assert_stage(&stages[5], "reminder",
	    (struct moment){ANCHOR_DEADLINE, -60}, 14,
	    (struct moment){ANCHOR_DEADLINE, -15});
	assert_int_equal(
	    stages[5].audiences, 1U << AUDIENCE_WORKER | 1U << AUDIENCE_ADMIN);
	assert_stage(&stages[6], "last-weeks",
	    (struct moment){ANCHOR_DEADLINE, -14}, 3,
	    (struct moment){ANCHOR_DEADLINE, -1});
	assert_stage(&stages[7], "enforced",
	    (struct moment){ANCHOR_DEADLINE, 0}, 0, none);
	assert_stage(&stages[8], "enrolled",
	    (struct moment){ANCHOR_ENROLLED, 0}, 0, none);
	assert_int_equal(stages[8].channels, 1U << CHANNEL_EMAIL);
	assert_stage(&stages[9], "tell-team",
	    (struct moment){ANCHOR_ENROLLED, 1}, 0, none);
	assert_int_equal(stages[9].audiences, 1U << AUDIENCE_ADMIN);
	assert_stage(&stages[10], "check-up",
	    (struct moment){ANCHOR_ENROLLED, 28}, 0, none);
	assert_stage(
	    &stages[11], "reset", (struct moment){ANCHOR_RESET, 0}, 0, none);
	assert_stage(&stages[12], "promise",
	    (struct moment){ANCHOR_PROMISED, 0}, 0, none);
}

static void
assert_sample_servers(const struct config *config)
{
	assert_int_equal(config->send.weekdays, MON_FRI);
	assert_int_equal(config->send.from, 8 * 60);
	assert_int_equal(config->send.until, 18 * 60);
	assert_int_equal(config->send.holidays, 1U << COUNTRY_NL);
	assert_int_equal(config->send.day_off_count, 0);

	assert_string_equal(config->mail.server, "smtp://127.0.0.1:2525");
	assert_int_equal(config->mail.tls, TLS_NONE);
	assert_string_equal(config->mail.user, "");
	assert_string_equal(config->mail.password, "");
	assert_string_equal(config->mail.ca_file, "");
	assert_string_equal(config->mail.from, "2fa@medplan.example.nl");
	assert_string_equal(config->mail.from_name, "MedPlan");
	assert_string_equal(
	    config->mail.reply_to, "helpdesk@medplan.example.nl");
	assert_string_equal(
	    config->mail.rehearsal_to, "rehearsal@medplan.example.nl");
	assert_int_equal(config->mail.connections, 8);
	assert_int_equal(config->mail.timeout, 60);

	assert_string_equal(
	    config->webhook.url, "http://127.0.0.1:8026/popups");
	assert_string_equal(config->webhook.secret, CONFIG_CASE_SECRET);
	assert_string_equal(config->webhook.ca_file, "");
	assert_true(config->webhook.allow_loopback);
	assert_int_equal(config->webhook.connections, 4);
	assert_int_equal(config->webhook.timeout, 15);
}

static void
assert_sample_pages(const struct config *config)
{
	assert_string_equal(config->enrol.base_url, "http://127.0.0.1:8025");
	assert_int_equal(config->enrol.proof, PROOF_IDENTIFIER);
	assert_int_equal(config->enrol.identifier_label.count, 2);
	assert_int_equal(config->enrol.link_days, 150);
	assert_int_equal(config->enrol.return_to_count, 1);
	assert_string_equal(config->enrol.return_to[0], "127.0.0.1");
	assert_int_equal(config->enrol.manager_count, 6);
	assert_string_equal(config->enrol.managers[0], "bitwarden");
	assert_string_equal(config->look.colour, "");
	assert_string_equal(config->look.logo, "");
	assert_string_equal(config->serve.listen, "127.0.0.1:8025");
	assert_int_equal(config->serve.threads, 2);
	assert_string_equal(config->helpdesk.name, "Helpdesk MedPlan");
	assert_string_equal(config->helpdesk.phone, "088 000 12 34");
	assert_string_equal(
	    config->helpdesk.mail, "helpdesk@medplan.example.nl");
	assert_int_equal(config->helpdesk.hours.count, 2);
	assert_string_equal(config_words(config, &config->helpdesk.hours, "en"),
	    "on working days from 8 to 18");
}

static void
assert_path(const char *path, const char *folder, const char *name)
{
	char *expected = file_join(folder, name);

	assert_non_null(expected);
	assert_string_equal(path, expected);
	free(expected);
}

/* The sample is copied, since it has no secret beside it. */
static int
copy_sample(void **state)
{
	char *folder = strdup("/tmp/twofold-config-XXXXXX");
	char *conf, *secret;
	struct buf text;
	struct err err;

	if (folder == NULL || mkdtemp(folder) == NULL)
		return -1;
	*state = folder;
	buf_init(&text, SAMPLE_MAX);
	if (file_read(SAMPLE, FILE_ANY, &text, &err) == -1)
		return -1;
	conf = file_join(folder, "twofold.conf");
	secret = file_join(folder, "webhook.secret");
	config_case_write(conf, text.data, 0644);
	config_case_write(secret, CONFIG_CASE_SECRET "\n", 0600);
	free(conf);
	free(secret);
	buf_free(&text);
	return 0;
}

static int
remove_sample(void **state)
{
	char *conf = file_join(*state, "twofold.conf");
	char *secret = file_join(*state, "webhook.secret");
	int rc = 0;

	if (unlink(conf) == -1 || unlink(secret) == -1 || rmdir(*state) == -1)
		rc = -1;
	free(conf);
	free(secret);
	free(*state);
	return rc;
}

static void
loads_the_sample(void **state)
{
	char *path = file_join(*state, "twofold.conf");
	struct config *config;
	struct buf mistakes;
	struct err err;

	assert_non_null(path);
	buf_init(&mistakes, 10000);
	if (config_load(path, &config, &mistakes, &err) == -1)
		fail_msg("%s", mistakes.data);
	assert_int_equal(mistakes.len, 0);
	assert_string_equal(config->path, path);
	assert_sample_plan(config);
	assert_sample_servers(config);
	assert_sample_pages(config);
	assert_path(config->database, *state, "twofold.db");
	assert_path(config->key_file, *state, "twofold.key");
	assert_path(config->templates, *state, "templates");
	config_free(config);
	buf_free(&mistakes);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(loads_the_sample),
	};

	return cmocka_run_group_tests_name(
	    "config_sample", tests, copy_sample, remove_sample);
}
