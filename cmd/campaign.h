#ifndef CAMPAIGN_H
#define CAMPAIGN_H

#include "command.h"
#include "config/config.h"
#include "db/db.h"
#include "enrol/desk.h"
#include "otp/keyring.h"
#include "render/templates.h"

/* A campaign as a command works with it: what it asked for, opened. */
struct campaign_set {
	const char *program; /* for what is told on the standard error */
	struct config *config;
	struct db *db;
	struct keyring *keys;
	struct templates *templates;
	char actor[64]; /* "cli:USER" */
	struct desk desk;
};

/* What a command needs besides the configuration. */
enum campaign_need {
	NEED_CONFIG = 0,
	NEED_DB = 1,
	NEED_KEYS = 2, /* implies NEED_DB: the key must be the database's */
	NEED_TEMPLATES = 4
};

/*
 * Finds and reads the configuration, sets the clock, and opens what is needed.
 * Returns 0; or -1 with "err", after printing the mistakes that are more than
 * "err" can say.  Close with campaign_close in both cases.
 */
int campaign_open(struct context *context, unsigned int needs,
    struct campaign_set *set, struct err *err);
void campaign_close(struct campaign_set *set);

/* Reads the templates, for who found out late that it needs them. */
int campaign_templates(struct campaign_set *set, struct err *err);

/* The folder with the installed templates: $TWOFOLD_DATADIR or the default. */
const char *campaign_datadir(void);

/*
 * Takes the lock beside the database whose name has this end, such as ".lock":
 * one process has it at a time.  Returns a descriptor, to close(); or -1 with
 * "err" (ERR_LATER when another one has it).
 */
int campaign_lock(
    const struct campaign_set *set, const char *end, struct err *err);

/*
 * Whether the campaign has a language that was asked for, or NULL was: 0; or -1
 * with "err" (ERR_USAGE).
 */
int campaign_language(
    const struct campaign_set *set, const char *language, struct err *err);

/* A person by the key in the host app; -1 with "err" (ERR_DATA) for nobody. */
int campaign_person(const struct campaign_set *set, const char *ref,
    struct person *person, struct err *err);

#endif
