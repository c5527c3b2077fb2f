#include <stdarg.h>
#include <stdlib.h>

#include <confuse.h>

#include "base/text.h"
#include "config/grammar.h"
#include "config/slip.h"

/* Different unknown names that one file may have and still be read on. */
#define UNKNOWN_MAX 32

/*
 * libconfuse hands nothing of its caller's to a callback.  So every table of
 * options has one more that points to the parse.  A "|" parts names for it, so
 * that no file can have this one.
 */
#define POINTER "|"

#define OPTIONS_MAX (GRAMMAR_NAMES_MAX + GRAMMAR_KINDS_MAX + UNKNOWN_MAX + 2)

struct parse {
	void *self;
	const struct grammar *grammar;
	struct keep *keep;
	struct outline *outline;
	struct mistakes *mistakes; /* NULL while unknown names are gathered */
	cfg_t *root;
	struct section *open; /* NULL outside sections */
	bool stopped;         /* and it was said why */
	struct {
		const struct grammar_kind *kind;
		const char *name;
	} unknown[UNKNOWN_MAX];
	size_t unknown_count;
	cfg_opt_t options[GRAMMAR_KINDS_MAX][OPTIONS_MAX];
};

static struct parse *
parse_of(const cfg_t *cfg)
{
	const cfg_opt_t *option = cfg->opts;

	while (option->type != CFGT_PTR)
		option++;
	return *option->simple_value.ptr;
}

static const struct grammar_kind *
kind_of(const struct parse *parse, const cfg_t *cfg)
{
	const struct grammar *grammar = parse->grammar;
	size_t i = 0;

	if (cfg != parse->root) {
		while (!text_same(grammar->kinds[i].kind, cfg->name))
			i++;
	}
	return &grammar->kinds[i];
}

static bool
is_unknown(const struct parse *parse, const struct grammar_kind *kind,
    const char *name)
{
	size_t i;

	for (i = 0; i < parse->unknown_count; i++) {
		if (parse->unknown[i].kind == kind &&
		    text_same(parse->unknown[i].name, name))
			return true;
	}
	return false;
}

/* False also for an option of another section, as "mail|server" reaches. */
static bool
has_name(const struct grammar_kind *kind, const char *name)
{
	size_t i;

	for (i = 0; i < kind->count; i++) {
		if (text_same(kind->names[i].name, name))
			return true;
	}
	return false;
}

static void
learn(struct parse *parse, const struct grammar_kind *kind, const char *name)
{
	size_t n = parse->unknown_count;

	if (n == UNKNOWN_MAX || is_unknown(parse, kind, name))
		return;
	parse->unknown[n].kind = kind;
	parse->unknown[n].name = keep_text(parse->keep, name);
	parse->unknown_count++;
}

/* The section that "cfg" is, begun in the outline at its first setting. */
static struct section *
section_of(struct parse *parse, const cfg_t *cfg)
{
	if (cfg == parse->root)
		return parse->outline->first;
	/* The root stays at the line of the "{" for as long as we are in it. */
	if (parse->open == NULL)
		parse->open = outline_open(parse->outline, parse->keep,
		    cfg->name, cfg->title == NULL ? "" : cfg->title,
		    parse->root->line);
	return parse->open;
}

static int
on_value(cfg_t *cfg, cfg_opt_t *option, const char *value, void *result)
{
	struct parse *parse = parse_of(cfg);
	const struct grammar_kind *kind = kind_of(parse, cfg);
	struct section *section;
	struct setting *before;

	*(const char **)result = value;
	if (parse->mistakes == NULL)
		return 0;
	section = section_of(parse, cfg);
	if (section == NULL)
		return -1;
	if (!has_name(kind, option->name)) {
		if (option->nvalues == 1)
			slip_setting(parse->mistakes, parse->grammar, kind,
			    cfg->line, option->name);
		return 0;
	}
	before = outline_setting(section, option->name);
	if (before == NULL || option->nvalues > 1)
		outline_add(
		    section, parse->keep, option->name, value, cfg->line);
	else
		mistakes_add(parse->mistakes, cfg->line,
		    "%s%s%s is set a second time; line %d has it already",
		    kind->kind, kind->kind[0] == '\0' ? "" : ": ", option->name,
		    before->line);
	return 0;
}

static int
on_section_end(cfg_t *cfg, cfg_opt_t *option)
{
	struct parse *parse = parse_of(cfg);
	const char *title = "";
	cfg_t *section;
	unsigned int i;

	/* One without settings; it was not begun, but stands at this line. */
	if (parse->mistakes != NULL && parse->open == NULL) {
		for (i = 0; i < cfg_opt_size(option); i++) {
			section = cfg_opt_getnsec(option, i);
			if (section->line == cfg->line &&
			    section->title != NULL)
				title = section->title;
		}
		outline_open(parse->outline, parse->keep, option->name, title,
		    cfg->line);
	}
	parse->open = NULL;
	return 0;
}

/* At first an unknown name is only learned. */
static void
on_error(cfg_t *cfg, const char *format, va_list ap)
{
	struct parse *parse = parse_of(cfg);
	struct mistakes *mistakes = parse->mistakes;
	const struct grammar_kind *kind = kind_of(parse, cfg);
	bool no_option = text_same(format, SLIP_NO_OPTION);
	bool no_equals = text_same(format, SLIP_NO_EQUALS);
	const char *name =
	    no_option || no_equals ? va_arg(ap, const char *) : NULL;

	if (mistakes == NULL && no_option)
		learn(parse, kind, name);
	if (mistakes == NULL || parse->stopped)
		return;
	parse->stopped = true;
	if (no_option)
		slip_setting(mistakes, parse->grammar, kind, cfg->line, name);
	else if (!no_equals)
		slip_syntax(mistakes, kind, cfg->line, format, ap);
	else if (is_unknown(parse, kind, name))
		slip_section(mistakes, parse->grammar, kind, cfg->line, name);
	else
		slip_equals(mistakes, kind, cfg->line, name);
}

/* Fills a kind's table with its settings and what it turned out to lack. */
static cfg_opt_t *
fill_settings(struct parse *parse, size_t k)
{
	const struct grammar_kind *kind = &parse->grammar->kinds[k];
	cfg_opt_t *option = parse->options[k];
	size_t i;

	*option++ = (cfg_opt_t){.name = POINTER,
	    .type = CFGT_PTR,
	    .flags = CFGF_NODEFAULT,
	    .simple_value.ptr = &parse->self};
	for (i = 0; i < kind->count; i++)
		*option++ = (cfg_opt_t){.name = kind->names[i].name,
		    .type = CFGT_STR,
		    .flags = kind->names[i].list ? CFGF_NODEFAULT | CFGF_LIST
						 : CFGF_NODEFAULT,
		    .parsecb = on_value};
	for (i = 0; i < parse->unknown_count; i++) {
		if (parse->unknown[i].kind == kind)
			*option++ = (cfg_opt_t){.name = parse->unknown[i].name,
			    .type = CFGT_STR,
			    .flags = CFGF_NODEFAULT | CFGF_LIST,
			    .parsecb = on_value};
	}
	*option = (cfg_opt_t)CFG_END();
	return option;
}

static void
fill_options(struct parse *parse)
{
	const struct grammar *grammar = parse->grammar;
	cfg_opt_t *option = fill_settings(parse, 0);
	size_t k;

	for (k = 1; k < grammar->count; k++) {
		fill_settings(parse, k);
		*option++ = (cfg_opt_t){.name = grammar->kinds[k].kind,
		    .type = CFGT_SEC,
		    .flags = grammar->kinds[k].titled ? CFGF_MULTI | CFGF_TITLE
						      : CFGF_MULTI,
		    .subopts = parse->options[k],
		    .validcb = on_section_end};
	}
	*option = (cfg_opt_t)CFG_END();
}

static int
parse_once(struct parse *parse, const char *text, struct err *err)
{
	fill_options(parse);
	parse->root = cfg_init(parse->options[0], CFGF_NONE);
	if (parse->root == NULL)
		return err_memory(err);
	cfg_set_error_function(parse->root, on_error);
	parse->outline->whole = cfg_parse_buf(parse->root, text) == CFG_SUCCESS;
	if (!parse->outline->whole && parse->mistakes != NULL &&
	    !parse->stopped)
		mistakes_add(parse->mistakes, parse->root->line,
		    "is not understood; twofold.conf(5) has examples");
	cfg_free(parse->root);
	return 0;
}

int
grammar_read(const struct grammar *grammar, const char *text, struct keep *keep,
    struct outline *outline, struct mistakes *mistakes, struct err *err)
{
	struct parse *parse = calloc(1, sizeof(*parse));
	size_t known;
	int rc = -1;

	if (parse == NULL || outline_open(outline, keep, "", "", 1) == NULL) {
		err_memory(err);
		goto out;
	}
	parse->self = parse;
	parse->grammar = grammar;
	parse->keep = keep;
	parse->outline = outline;
	/*
	 * libconfuse stops at an unknown name.  So it gets those it stops at as
	 * names of nothing, until it gets through; only then do we listen.
	 */
	do {
		known = parse->unknown_count;
		if (parse_once(parse, text, err) == -1)
			goto out;
	} while (parse->unknown_count > known);
	parse->mistakes = mistakes;
	if (parse_once(parse, text, err) == -1)
		goto out;
	rc = keep->failed ? err_memory(err) : 0;
out:
	free(parse);
	return rc;
}
