#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/encode.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "campaign.h"
#include "options.h"
#include "otp/keyfile.h"
#include "render/mustache.h"
#include "store/schema.h"

#define FILE_MAX_SIZE ((size_t)1 << 20) /* bytes of a template */
#define PATH_SIZE 4096                  /* bytes */
#define SECRET_BYTES 32                 /* Standard Webhooks: 24 to 64 */
#define CAMPAIGN_DAYS 122               /* four months, as the model case had */
#define LEAD_DAYS 14 /* to make things ready before the start */

static const char *const languages[] = {"nl", "en"};
#define LANGUAGES (sizeof(languages) / sizeof(languages[0]))

static void
join(char *path, const char *a, const char *b, const char *c)
{
	snprintf(
	    path, PATH_SIZE, "%s/%s%s%s", a, b, c[0] == '\0' ? "" : "/", c);
}

/* A file of the new campaign; one that is there already stays as it is. */
static int
put_file(const char *path, const struct buf *content, unsigned int mode,
    struct err *err)
{
	if (file_exists(path))
		return err_set(err, ERR_CONFIG,
		    "%s: is there already; init never writes over a campaign",
		    path);
	return file_create(path, content->data, content->len, mode, err);
}

static int
not_installed(const char *path, struct err *err)
{
	return err_set(err, ERR_CONFIG,
	    "%s: is not there; run \"make install\", or let TWOFOLD_DATADIR "
	    "name the folder above \"templates\"",
	    path);
}

/* The configuration with comments, its days counted from today. */
static int
default_conf(int64_t today, struct buf *out, struct err *err)
{
	struct mustache_target target = {.escape = ESCAPE_NONE, .strict = true};
	struct value *data = value_object();
	struct template *template = NULL;
	char path[PATH_SIZE], day[DAY_TEXT_SIZE];
	struct buf text;
	int rc = -1;

	buf_init(&text, FILE_MAX_SIZE);
	join(path, campaign_datadir(), "templates", "twofold.conf");
	if (!file_exists(path)) {
		not_installed(path, err);
		goto out;
	}
	if (file_read(path, FILE_ANY, &text, err) == -1)
		goto out;
	day_text(today + LEAD_DAYS, day);
	value_set(data, "start", day);
	day_text(today + LEAD_DAYS + CAMPAIGN_DAYS, day);
	value_set(data, "deadline", day);
	if (value_failed(data)) {
		err_memory(err);
		goto out;
	}
	if (mustache_compile(path, text.data, &template, err) == -1)
		goto out;
	rc = mustache_render(template, data, &target, out, err);
out:
	mustache_free(template);
	value_free(data);
	buf_free(&text);
	return rc;
}

static int
make_conf(const char *folder, const char *from, int64_t today, struct err *err)
{
	char path[PATH_SIZE];
	struct buf content;
	int rc = -1;

	buf_init(&content, FILE_MAX_SIZE);
	join(path, folder, "twofold.conf", "");
	if (from != NULL)
		rc = file_read(from, FILE_ANY, &content, err);
	else
		rc = default_conf(today, &content, err);
	if (rc == 0)
		rc = put_file(path, &content, 0644, err);
	buf_free(&content);
	return rc;
}

static int
make_secret(const char *folder, struct err *err)
{
	char path[PATH_SIZE], letters[ENCODE_BASE64_SIZE(SECRET_BYTES)];
	uint8_t random[SECRET_BYTES];
	struct buf content;
	int rc = -1;

	buf_init(&content, FILE_MAX_SIZE);
	join(path, folder, "webhook.secret", "");
	if (hash_random(random, sizeof(random)) == -1) {
		err_set(err, ERR_INTERNAL, "no random bytes to be had");
		goto out;
	}
	encode_base64(random, sizeof(random), letters);
	buf_format(&content, "whsec_%s\n", letters);
	rc = put_file(path, &content, 0600, err);
out:
	hash_wipe(random, sizeof(random));
	hash_wipe(letters, sizeof(letters));
	buf_wipe(&content);
	return rc;
}

/* Messages are there to be edited; pages and frames come with the program. */
static bool
to_edit(const char *name)
{
	return name[0] != '.' && !text_starts(name, "page") &&
	    !text_same(name, "words");
}

static int
copy_templates(const char *folder, const char *language, struct err *err)
{
	char from[PATH_SIZE], to[PATH_SIZE];
	const struct dirent *entry;
	struct buf content;
	DIR *dir;
	int rc = 0;

	join(from, campaign_datadir(), "templates", language);
	join(to, folder, "templates", language);
	if (file_make_folder(to, 0755, err) == -1)
		return -1;
	dir = opendir(from);
	if (dir == NULL)
		return not_installed(from, err);
	buf_init(&content, FILE_MAX_SIZE);
	while (rc == 0 && (entry = readdir(dir)) != NULL) {
		char path[PATH_SIZE * 2];

		if (!to_edit(entry->d_name))
			continue;
		buf_clear(&content);
		snprintf(path, sizeof(path), "%s/%s", from, entry->d_name);
		rc = file_read(path, FILE_ANY, &content, err);
		snprintf(path, sizeof(path), "%s/%s", to, entry->d_name);
		if (rc == 0)
			rc = put_file(path, &content, 0644, err);
	}
	buf_free(&content);
	closedir(dir);
	return rc;
}

/* Key and database, at the places that the configuration names. */
static int
make_store(const char *folder, struct err *err)
{
	struct config *config = NULL;
	struct db *db = NULL;
	struct buf mistakes;
	char path[PATH_SIZE];
	int rc = -1;

	buf_init(&mistakes, FILE_MAX_SIZE);
	join(path, folder, "twofold.conf", "");
	if (config_load(path, &config, &mistakes, err) == -1) {
		fputs(mistakes.data, stderr);
		goto out;
	}
	if (keyfile_create(config->key_file, err) == -1 ||
	    db_open(config->database, DB_CREATE, &db, err) == -1 ||
	    schema_migrate(db, err) == -1)
		goto out;
	rc = 0;
out:
	db_close(db);
	config_free(config);
	buf_free(&mistakes);
	return rc;
}

static int
make_campaign(
    const char *folder, const char *conf, int64_t today, struct err *err)
{
	char path[PATH_SIZE];
	size_t i;

	if (strlen(folder) > PATH_SIZE / 4)
		return err_set(err, ERR_USAGE, "the folder's name is too long");
	if (file_make_folder(folder, 0750, err) == -1 ||
	    make_conf(folder, conf, today, err) == -1 ||
	    make_secret(folder, err) == -1)
		return -1;
	join(path, folder, "templates", "");
	if (file_make_folder(path, 0755, err) == -1)
		return -1;
	for (i = 0; i < LANGUAGES; i++) {
		if (copy_templates(folder, languages[i], err) == -1)
			return -1;
	}
	return make_store(folder, err);
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	const char *conf = NULL, *folder = ".";
	const struct option_spec specs[] = {{"from", &conf, NULL, NULL}};
	enum exit_code code;
	struct err err;
	int operands;

	if (!options_read(
		context, argc, argv, specs, 1, 0, 1, &operands, &code))
		return code;
	if (operands < argc)
		folder = argv[operands];
	if (make_campaign(
		folder, conf, day_of(clock_now(&context->clock)), &err) == -1)
		return command_fail(context, &err);
	printf("%s: a new campaign.  Next:\n\n"
	       "  1. edit %s/twofold.conf (days, mail server, addresses)\n"
	       "  2. twofold -c %s/twofold.conf check\n"
	       "  3. twofold -c %s/twofold.conf import people.csv\n"
	       "  4. twofold -c %s/twofold.conf plan --until DAY\n\n"
	       "Keep a copy of twofold.key apart from the database: without "
	       "it no second factor can be checked.\n",
	    folder, folder, folder, folder, folder);
	return EXIT_DONE;
}

const struct command command_init = {
    .name = "init",
    .operands = "[DIR]",
    .summary = "a new campaign: configuration, key, database, templates",
    .help =
	"Makes a campaign in DIR, or here: twofold.conf with comments, the\n"
	"key file, the database, a secret for webhooks and the messages to\n"
	"edit.  Never writes over what is there.\n\n"
	"  --from FILE  copy this configuration instead of the example",
    .run = run,
};
