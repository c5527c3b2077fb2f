#include <getopt.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "command.h"

#define VERSION "0.1"

static const struct command *const commands[] = {
    &command_init,
    &command_check,
    &command_import,
    &command_export,
    &command_run,
    &command_plan,
    &command_preview,
    &command_deliver,
    &command_bounce,
    &command_link,
    &command_person,
    &command_organisation,
    &command_pause,
    &command_resume,
    &command_calls,
    &command_handout,
    &command_verify,
    &command_gate,
    &command_report,
    &command_kit,
    &command_serve,
    &command_key,
    &command_export_person,
    &command_erase_person,
    &command_purge,
    &command_audit,
};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

enum exit_code
command_fail(const struct context *context, const struct err *err)
{
	static const enum exit_code codes[] = {
	    [ERR_NONE] = EXIT_INTERNAL,
	    [ERR_USAGE] = EXIT_USAGE,
	    [ERR_DATA] = EXIT_DATA,
	    [ERR_UNREACHABLE] = EXIT_UNREACHABLE,
	    [ERR_LATER] = EXIT_LATER,
	    [ERR_CONFIG] = EXIT_CONFIGURATION,
	    [ERR_INTERNAL] = EXIT_INTERNAL,
	};

	fprintf(stderr, "%s: %s\n", context->program, err->text);
	return codes[err->kind];
}

enum exit_code
command_misused(const struct context *context, const char *format, ...)
{
	va_list ap;

	fprintf(stderr, "%s: ", context->program);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	if (context->command != NULL)
		fprintf(stderr, "; see \"twofold %s --help\"\n",
		    context->command->name);
	else
		fprintf(stderr, "; see \"twofold --help\"\n");
	return EXIT_USAGE;
}

static void
print_help(void)
{
	size_t i;

	printf("usage: twofold [-c FILE] [--now TIME] [--json] COMMAND ...\n\n"
	       "Brings every user of a piece of software onto a second factor "
	       "before a deadline.\n\nCommands:\n");
	for (i = 0; i < COMMANDS; i++)
		printf("  %-13s %s\n", commands[i]->name, commands[i]->summary);
	printf("\nOptions:\n"
	       "  -c FILE     the configuration; else $TWOFOLD_CONF, "
	       "./twofold.conf,\n"
	       "              /etc/twofold/twofold.conf\n"
	       "  --now TIME  act as at that time; only in a rehearsal\n"
	       "  --json      write JSON where a command lists or counts\n"
	       "  --help      this text; of a command: twofold COMMAND --help\n"
	       "  --version   the version\n\n"
	       "\"twofold COMMAND --help\" and twofold(1) tell more.\n");
}

/* The command of that name; NULL after saying which may be meant. */
static const struct command *
find(const struct context *context, const char *name)
{
	const char *names[COMMANDS], *near;
	size_t i;

	for (i = 0; i < COMMANDS; i++) {
		names[i] = commands[i]->name;
		if (text_same(names[i], name))
			return commands[i];
	}
	near = text_nearest(name, names, COMMANDS);
	if (near != NULL)
		command_misused(context,
		    "there is no command \"%s\"; did you mean \"%s\"?", name,
		    near);
	else
		command_misused(context, "there is no command \"%s\"", name);
	return NULL;
}

/*
 * Reads what stands before the command.  Returns the index of the command in
 * argv; or -1, and then "code" is what the program ends with.
 */
static int
global_options(
    struct context *context, int argc, char **argv, enum exit_code *code)
{
	static const struct option options[] = {
	    {"help", no_argument, NULL, 'h'},
	    {"version", no_argument, NULL, 'V'},
	    {"conf", required_argument, NULL, 'c'},
	    {"now", required_argument, NULL, 'n'},
	    {"json", no_argument, NULL, 'j'},
	    {NULL, 0, NULL, 0},
	};
	int found;

	opterr = 0;
	*code = EXIT_DONE;
	while (
	    (found = getopt_long(argc, argv, "+:hc:", options, NULL)) != -1) {
		switch (found) {
		case 'h':
			print_help();
			return -1;
		case 'V':
			printf("twofold %s\n", VERSION);
			return -1;
		case 'c':
			context->conf = optarg;
			break;
		case 'n':
			context->now_text = optarg;
			break;
		case 'j':
			context->json = true;
			break;
		case ':':
			*code = command_misused(context,
			    "option %s needs a value", argv[optind - 1]);
			return -1;
		default:
			*code = command_misused(context,
			    "option %s is not known", argv[optind - 1]);
			return -1;
		}
	}
	if (optind == argc) {
		*code = command_misused(context, "no command was given");
		return -1;
	}
	return optind;
}

/* A full disk behind a pipe or a file is told, not passed over. */
static int
finish(const struct context *context, enum exit_code code)
{
	struct err err;

	if (fflush(stdout) == 0 && !ferror(stdout))
		return (int)code;
	err_set(
	    &err, ERR_LATER, "the output cannot be written; is the disk full?");
	return (int)command_fail(context, &err);
}

int
main(int argc, char **argv)
{
	struct context context = {
	    .program = "twofold",
	    .conf = getenv("TWOFOLD_CONF"),
	    .clock = {CLOCK_RUNS},
	};
	enum exit_code code;
	int first;

	/* For the width of letters; numbers stay as they are. */
	setlocale(LC_CTYPE, "");
	first = global_options(&context, argc, argv, &code);
	if (first == -1)
		return finish(&context, code);
	context.command = find(&context, argv[first]);
	if (context.command == NULL)
		return EXIT_USAGE;
	code = context.command->run(&context, argc - first, argv + first);
	return finish(&context, code);
}
