#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "options.h"

/* Values of getopt_long() for the common options; others count from 0. */
enum {
	OPT_JSON = 1000,
	OPT_NOW
};

static const struct option common[] = {
    {"help", no_argument, NULL, 'h'},
    {"conf", required_argument, NULL, 'c'},
    {"now", required_argument, NULL, OPT_NOW},
    {"json", no_argument, NULL, OPT_JSON},
};
#define COMMON (sizeof(common) / sizeof(common[0]))

static void
print_help(const struct context *context)
{
	const struct command *command = context->command;

	printf("usage: twofold [-c FILE] [--now TIME] %s%s%s\n\n%s\n",
	    command->name, command->operands[0] == '\0' ? "" : " ",
	    command->operands, command->help);
}

/* One option that getopt_long() has found; false for one that is wrong. */
static bool
take(struct context *context, int found, const struct option_spec *specs,
    size_t count)
{
	if (found >= 0 && (size_t)found < count) {
		const struct option_spec *spec = &specs[found];

		if (spec->flag != NULL)
			*spec->flag = true;
		else if (spec->value != NULL)
			*spec->value = optarg;
		else if (spec->list->count < OPTION_LIST_MAX)
			spec->list->values[spec->list->count++] = optarg;
		else
			return false;
		return true;
	}
	switch (found) {
	case 'c':
		context->conf = optarg;
		return true;
	case OPT_NOW:
		context->now_text = optarg;
		return true;
	case OPT_JSON:
		context->json = true;
		return true;
	default:
		return false;
	}
}

bool
options_read(struct context *context, int argc, char **argv,
    const struct option_spec *specs, size_t count, int least, int most,
    int *operands, enum exit_code *code)
{
	struct option all[OPTIONS_MAX + 1];
	size_t i;
	int found;

	*code = EXIT_DONE;
	memset(all, 0, sizeof(all));
	memcpy(all, common, sizeof(common));
	for (i = 0; i < count && COMMON + i < OPTIONS_MAX; i++) {
		all[COMMON + i].name = specs[i].name;
		all[COMMON + i].has_arg =
		    specs[i].flag == NULL ? required_argument : no_argument;
		all[COMMON + i].val = (int)i;
	}
	opterr = 0;
	/* Anew: main.c has read the options before the command otherwise. */
	optind = 0;
	while ((found = getopt_long(argc, argv, ":hc:", all, NULL)) != -1) {
		if (found == 'h') {
			print_help(context);
			return false;
		}
		if (take(context, found, specs, count))
			continue;
		*code = command_misused(context,
		    found == ':' ? "option %s needs a value"
				 : "option %s is not known",
		    argv[optind - 1]);
		return false;
	}
	*operands = optind;
	if (argc - optind < least || argc - optind > most) {
		*code = command_misused(context, "expected: twofold %s%s%s",
		    context->command->name,
		    context->command->operands[0] == '\0' ? "" : " ",
		    context->command->operands);
		return false;
	}
	return true;
}
