#include <stdio.h>

#include "actor.h"
#include "campaign.h"
#include "jsonout.h"
#include "options.h"
#include "otp/totp.h"
#include "store/holding.h"

static void
print_field(const struct campaign_set *set, struct jsonout *out,
    struct db_rows *rows, const struct holding_field *field, int column)
{
	const char *text = db_column_text(rows, column);
	int64_t number = db_column_int(rows, column);
	char actor[ACTOR_SIZE];

	switch (field->kind) {
	case HOLDING_TEXT:
		jsonout_text(out, field->name, text[0] == '\0' ? NULL : text);
		break;
	case HOLDING_NUMBER:
		jsonout_number(out, field->name, number);
		break;
	case HOLDING_FLAG:
		jsonout_flag(out, field->name, number != 0);
		break;
	case HOLDING_INSTANT:
		jsonout_instant(out, field->name, number);
		break;
	case HOLDING_DAY:
		jsonout_day(out, field->name, number);
		break;
	case HOLDING_STEP:
		jsonout_instant(out, field->name, number * TOTP_SECONDS);
		break;
	case HOLDING_ACTOR:
		jsonout_text(
		    out, field->name, actor_name(set->db, text, actor));
		break;
	}
}

static void
print_row(const struct campaign_set *set, struct jsonout *out,
    struct db_rows *rows, const struct holding *holding)
{
	int i;

	for (i = 0; holding->fields[i].name != NULL; i++)
		print_field(set, out, rows, &holding->fields[i], i);
}

/* The person's own row is an object; of the others there may be many. */
static int
print_holding(const struct campaign_set *set, struct jsonout *out,
    const struct holding *holding, bool own, int64_t person, struct err *err)
{
	struct db_rows *rows = holding_rows(set->db, holding, person, err);
	int more;

	if (rows == NULL)
		return -1;
	jsonout_begin(out, holding->name, own ? '{' : '[');
	while ((more = db_next(rows, err)) == 1) {
		if (!own)
			jsonout_begin(out, NULL, '{');
		print_row(set, out, rows, holding);
		if (!own)
			jsonout_end(out, '}');
	}
	jsonout_end(out, own ? '}' : ']');
	db_end(rows);
	return more;
}

/* All of one state of the store. */
static int export(
    const struct campaign_set *set, const char *ref, struct err *err)
{
	const struct holding *holdings;
	struct jsonout out = {.spread = true};
	struct person person;
	size_t count, i;
	int rc = 0;

	if (campaign_person(set, ref, &person, err) == -1 ||
	    db_hold(set->db, err) == -1)
		return -1;
	holdings = holding_all(&count);
	jsonout_begin(&out, NULL, '{');
	jsonout_instant(&out, "exported_at", set->desk.now);
	jsonout_text(&out, "campaign", set->config->campaign.name);
	for (i = 0; i < count && rc == 0; i++) {
		if (holdings[i].name != NULL)
			rc = print_holding(
			    set, &out, &holdings[i], i == 0, person.id, err);
	}
	jsonout_end(&out, '}');
	putchar('\n');
	db_let_go(set->db);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, NULL, 0, 1, 1, &operands, &code))
		return code;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    export(&set, argv[operands], &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_export_person = {
    .name = "export-person",
    .operands = "REF",
    .summary = "all that the database holds of one person, to hand over",
    .help = "Prints one JSON object for who asks what is held of them (GDPR,\n"
	    "articles 15 and 20): what the lists said, how far the person is,\n"
	    "messages, arrangements and events.  No secret and no code is in\n"
	    "it, and nothing of others.",
    .run = run,
};
