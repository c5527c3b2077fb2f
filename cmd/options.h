#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "command.h"

#define OPTIONS_MAX 20 /* options of one command, the common ones included */
#define OPTION_LIST_MAX 16 /* how often one option may come */

/* The values of an option that may come several times. */
struct option_list {
	const char *values[OPTION_LIST_MAX];
	size_t count;
};

/* "--name VALUE", "--name" for a flag: one of the three is not NULL. */
struct option_spec {
	const char *name;
	const char **value;
	bool *flag;
	struct option_list *list;
};

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
