#ifndef CONFIG_SOURCE_H
#define CONFIG_SOURCE_H

#include <stddef.h>

#include "config/mistakes.h"

/*
 * Makes the text of a configuration fit for libconfuse, in place: comments
 * become blanks (libconfuse takes none within a list), and so do a byte order
 * mark and the "${" with which it would fetch values from the environment.
 *
 * What libconfuse would swallow without a word is noted as a mistake: that
 * "${", a list without values, bytes that are no UTF-8, a text whose closing
 * quote is not on its line, and a "{" that is never closed.  The line of the
 * last kind goes to "*unclosed", for whoever finds nothing that explains it
 * better; it is 0 when there is none.
 *
 * Returns 0, or -1 when the rest cannot be understood and is not worth parsing.
 */
int source_clean(
    char *text, size_t len, struct mistakes *mistakes, int *unclosed);

#endif
