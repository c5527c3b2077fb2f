#include <stdio.h>
#include <string.h>

#include "campaign.h"
#include "deliver/bounce.h"
#include "enrol/journal.h"
#include "options.h"
#include "store/message.h"
#include "store/person.h"
#include "verp.h"

#define READ_MAX (1024 * 1024) /* bytes; a report comes before the mail */
#define SOFT_MAX 3             /* soft ones in a row: nobody reads there */

/* Reads what is on standard input, up to READ_MAX; the rest is passed over. */
static int
read_all(struct buf *text, struct err *err)
{
	char part[8192];
	size_t len, i;

	while ((len = fread(part, 1, sizeof(part), stdin)) > 0) {
		if (text->len + len > READ_MAX)
			continue;
		for (i = 0; i < len; i++) {
			if (part[i] == '\0')
				part[i] = ' ';
		}
		buf_add(text, part, len);
	}
	if (ferror(stdin))
		return err_set(err, ERR_DATA, "standard input cannot be read");
	return text->failed ? err_memory(err) : 0;
}

/* Within a transaction. */
static int
note(const struct campaign_set *set, int64_t message, enum bounce bounce,
    const char *detail, bool *dead, struct err *err)
{
	const char *word = bounce == BOUNCE_HARD ? "hard" : "soft";
	int64_t person, bounces, now = set->desk.now;

	switch (message_bounced(
	    set->db, message, word, detail, now, &person, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return err_set(err, ERR_DATA,
		    "there is no mail %lld; was the database restored?",
		    (long long)message);
	case LOOKUP_FOUND:
		break;
	}
	if (message_bounces(set->db, person, SOFT_MAX, &bounces, err) == -1)
		return -1;
	*dead = bounce == BOUNCE_HARD || bounces == SOFT_MAX;
	if (*dead && person_unreachable(set->db, person, now, err) == -1)
		return -1;
	return journal_note(&set->desk, "bounced", person, word, err);
}

static int
record(const struct campaign_set *set, int64_t message, enum bounce bounce,
    const char *detail, struct err *err)
{
	bool dead = false;

	if (db_begin(set->db, err) == -1)
		return -1;
	if (note(set, message, bounce, detail, &dead, err) == -1) {
		db_rollback(set->db);
		return -1;
	}
	if (db_commit(set->db, err) == -1)
		return -1;
	printf("mail %lld came back%s: %s\n", (long long)message,
	    dead ? ", the address is unreachable" : "", detail);
	return 0;
}

static int
work(const struct campaign_set *set, struct err *err)
{
	const char *bounces = set->config->mail.bounces;
	char detail[DETAIL_MAX + 1];
	enum bounce bounce;
	struct buf text;
	int64_t message;
	int rc = -1;

	buf_init(&text, READ_MAX);
	if (bounces[0] == '\0') {
		err_set(err, ERR_CONFIG,
		    "%s: mail.bounces is not set, so no mail comes back to us",
		    set->config->path);
		goto out;
	}
	if (read_all(&text, err) == -1)
		goto out;
	message = verp_find(set->keys, bounces, text.data);
	if (message == 0) {
		err_set(err, ERR_DATA,
		    "the message on standard input is to no return address of "
		    "ours");
		goto out;
	}
	bounce = bounce_read(text.data, detail);
	if (bounce == BOUNCE_HARD || bounce == BOUNCE_SOFT) {
		rc = record(set, message, bounce, detail, err);
		goto out;
	}
	if (bounce == BOUNCE_POLICY)
		fprintf(stderr,
		    "%s: mail %lld was refused for what we send or are; "
		    "ask the receiving side: %s\n",
		    set->program, (long long)message, detail);
	printf("mail %lld: nothing that tells of the address\n",
	    (long long)message);
	rc = 0;
out:
	buf_free(&text);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, NULL, 0, 0, 0, &operands, &code))
		return code;
	if (campaign_open(context, NEED_KEYS, &set, &err) == -1 ||
	    work(&set, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_bounce = {
    .name = "bounce",
    .operands = "",
    .summary = "takes in a mail that came back, on standard input",
    .help = "For a pipe from the mail server: all mail to mail.bounces and to\n"
	    "that address with \"+...\" in it.  A mailbox that does not exist\n"
	    "makes the person unreachable by mail, and so do three mails in a\n"
	    "row that came back for another reason.  What carries no return\n"
	    "address of ours changes nothing.\n\n"
	    "Exit: 0 done, 65 the message is not to an address of ours.",
    .run = run,
};
