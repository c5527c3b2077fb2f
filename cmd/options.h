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

/*
 * Reads the options of "context->command" and the common ones (-c, --now,
 * --json, --help), which may stand among the operands.  "*operands" is the
 * index in argv of the first operand; there must be at least "least" and at
 * most "most" of them.  Returns true to go on; false when the command ends here
 * with
 * "*code", after help was printed or a mistake was told.
 */
bool options_read(struct context *context, int argc, char **argv,
    const struct option_spec *specs, size_t count, int least, int most,
    int *operands, enum exit_code *code);

#endif
