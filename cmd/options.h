#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "command.h"

/* An option of a command: "--name VALUE", or "--name" when it is a flag. */
struct option_spec {
	const char *name;
	const char **value; /* NULL for a flag */
	bool *flag;
};

#define OPTIONS_MAX 16 /* options of one command, the common ones included */

enum options_result {
	OPTIONS_GO,
	OPTIONS_HELP, /* was printed; the command ends with EXIT_DONE */
	OPTIONS_WRONG /* was said; the command ends with EXIT_USAGE */
};

/*
 * Reads the options of "context->command" and the common ones (-c, --now,
 * --json, --help) up to the first operand, or anywhere for a command.
 * "*operands" is the index in argv of the first operand; there must be at least
 * "least" and at most "most" of them.
 */
enum options_result options_read(struct context *context, int argc, char **argv,
    const struct option_spec *specs, size_t count, int least, int most,
    int *operands);

#endif
