#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "campaign.h"
#include "store/person.h"
#include "store/schema.h"
#include "store/setting.h"

#define MISTAKES_MAX 65536 /* bytes of text about one configuration */

static const char *const places[] = {
    "twofold.conf", "/etc/twofold/twofold.conf"};

const char *
campaign_datadir(void)
{
	const char *datadir = getenv("TWOFOLD_DATADIR");

	return datadir != NULL && datadir[0] != '\0' ? datadir
						     : TWOFOLD_DATADIR;
}

static const char *
find_conf(const struct context *context, struct err *err)
{
	size_t i;

	if (context->conf != NULL)
		return context->conf;
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if (file_exists(places[i]))
			return places[i];
	}
	err_set(err, ERR_CONFIG,
	    "no configuration: there is no ./twofold.conf and no "
	    "/etc/twofold/twofold.conf; name one with -c, or make a campaign "
	    "with \"twofold init\"");
	return NULL;
}

/* Prints all mistakes but the last, which stays for "err". */
static int
load_conf(
    const struct context *context, struct config **config, struct err *err)
{
	const char *path = find_conf(context, err);
	struct buf mistakes;
	int rc;

	if (path == NULL)
		return -1;
	buf_init(&mistakes, MISTAKES_MAX);
	rc = config_load(path, config, &mistakes, err);
	if (rc == -1 && mistakes.len > 0) {
		fputs(mistakes.data, stderr);
		err_set(err, ERR_CONFIG, "%s: has the mistakes above", path);
	}
	buf_free(&mistakes);
	return rc;
}

static int
set_clock(struct context *context, const struct config *config, struct err *err)
{
	if (context->now_text == NULL)
		return 0;
	if (!config->campaign.rehearsal)
		return err_set(err, ERR_CONFIG,
		    "--now is for a rehearsal; %s has no \"rehearsal = true\"",
		    config->path);
	if (clock_parse(context->now_text, &context->clock.fixed) == -1 ||
	    context->clock.fixed < 0)
		return err_set(err, ERR_USAGE,
		    "--now \"%s\" is no time; an example is "
		    "2026-10-23T09:00",
		    context->now_text);
	return 0;
}

/* Whether the key file has the key of that check value. */
static int
has_key(
    const struct keyring *keys, const char *known, bool *has, struct err *err)
{
	const struct keyring_ids *ids = keyring_ids(keys);
	char value[KEYRING_CHECK_SIZE];
	size_t i;

	*has = false;
	for (i = 0; i < ids->count && !*has; i++) {
		if (keyring_check_value(keys, ids->id[i], value, err) == -1)
			return -1;
		*has = text_same(known, value);
	}
	return 0;
}

/* The keys must have the one under which the database is used. */
static int
match_key(struct campaign_set *set, struct err *err)
{
	char known[SETTING_MAX + 1], value[KEYRING_CHECK_SIZE];
	bool has;

	switch (setting_get(set->db, SETTING_KEY, known, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return keyring_check_value(set->keys, NULL, value, err) == -1
		    ? -1
		    : setting_put(set->db, SETTING_KEY, value, err);
	case LOOKUP_FOUND:
		break;
	}
	if (has_key(set->keys, known, &has, err) == -1)
		return -1;
	/* A newer one may have come between the file and the database. */
	if (!has &&
	    (keyring_follow(set->keys, err) == -1 ||
		has_key(set->keys, known, &has, err) == -1))
		return -1;
	if (has)
		return 0;
	return err_set(err, ERR_CONFIG,
	    "%s: is not the key of %s; put the right key file in its place",
	    set->config->key_file, set->config->database);
}

int
campaign_templates(struct campaign_set *set, struct err *err)
{
	if (set->templates != NULL)
		return 0;
	return templates_open(
	    set->config, campaign_datadir(), &set->templates, err);
}

int
campaign_open(struct context *context, unsigned int needs,
    struct campaign_set *set, struct err *err)
{
	const struct passwd *user = getpwuid(getuid());

	memset(set, 0, sizeof(*set));
	set->program = context->program;
	snprintf(set->actor, sizeof(set->actor), "cli:%s",
	    user != NULL ? user->pw_name : "unknown");
	if (load_conf(context, &set->config, err) == -1 ||
	    set_clock(context, set->config, err) == -1)
		return -1;
	if ((needs & NEED_KEYS) != 0 &&
	    keyring_load(set->config->key_file, &set->keys, err) == -1)
		return -1;
	if ((needs & (NEED_DB | NEED_KEYS)) != 0 &&
	    (db_open(set->config->database, DB_EXISTING, &set->db, err) == -1 ||
		schema_migrate(set->db, err) == -1))
		return -1;
	if (set->keys != NULL && match_key(set, err) == -1)
		return -1;
	if ((needs & NEED_TEMPLATES) != 0 && campaign_templates(set, err) == -1)
		return -1;
	set->desk = (struct desk){
	    .db = set->db,
	    .config = set->config,
	    .keys = set->keys,
	    .now = clock_now(&context->clock),
	    .actor = set->actor,
	};
	return 0;
}

void
campaign_close(struct campaign_set *set)
{
	templates_free(set->templates);
	keyring_free(set->keys);
	db_close(set->db);
	config_free(set->config);
}

int
campaign_lock(const struct campaign_set *set, const char *end, struct err *err)
{
	size_t size = strlen(set->config->database) + strlen(end) + 1;
	char *path = malloc(size);
	int fd;

	if (path == NULL)
		return err_memory(err);
	snprintf(path, size, "%s%s", set->config->database, end);
	fd = file_lock(path, err);
	free(path);
	return fd;
}

int
campaign_language(
    const struct campaign_set *set, const char *language, struct err *err)
{
	if (language == NULL ||
	    text_same(config_language(set->config, language), language))
		return 0;
	return err_set(err, ERR_USAGE,
	    "%s has no language \"%.20s\" in campaign.languages",
	    set->config->path, language);
}

int
campaign_person(const struct campaign_set *set, const char *ref,
    struct person *person, struct err *err)
{
	char shown[64];

	switch (person_find(set->db, ref, person, err)) {
	case LOOKUP_FOUND:
		return 0;
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		break;
	}
	text_show(ref, 40, shown, sizeof(shown));
	return err_set(err, ERR_DATA,
	    "nobody is known as \"%s\"; it is the key in the host app, as in "
	    "the imported list",
	    shown);
}
