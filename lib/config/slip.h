#ifndef CONFIG_SLIP_H
#define CONFIG_SLIP_H

#include <stdarg.h>

#include "config/grammar.h"
#include "config/mistakes.h"

/* What libconfuse says of a name that is in none of its tables. */
#define SLIP_NO_OPTION "no such option '%s'"

/* What it says of a name that is followed by something other than "=". */
#define SLIP_NO_EQUALS "missing equal sign after option '%s'"

/* Notes a setting that the kind of section does not have. */
void slip_setting(struct mistakes *mistakes, const struct grammar *grammar,
    const struct grammar_kind *kind, int line, const char *name);

/* Notes a section that there is not, or not within this kind of section. */
void slip_section(struct mistakes *mistakes, const struct grammar *grammar,
    const struct grammar_kind *kind, int line, const char *name);

/* Notes a setting that has no "=" after its name. */
void slip_equals(struct mistakes *mistakes, const struct grammar_kind *kind,
    int line, const char *name);

/* Notes whatever else libconfuse says, in our words where we have them. */
void slip_syntax(struct mistakes *mistakes, const struct grammar_kind *kind,
    int line, const char *format, va_list ap);

#endif
