#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/err.h"

/* Exit codes: 0, 1, and those of sysexits.h. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_NO = 1, /* the answer is no */
	EXIT_USAGE = 64,
	EXIT_DATA = 65,        /* data refused */
	EXIT_UNREACHABLE = 69, /* a server could not be reached */
	EXIT_INTERNAL = 70,
	EXIT_LATER = 75, /* locked, full, or part will be tried again */
	EXIT_CONFIGURATION = 78
};

/* What was said before or among the options of a command. */
struct context {
	const char *program;
	const char *conf;     /* -c, else $TWOFOLD_CONF; NULL: look for it */
	const char *now_text; /* --now as given; NULL without */
	bool json;
	struct clock clock;
	const struct command *command; /* that runs */
};

/* One for each command, in the table of main.c. */
struct command {
	const char *name;
	const char *operands; /* "FILE...", for the usage line */
	const char *summary;  /* one line, for "twofold --help" */
	const char *help;     /* what --help adds below the usage line */
	enum exit_code (*run)(struct context *context, int argc, char **argv);
};

extern const struct command command_audit, command_bounce, command_calls,
    command_check, command_deliver, command_erase_person, command_export,
    command_export_person, command_gate, command_handout, command_import,
    command_init, command_key, command_kit, command_link, command_organisation,
    command_pause, command_person, command_plan, command_preview, command_purge,
    command_report, command_resume, command_run, command_serve, command_verify;

/* The exit code for a mistake; prints its sentence. */
enum exit_code command_fail(
    const struct context *context, const struct err *err);

/* For a mistake on the command line: the sentence, and where to find help. */
enum exit_code command_misused(const struct context *context,
    const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
