#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/shade.h"
#include "base/text.h"
#include "campaign.h"
#include "deliver/eml.h"
#include "deliver/probe.h"
#include "kit.h"
#include "masterkey.h"
#include "monitor.h"
#include "notice.h"
#include "options.h"
#include "render/leaflet.h"
#include "render/proofread.h"
#include "roster/column.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/wave.h"
#include "web/specimen.h"

#define MISTAKES_MAX 65536 /* bytes of text about all templates */

/* A colour that could not be read, and what the pages make of it. */
static void
warn_of_colour(const struct look_settings *look)
{
	char instead[COLOUR_SIZE];
	struct colour own;

	if (colour_parse(look->colour, &own) == -1 ||
	    colour_contrast(own, shade_white) >= COLOUR_READABLE)
		return;
	colour_text(shade_light(own), instead);
	printf("warning: look.colour %s has a contrast of %.1f with white, and "
	       "text needs %.1f; %s is used in its place\n",
	    look->colour, colour_contrast(own, shade_white), COLOUR_READABLE,
	    instead);
}

/* What works, but is probably not meant. */
static void
warn(const struct config *config)
{
	if (config->enrol.proof == PROOF_NONE)
		printf("warning: enrol.proof is \"none\": whoever reads a "
		       "person's mail can enrol in their place\n");
	if (strchr(config->campaign.product, ' ') != NULL)
		printf("warning: campaign.product has a blank, which older "
		       "authenticators on iOS show wrongly\n");
	if (config->campaign.rehearsal)
		printf("warning: this is a rehearsal: all mail goes to %s\n",
		    config->mail.rehearsal_to);
	if (config->import.whole && config->import.folder[0] == '\0')
		printf("warning: import.whole is about import.folder, which is "
		       "not set; \"twofold import\" has --sync\n");
	if (config->mail.server[0] == '\0')
		printf("warning: mail.server is not set: no mail is sent\n");
	if (!config_has_popups(config))
		printf("warning: webhook.url is not set: no pop-ups are "
		       "sent; see webhook.asked\n");
	warn_of_colour(&config->look);
}

static int
check_templates(const struct campaign_set *set, struct err *err)
{
	const struct clock clock = {.fixed = set->desk.now};
	const struct web web = {.config = set->config,
	    .keys = set->keys,
	    .templates = set->templates,
	    .clock = &clock};
	struct buf mistakes;
	int rc = 0;

	buf_init(&mistakes, MISTAKES_MAX);
	if (templates_check(set->templates, &mistakes, err) == -1)
		rc = -1;
	if (proofread(set->templates, set->config, &mistakes, err) == -1)
		rc = -1;
	if (notice_check(set, &mistakes, err) == -1)
		rc = -1;
	if (leaflet_check(set->templates, set->config, &mistakes, err) == -1)
		rc = -1;
	if (specimen_write(&web, NULL, &mistakes, err) == -1)
		rc = -1;
	if (kit_check(set, &mistakes, err) == -1)
		rc = -1;
	if (rc == -1) {
		fputs(mistakes.data, stderr);
		rc = err_set(
		    err, ERR_CONFIG, "the templates have the mistakes above");
	}
	buf_free(&mistakes);
	return rc;
}

/* Prints whether a server answers; false when it does not. */
static bool
tell(const struct context *context, const char *server,
    const struct outcome *outcome)
{
	if (outcome->delivery == DELIVERY_SENT)
		printf("%s: answers, and lets us in\n", server);
	else
		fprintf(stderr, "%s: %s\n", context->program, outcome->detail);
	return outcome->delivery == DELIVERY_SENT;
}

/* Tries every server of the configuration. */
static int
connect_all(
    const struct context *context, const struct config *config, struct err *err)
{
	const struct mail_settings *mail = &config->mail;
	struct outcome outcome;
	bool all = true;
	size_t i;

	for (i = 0; i < mail->backup_count + 1; i++) {
		const char *server =
		    i == 0 ? mail->server : mail->backups[i - 1];

		if (server[0] == '\0' || text_starts(server, EML_SCHEME))
			continue;
		if (probe_mail(mail, server, &outcome, err) == -1)
			return -1;
		all = tell(context, server, &outcome) && all;
	}
	if (config->webhook.url[0] != '\0') {
		if (probe_webhook(&config->webhook, &outcome, err) == -1)
			return -1;
		all = tell(context, "webhook.url", &outcome) && all;
	}
	if (all)
		return 0;
	return err_set(err, ERR_UNREACHABLE,
	    "not every server of %s can be reached", config->path);
}

/* The folder of lists: run makes what belongs in it, but not the folder. */
static int
check_folder(const struct config *config, struct err *err)
{
	const char *folder = config->import.folder;
	struct stat st;

	if (folder[0] == '\0')
		return 0;
	if (stat(folder, &st) == -1 || !S_ISDIR(st.st_mode))
		return err_set(err, ERR_CONFIG,
		    "import.folder: there is no folder %s; make it, for the "
		    "user as whom \"twofold run\" works",
		    folder);
	if (access(folder, R_OK | W_OK | X_OK) == -1)
		return err_set(err, ERR_CONFIG,
		    "import.folder: %s is not for this user to read and "
		    "write; run moves the lists that it has imported",
		    folder);
	return 0;
}

static int
check_import(const struct campaign_set *set, struct err *err)
{
	const struct words *columns = &set->config->import.columns;
	size_t i;

	for (i = 0; i < columns->count; i++) {
		if (column_check(columns->entries[i], err) == -1) {
			err->kind = ERR_CONFIG;
			return err_at(err, "import.columns");
		}
	}
	return check_folder(set->config, err);
}

/* Who could not prove who they are on the pages. */
static int
warn_of_people(const struct campaign_set *set, struct err *err)
{
	int64_t count = 0;

	if (set->config->enrol.proof != PROOF_IDENTIFIER)
		return 0;
	if (person_unidentified(set->db, &count, err) == -1)
		return -1;
	if (count > 0)
		printf("warning: enrol.proof is \"identifier\", and %" PRId64
		       " people who have to enrol have none: import a list "
		       "with that column\n",
		    count);
	return 0;
}

/* Who is in a wave that is none has the campaign's own days. */
static int
warn_of_waves(const struct campaign_set *set, struct err *err)
{
	struct db_rows *rows = wave_members(set->db, err);
	const char *wave;
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		wave = db_column_text(rows, 0);
		if (config_wave(set->config, wave) == NULL)
			printf("warning: %" PRId64 " people are in the wave "
			       "\"%s\", which the configuration does not have: "
			       "they have the campaign's days\n",
			    db_column_int(rows, 1), wave);
	}
	db_end(rows);
	return more;
}

/* A calendar's institution that nobody is of is probably a slip. */
static int
warn_of_calendars(const struct campaign_set *set, struct err *err)
{
	const struct calendar *calendar = set->config->calendars;
	const struct calendar *end = calendar + set->config->calendar_count;
	struct organisation organisation;
	size_t i;

	for (; calendar < end; calendar++) {
		for (i = 0; i < calendar->organisation_count; i++) {
			switch (organisation_find(set->db,
			    calendar->organisations[i], &organisation, err)) {
			case LOOKUP_FAILED:
				return -1;
			case LOOKUP_NONE:
				printf("warning: calendar \"%s\": nobody is of "
				       "an institution \"%s\" yet\n",
				    calendar->name, calendar->organisations[i]);
				break;
			case LOOKUP_FOUND:
				break;
			}
		}
	}
	return 0;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	bool connect = false;
	const struct option_spec specs[] = {{"connect", NULL, &connect, NULL}};
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(
		context, argc, argv, specs, 1, 0, 0, &operands, &code))
		return code;
	if (campaign_open(context, NEED_KEYS | NEED_TEMPLATES, &set, &err) ==
		-1 ||
	    check_templates(&set, &err) == -1 ||
	    check_import(&set, &err) == -1 ||
	    monitor_check(set.config, &err) == -1 ||
	    warn_of_people(&set, &err) == -1 ||
	    warn_of_calendars(&set, &err) == -1 ||
	    warn_of_waves(&set, &err) == -1 ||
	    masterkey_warn(&set, &err) == -1 ||
	    (connect && connect_all(context, set.config, &err) == -1)) {
		code = command_fail(context, &err);
	} else {
		warn(set.config);
		printf("%s: configuration, key, database and templates are "
		       "right\n",
		    set.config->path);
	}
	campaign_close(&set);
	return code;
}

const struct command command_check = {
    .name = "check",
    .operands = "",
    .summary = "everything that can be wrong before a night finds it",
    .help =
	"Reads the configuration, the key and the database, writes every\n"
	"message that the campaign can need and every page to nobody,\n"
	"strictly, and looks at the folder of lists.\n\n"
	"  --connect  also opens a connection to every server, with TLS and\n"
	"             log-in, and sends nothing\n\n"
	"Exit: 0 all is right, 69 a server cannot be reached, 78 something\n"
	"has to be mended.",
    .run = run,
};
