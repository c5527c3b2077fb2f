#ifndef RENDER_TEMPLATES_H
#define RENDER_TEMPLATES_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "config/config.h"
#include "render/catalogue.h"
#include "render/value.h"

/*
 * The templates and words of all the campaign's languages.  NAME in LANGUAGE is
 * the first of
 *
 *	the operator's folder (config->templates)/LANGUAGE/NAME
 *	the installed folder (DATADIR/templates)/LANGUAGE/NAME
 *	the operator's folder/NAME
 *	the installed folder/NAME
 *
 * so that an operator changes single files.  A partial {{> mail-head}} is the
 * file mail-head with the suffix of the template that was asked for.  A
 * language that the campaign does not have counts as its first one.
 *
 * Everything is read and compiled when opened; after that nothing changes, so
 * threads may share it.
 */
struct templates;

/*
 * Returns 0 and the templates, to free with templates_free; or -1 with "err"
 * (ERR_CONFIG) when a folder cannot be read or a language has no words.  A
 * single file with a mistake is no hindrance until it is asked for; see
 * templates_check().
 */
int templates_open(const struct config *config, const char *datadir,
    struct templates **templates, struct err *err);
void templates_free(struct templates *templates);

/*
 * Adds a line to "mistakes" for each file that cannot be used and each word
 * that one language has and another lacks.  Returns 0 when there are none, or
 * -1 with "err" (ERR_CONFIG), the first of them.
 */
int templates_check(
    const struct templates *templates, struct buf *mistakes, struct err *err);

/* Whether there is a file of that name, with or without mistakes. */
bool templates_has(
    const struct templates *templates, const char *language, const char *name);

/*
 * Adds what a template gives to "buf", with values escaped as its suffix asks:
 * for HTML in ".html", not at all in ".txt" and ".popup", and in ".subject"
 * control characters are refused.  Names that are not in "value" give nothing.
 * Returns 0; or -1 with "err", as mustache_render().
 */
int templates_render(const struct templates *templates, const char *language,
    const char *name, const struct value *value, struct buf *buf,
    struct err *err);

/* The same, but a name that is not in "value" is a mistake (ERR_CONFIG). */
int templates_render_strict(const struct templates *templates,
    const char *language, const char *name, const struct value *value,
    struct buf *buf, struct err *err);

/*
 * The text of a file that is the same in every language, such as "style.css";
 * NULL with "err" when there is none.  Lives as long as "templates".
 */
const char *templates_text(
    const struct templates *templates, const char *name, struct err *err);

const struct catalogue *templates_catalogue(
    const struct templates *templates, const char *language);

#endif
