#include "config_case.h"

#include "base/text.h"

#define MON_FRI 0x1f

/* Just what has to be there. */
#define LEAST                                                                  \
	"campaign \"demo\" {\n"                                                \
	"\tproduct = \"Demo\"\n"                                               \
	"\tstart = \"2026-08-01\"\n"                                           \
	"\tdeadline = \"2026-12-01\"\n"                                        \
	"}\n"                                                                  \
	"stage \"announce\" { at = start }\n"                                  \
	"enrol { base_url = \"https://2fa.example.nl\" }\n"

static struct config *
load(const char *text)
{
	struct config *config;
	struct buf mistakes;
	struct err err;

	config_case_write("twofold.conf", text, 0600);
	buf_init(&mistakes, 10000);
	if (config_load("twofold.conf", &config, &mistakes, &err) == -1)
		fail_msg("%s", mistakes.data);
	assert_int_equal(mistakes.len, 0);
	buf_free(&mistakes);
	return config;
}

/* What a wrong file is answered; free with free(). */
static char *
refused(const char *text)
{
	struct config *config;
	struct buf mistakes;
	struct err err;

	config_case_write("twofold.conf", text, 0600);
	buf_init(&mistakes, 1000000);
	assert_int_equal(
	    config_load("twofold.conf", &config, &mistakes, &err), -1);
	assert_null(config);
	return buf_take(&mistakes);
}

static void
has_defaults(void **state)
{
	struct config *config = load(LEAST);

	(void)state;
	assert_string_equal(config->campaign.supplier, "Demo");
	assert_string_equal(config->campaign.timezone, "Europe/Amsterdam");
	assert_int_equal(config->campaign.grace, 14);
	assert_int_equal(config->retention.left, 180);
	assert_int_equal(config->retention.answers, 90);
	assert_int_equal(config->retention.details, 731);
	assert_int_equal(config->retention.events, 2557);
	assert_int_equal(config->campaign.language_count, 1);
	assert_string_equal(config->campaign.languages[0], "nl");
	assert_false(config->campaign.rehearsal);
	assert_int_equal(config->wave_count, 0);
	assert_int_equal(config->stages[0].audiences, 3);
	assert_int_equal(config->stages[0].channels, 3);
	assert_int_equal(config->stages[0].every, 0);
	assert_int_equal(config->send.weekdays, MON_FRI);
	assert_int_equal(config->send.from, 8 * 60);
	assert_int_equal(config->send.until, 18 * 60);
	assert_int_equal(config->send.holidays, 0);
	assert_string_equal(config->mail.server, "");
	assert_string_equal(config->mail.from_name, "Demo");
	assert_int_equal(config->mail.connections, 8);
	assert_int_equal(config->mail.timeout, 60);
	assert_string_equal(config->webhook.url, "");
	assert_string_equal(config->webhook.secret, "");
	assert_false(config->webhook.allow_loopback);
	assert_int_equal(config->webhook.timeout, 15);
	assert_int_equal(config->enrol.proof, PROOF_IDENTIFIER);
	assert_int_equal(config->enrol.link_days, 60);
	assert_int_equal(config->enrol.return_to_count, 0);
	assert_string_equal(config->serve.listen, "127.0.0.1:8025");
	assert_int_equal(config->serve.threads, 2);
	assert_string_equal(config->helpdesk.phone, "");
	assert_string_equal(config->database, "twofold.db");
	assert_string_equal(config->key_file, "twofold.key");
	assert_string_equal(config->templates, "templates");
	config_free(config);
	config_free(NULL);
}

static void
follows_the_scheme(void **state)
{
	static const struct {
		const char *mail;
		enum tls tls;
	} rows[] = {
	    {"smtp://mail.example.nl", TLS_STARTTLS},
	    {"smtps://mail.example.nl", TLS_IMPLICIT},
	    {"smtps://mail.example.nl\" tls = \"implicit", TLS_IMPLICIT},
	    {"smtp://localhost", TLS_STARTTLS},
	    {"smtp://localhost\" tls = \"none", TLS_NONE},
	    {"smtp://[::1]:25\" tls = \"none", TLS_NONE},
	};
	struct config *config;
	struct buf text;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_init(&text, 10000);
		buf_format(&text,
		    "%smail { from = a@example.nl server = \"%s\" }\n", LEAST,
		    rows[i].mail);
		config = load(text.data);
		assert_int_equal(config->mail.tls, rows[i].tls);
		config_free(config);
		buf_free(&text);
	}
}

static void
reads_what_is_rare(void **state)
{
	struct config *config =
	    load("# a comment\n" LEAST "send {\n"
		 "\tdays = \"sat,sun\"\n"
		 "\tuntil = \"24:00\"\n"
		 "\tholidays = {\"2026-12-24\", # a comment in a list\n"
		 "\t    nl, '2026-12-31'}\n"
		 "}\n"
		 "mail {\n"
		 "\tserver = \"smtp://mail.example.nl\"\n"
		 "\tfrom = \"2fa@example.nl\"\n"
		 "\tuser = \"demo\"\n"
		 "\tpassword_file = \"good.secret\"\n"
		 "}\n"
		 "stage \"daily\" { at = \"start+3d\" every = \"1d\" }\n"
		 "database = \"/var/lib/twofold/a.db\"\n");

	(void)state;
	assert_int_equal(config->send.weekdays, 0x60);
	assert_int_equal(config->send.until, 1440);
	assert_int_equal(config->send.holidays, 1U << COUNTRY_NL);
	assert_int_equal(config->send.day_off_count, 2);
	assert_int_equal(
	    config->send.days_off[1] - config->send.days_off[0], 7);
	assert_string_equal(config->mail.password, CONFIG_CASE_SECRET);
	assert_int_equal(config->stages[1].until.anchor, ANCHOR_DEADLINE);
	assert_int_equal(config->stages[1].until.days, 0);
	assert_string_equal(config->database, "/var/lib/twofold/a.db");
	config_free(config);
}

static void
looks_up(void **state)
{
	static const char *const entries[] = {"nl=een", "en=one"};
	const struct words words = {entries, 2}, none = {NULL, 0};
	struct config *config = load(LEAST "wave \"pilot\" {\n"
					   "\tstart = \"2026-08-01\"\n"
					   "\tdeadline = \"2026-10-01\"\n"
					   "}\n");

	(void)state;
	assert_ptr_equal(config_wave(config, "pilot"), &config->waves[0]);
	assert_null(config_wave(config, ""));
	assert_null(config_wave(config, "pilots"));
	assert_ptr_equal(config_stage(config, "announce"), &config->stages[0]);
	assert_null(config_stage(config, ""));
	assert_string_equal(config_words(config, &words, "en"), "one");
	assert_string_equal(config_words(config, &words, "de"), "een");
	assert_string_equal(config_words(config, &words, "n"), "een");
	assert_string_equal(config_words(config, &none, "nl"), "");
	assert_string_equal(config_language(config, "nl"), "nl");
	assert_string_equal(config_language(config, "en"), "nl");
	config_free(config);
}

/* A calendar says what is different; the campaign's own stays. */
static void
reads_calendars(void **state)
{
	struct config *config =
	    load(LEAST "send {\n"
		       "\tdays = \"mon-sat\"\n"
		       "\tfrom = \"07:00\"\n"
		       "\tholidays = {\"nl\", \"2026-12-24\"}\n"
		       "}\n"
		       "calendar \"vlaanderen\" {\n"
		       "\torganisations = {\"inst-007\", \"inst-012\"}\n"
		       "\tholidays = {\"be\"}\n"
		       "}\n"
		       "calendar \"zeven\" {\n"
		       "\torganisations = {\"Huis #1\"}\n"
		       "\tdays = \"mon-sun\"\n"
		       "}\n");
	const struct calendar *calendars = config->calendars;

	(void)state;
	assert_int_equal(config->calendar_count, 2);
	assert_string_equal(calendars[0].name, "vlaanderen");
	assert_int_equal(calendars[0].organisation_count, 2);
	assert_string_equal(calendars[0].organisations[1], "inst-012");
	assert_int_equal(calendars[0].send.holidays, 1U << COUNTRY_BE);
	assert_int_equal(calendars[0].send.day_off_count, 0);
	assert_int_equal(calendars[0].send.weekdays, 0x3f);
	assert_int_equal(calendars[0].send.from, 7 * 60);
	assert_string_equal(calendars[1].organisations[0], "Huis #1");
	assert_int_equal(calendars[1].send.weekdays, 0x7f);
	assert_int_equal(calendars[1].send.holidays, 1U << COUNTRY_NL);
	assert_int_equal(calendars[1].send.day_off_count, 1);
	assert_int_equal(config->send.holidays, 1U << COUNTRY_NL);
	assert_int_equal(config->send.day_off_count, 1);
	config_free(config);
}

static void
names_a_file_that_cannot_be_read(void **state)
{
	struct config *config;
	struct buf mistakes;
	struct err err;

	(void)state;
	buf_init(&mistakes, 1000);
	assert_int_equal(
	    config_load("none.conf", &config, &mistakes, &err), -1);
	assert_null(config);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_string_equal(err.text,
	    "none.conf: cannot be read: No such file or directory; name "
	    "another file with -c, or make one with: twofold init");
	config_case_write("twofold.conf", "", 0600);
	assert_int_equal(truncate("twofold.conf", 65537), 0);
	assert_int_equal(
	    config_load("twofold.conf", &config, &mistakes, &err), -1);
	assert_string_equal(
	    err.text, "twofold.conf: is larger than 65536 bytes");
	assert_int_equal(mistakes.len, 0);
	buf_free(&mistakes);
}

static void
reports_every_mistake(void **state)
{
	char *mistakes = refused("campaign \"demo\" {\n"
				 "\tprodct = \"Demo\"\n"
				 "\tstart = \"1 august\"\n"
				 "\tgrace = -1\n"
				 "}\n"
				 "stage \"a\" { evry = 1 }\n"
				 "stage \"b\" { evry = {1, 2} }\n"
				 "server { }\n");

	(void)state;
	assert_string_equal(mistakes,
	    "twofold.conf:2: unknown setting \"prodct\" in campaign; did you "
	    "mean \"product\"?\n"
	    "twofold.conf:3: campaign \"demo\": start = \"1 august\": "
	    "expected a day of the calendar as year-month-day, for example "
	    "\"2026-12-01\"\n"
	    "twofold.conf:4: campaign \"demo\": grace = \"-1\": expected a "
	    "number from 0 to 366\n"
	    "twofold.conf:6: unknown setting \"evry\" in stage; did you mean "
	    "\"every\"?\n"
	    "twofold.conf:7: unknown setting \"evry\" in stage; did you mean "
	    "\"every\"?\n"
	    "twofold.conf:8: unknown section \"server\"; did you mean "
	    "\"serve\"?\n");
	free(mistakes);

	mistakes = refused("");
	assert_string_equal(mistakes,
	    "twofold.conf:1: campaign: there is no such section; it has to be "
	    "there and to set: product, start, deadline\n"
	    "twofold.conf:1: there is no stage, so nobody would be told; write "
	    "for example: stage \"announce\" { at = \"start\" }\n"
	    "twofold.conf:1: enrol: there is no such section; it has to be "
	    "there and to set: base_url\n");
	free(mistakes);
}

/* What is too much to mend is counted, and names of nothing are no end. */
static void
survives_many_mistakes(void **state)
{
	struct buf text;
	char *mistakes;
	int i;

	(void)state;
	buf_init(&text, 100000);
	for (i = 0; i < 300; i++)
		buf_text(&text, "wave \"A\" { }\n");
	mistakes = refused(text.data);
	assert_non_null(strstr(mistakes, "\ntwofold.conf: and "));
	free(mistakes);
	buf_clear(&text);
	for (i = 0; i < 300; i++)
		buf_format(&text, "name%d = 1\n", i);
	mistakes = refused(text.data);
	assert_true(text_starts(mistakes, "twofold.conf:1: unknown setting"));
	assert_non_null(strstr(mistakes, "twofold.conf:33: unknown setting"));
	assert_null(strstr(mistakes, "twofold.conf:34: "));
	free(mistakes);
	buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(has_defaults),
	    cmocka_unit_test(follows_the_scheme),
	    cmocka_unit_test(reads_what_is_rare),
	    cmocka_unit_test(looks_up),
	    cmocka_unit_test(reads_calendars),
	    cmocka_unit_test(names_a_file_that_cannot_be_read),
	    cmocka_unit_test(reports_every_mistake),
	    cmocka_unit_test(survives_many_mistakes),
	};

	return cmocka_run_group_tests_name(
	    "config", tests, config_case_enter, config_case_leave);
}
