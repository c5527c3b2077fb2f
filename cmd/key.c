#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/journal.h"
#include "jsonout.h"
#include "masterkey.h"
#include "options.h"
#include "rotate.h"
#include "store/hostkey.h"

#define NAME_WIDTH 16 /* characters; longer ones shift the line */

/* What was asked for, besides the verb. */
struct asked {
	const char *name;   /* the operand; NULL for none */
	const char *scopes; /* NULL for all of them */
	bool withdraw;
};

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
print_new(const struct context *context, const char *name, const char *key)
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
make(const struct context *context, struct campaign_set *set,
    const struct asked *asked, struct err *err)
{
	struct hostkey hostkey = {
	    .scopes = SCOPE_ALL, .made_at = set->desk.now};
	const char *name = asked->name;
	char key[HOSTKEY_SIZE];
	int rc = -1;

	if (!is_name(name))
		return err_set(err, ERR_USAGE,
		    "a host app's name has 1 to %d letters, digits, dots, "
		    "dashes and underscores",
		    LABEL_MAX);
	if (asked->scopes != NULL &&
	    scope_read(asked->scopes, &hostkey.scopes) == -1)
		return err_set(err, ERR_USAGE,
		    "--scope is some of gate, verify, tickets, popups, "
		    "enrolled and adoption, once each, with commas");
	snprintf(hostkey.name, sizeof(hostkey.name), "%s", name);
	if (db_begin(set->db, err) == -1)
		return -1;
	if (hostkey_make(set->db, &hostkey, key, err) == -1 ||
	    journal_note(&set->desk, "hostkey", 0, name, err) == -1 ||
	    db_commit(set->db, err) == -1) {
		db_rollback(set->db);
		goto out;
	}
	print_new(context, name, key);
	rc = 0;
out:
	hash_wipe(key, sizeof(key));
	return rc;
}

static int
revoke(const struct context *context, struct campaign_set *set,
    const struct asked *asked, struct err *err)
{
	const char *name = asked->name;
	enum lookup lookup;

	(void)context;
	if (db_begin(set->db, err) == -1)
		return -1;
	lookup = hostkey_revoke(set->db, name, err);
	if (lookup == LOOKUP_NONE)
		err_set(err, ERR_DATA,
		    "there is no key \"%.40s\"; \"key list\" shows which there "
		    "are",
		    name);
	if (lookup != LOOKUP_FOUND ||
	    journal_note(&set->desk, "hostkey-revoked", 0, name, err) == -1 ||
	    db_commit(set->db, err) == -1) {
		db_rollback(set->db);
		return -1;
	}
	printf("%s: its key no longer works\n", name);
	return 0;
}

static int
list(const struct context *context, struct campaign_set *set,
    const struct asked *asked, struct err *err)
{
	struct db_rows *rows = hostkey_all(set->db, err);
	char made[CLOCK_TEXT_SIZE], scopes[SCOPE_TEXT_SIZE];
	struct jsonout out = {false};
	struct hostkey hostkey;
	int more;

	(void)asked;
	if (rows == NULL)
		return -1;
	if (context->json)
		jsonout_begin(&out, NULL, '[');
	while ((more = db_next(rows, err)) == 1) {
		hostkey_row(rows, &hostkey);
		scope_write(hostkey.scopes, scopes);
		if (context->json) {
			jsonout_begin(&out, NULL, '{');
			jsonout_text(&out, "name", hostkey.name);
			jsonout_text(&out, "scope", scopes);
			jsonout_instant(&out, "made_at", hostkey.made_at);
			jsonout_end(&out, '}');
		} else {
			clock_text(hostkey.made_at, made);
			printf("%s  %-*s  %s\n", made, NAME_WIDTH, hostkey.name,
			    scopes);
		}
	}
	db_end(rows);
	if (context->json) {
		jsonout_end(&out, ']');
		putchar('\n');
	}
	return more;
}

static int
rotate(const struct context *context, struct campaign_set *set,
    const struct asked *asked, struct err *err)
{
	(void)asked;
	return rotate_key(context, set, err);
}

static int
show(const struct context *context, struct campaign_set *set,
    const struct asked *asked, struct err *err)
{
	(void)asked;
	return masterkey_show(context, set, err);
}

static int
retire(const struct context *context, struct campaign_set *set,
    const struct asked *asked, struct err *err)
{
	(void)context;
	return masterkey_retire(set, asked->name, asked->withdraw, err);
}

static const struct verb {
	const char *word;
	const char *operand; /* what it needs; NULL for nothing */
	unsigned int needs;
	int (*act)(const struct context *, struct campaign_set *,
	    const struct asked *, struct err *);
} verbs[] = {
    {"host", "NAME of a host app", NEED_DB, make},
    {"list", NULL, NEED_DB, list},
    {"revoke", "NAME of a host app", NEED_DB, revoke},
    {"rotate", NULL, NEED_KEYS, rotate},
    {"show", NULL, NEED_KEYS, show},
    {"retire", "ID of a master key", NEED_KEYS, retire},
};

static const struct verb *
find_verb(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (text_same(verbs[i].word, word))
			return &verbs[i];
	}
	return NULL;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct asked asked = {NULL, NULL, false};
	const struct option_spec specs[] = {
	    {"scope", &asked.scopes, NULL, NULL},
	    {"withdraw", NULL, &asked.withdraw, NULL},
	};
	const struct verb *verb;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(
		context, argc, argv, specs, 2, 1, 2, &operands, &code))
		return code;
	verb = find_verb(argv[operands]);
	if (verb == NULL)
		return command_misused(context,
		    "\"%.40s\" is none of host, list, revoke, rotate, show and "
		    "retire",
		    argv[operands]);
	if (verb->operand == NULL && argc - operands > 1)
		return command_misused(
		    context, "nothing comes after %s", verb->word);
	if (verb->operand != NULL && argc - operands == 1)
		return command_misused(
		    context, "%s needs the %s", verb->word, verb->operand);
	if (asked.scopes != NULL && verb->act != make)
		return command_misused(
		    context, "--scope is for a new key, with host");
	if (asked.withdraw && verb->act != retire)
		return command_misused(context, "--withdraw is for retire");
	if (verb->operand != NULL)
		asked.name = argv[operands + 1];
	if (campaign_open(context, verb->needs, &set, &err) == -1 ||
	    verb->act(context, &set, &asked, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_key = {
    .name = "key",
    .operands = "host NAME [--scope CALLS] | list | revoke NAME | rotate | "
		"show | retire ID [--withdraw]",
    .summary = "the keys of host apps, and the master key of the secrets",
    .help = "host NAME    makes a key and prints it once; only its SHA-256 is\n"
	    "             stored, and a new one replaces the one before\n"
	    "list         whose keys there are, since when, and for what\n"
	    "revoke NAME  from now on that host app's key no longer works\n\n"
	    "rotate       makes a new master key, or goes on where a change\n"
	    "             stopped, and seals all secrets anew; others work on\n"
	    "             meanwhile, and links and codes stay good\n"
	    "show         the master keys, and what still needs each\n"
	    "retire ID    takes an older one out of the key file, when\n"
	    "             nothing needs it any more\n\n"
	    "  --scope CALLS  what the key is good for, with commas: gate,\n"
	    "                 verify, tickets, popups, enrolled, adoption;\n"
	    "                 without it for all of these\n"
	    "  --withdraw     gives up the links, start codes and recovery\n"
	    "                 codes that need the key, never a secret\n"
	    "  --json         host, rotate: one object; list, show: an array",
    .run = run,
};
