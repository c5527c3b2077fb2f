#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "campaign.h"
#include "enrol/journal.h"
#include "jsonout.h"
#include "options.h"
#include "store/hostkey.h"

/* It stands in events as "host:NAME". */
static bool
is_name(const char *name)
{
	size_t i;

	for (i = 0; name[i] != '\0'; i++) {
		if (!isalnum((unsigned char)name[i]) && name[i] != '-' &&
		    name[i] != '_' && name[i] != '.')
			return false;
	}
	return i > 0 && i <= LABEL_MAX;
}

static void
print(const struct context *context, const char *name, const char *key)
{
	struct jsonout out = {false};

	if (!context->json) {
		printf("%s\n", key);
	} else {
		jsonout_begin(&out, NULL, '{');
		jsonout_text(&out, "name", name);
		jsonout_text(&out, "key", key);
		jsonout_end(&out, '}');
		putchar('\n');
	}
	fprintf(stderr,
	    "%s: give this key to %s; it is not kept here and not shown again,"
	    " and an earlier one of that name no longer works\n",
	    context->program, name);
}

static int
make(const struct context *context, const struct campaign_set *set,
    const char *name, struct err *err)
{
	char key[HOSTKEY_SIZE];
	int rc = -1;

	if (db_begin(set->db, err) == -1)
		return -1;
	if (hostkey_make(set->db, name, set->desk.now, key, err) == -1 ||
	    journal_note(&set->desk, "hostkey", 0, name, err) == -1 ||
	    db_commit(set->db, err) == -1) {
		db_rollback(set->db);
		goto out;
	}
	print(context, name, key);
	rc = 0;
out:
	hash_wipe(key, sizeof(key));
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	const char *name;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, NULL, 0, 2, 2, &operands, &code))
		return code;
	name = argv[operands + 1];
	if (!text_same(argv[operands], "host"))
		return command_misused(context,
		    "there is no kind of key \"%s\", only \"host\"",
		    argv[operands]);
	if (!is_name(name))
		return command_misused(context,
		    "a host app's name has 1 to %d letters, digits, dots, "
		    "dashes and underscores",
		    LABEL_MAX);
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    make(context, &set, name, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_key = {
    .name = "key",
    .operands = "host NAME",
    .summary = "makes a key with which a host app may call the API",
    .help =
	"Prints it once; only its SHA-256 is stored.  A new key under a name\n"
	"replaces the one before.\n\n"
	"  --json  one object: name, key",
    .run = run,
};
