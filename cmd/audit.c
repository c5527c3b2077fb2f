#include <stdio.h>

#include "base/encode.h"
#include "campaign.h"
#include "options.h"
#include "store/event.h"

static void
print_whole(const struct event_audit *audit, const char *last)
{
	printf("%lld events, the chain is whole; its end is %s\n",
	    (long long)audit->events, last);
	if (audit->forgotten > 0)
		printf("%lld of them were emptied of their details.\n",
		    (long long)audit->forgotten);
	if (audit->given > 0)
		printf("%lld of them were emptied and are of an earlier "
		       "version: what they said cannot be verified.\n",
		    (long long)audit->given);
	if (audit->cut > 0)
		printf("Those up to event %lld were cut off, as an event "
		       "tells.\n",
		    (long long)audit->cut);
}

static enum exit_code
print(const struct context *context, const struct event_audit *audit)
{
	char last[ENCODE_HEX_SIZE(HASH_SIZE)];

	encode_hex(audit->last, sizeof(audit->last), last);
	if (context->json)
		printf("{\"events\":%lld,\"broken\":%lld,\"last\":\"%s\","
		       "\"forgotten\":%lld,\"cut\":%lld}\n",
		    (long long)audit->events, (long long)audit->broken, last,
		    (long long)audit->forgotten + (long long)audit->given,
		    (long long)audit->cut);
	else if (audit->broken != 0)
		printf("The chain is broken at event %lld: it, or one before "
		       "it, was changed or taken out.\n",
		    (long long)audit->broken);
	else
		print_whole(audit, last);
	return audit->broken != 0 ? EXIT_NO : EXIT_DONE;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct event_audit audit;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, NULL, 0, 0, 0, &operands, &code))
		return code;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    event_audit(set.db, &audit, &err) == -1)
		code = command_fail(context, &err);
	else
		code = print(context, &audit);
	campaign_close(&set);
	return code;
}

const struct command command_audit = {
    .name = "audit",
    .operands = "",
    .summary = "goes along the chain of events and tells whether it is whole",
    .help =
	"Every change leaves an event that covers the one before it.  Keep\n"
	"the end of the chain that is printed somewhere else: a chain that\n"
	"was cut short is whole, but ends otherwise.\n\n"
	"  --json  one object: events, broken (an id, or 0), last, forgotten\n"
	"          (without details), cut (up to which they are gone)\n\n"
	"Exit: 0 whole, 1 broken.",
    .run = run,
};
