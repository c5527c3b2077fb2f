#include <stdio.h>

#include "base/text.h"
#include "config/slip.h"

#define SHOWN 40       /* characters of a word that is not ours */
#define SHOWN_SIZE 180 /* bytes of those, with the NUL */

/* A sentence of libconfuse, and what we say, after its word if it has one. */
static const struct {
	const char *theirs, *ours;
	bool word;
} sentences[] = {
    {"unexpected token '%s'",
	"does not belong here; a setting is written name = \"value\", and only "
	"some take a list: name = {\"value\", \"value\"}",
	true},
    {"attempt to append to non-list option '%s'",
	"is not a list that can be added to; write = instead of +=", true},
    {"missing opening brace for section '%s'",
	"has no { where the section begins; only campaign, wave and stage have "
	"a name before it",
	true},
    {"missing title for section '%s'",
	"has no name; it stands before the {, in quotes", true},
    {"bad escape sequence '%s'",
	"stands for no character; a backslash is written \\\\", true},
    {"invalid octal number '%s'",
	"stands for no character; a backslash is written \\\\", true},
    {"premature end of file",
	"the file ends in the middle of a setting; finish it or take it out",
	false},
    {"unexpected closing brace",
	"a } closes nothing; take it out, or put the { that is missing before",
	false},
};
#define SENTENCES (sizeof(sentences) / sizeof(sentences[0]))

/* Notes an unknown name, with one of "names" if it is near. */
static void
unknown(struct mistakes *mistakes, int line, const char *what, const char *name,
    const char *within, const char *near)
{
	char shown[SHOWN_SIZE];

	text_show(name, SHOWN, shown, sizeof(shown));
	mistakes_add(mistakes, line, "unknown %s \"%s\"%s%s; %s%s%s", what,
	    shown, within[0] == '\0' ? "" : " in ", within,
	    near == NULL ? "twofold.conf(5) has the ones there are"
			 : "did you mean \"",
	    near == NULL ? "" : near, near == NULL ? "" : "\"?");
}

void
slip_setting(struct mistakes *mistakes, const struct grammar *grammar,
    const struct grammar_kind *kind, int line, const char *name)
{
	const char *names[GRAMMAR_NAMES_MAX + GRAMMAR_KINDS_MAX];
	size_t count = 0, i;

	for (i = 0; i < kind->count; i++)
		names[count++] = kind->names[i].name;
	for (i = 1; i < grammar->count && kind == &grammar->kinds[0]; i++)
		names[count++] = grammar->kinds[i].kind;
	unknown(mistakes, line, "setting", name, kind->kind,
	    text_nearest(name, names, count));
}

void
slip_section(struct mistakes *mistakes, const struct grammar *grammar,
    const struct grammar_kind *kind, int line, const char *name)
{
	const char *names[GRAMMAR_KINDS_MAX];
	size_t count = 0, i;

	for (i = 1; i < grammar->count; i++) {
		names[count++] = grammar->kinds[i].kind;
		if (text_same(name, grammar->kinds[i].kind)) {
			mistakes_add(mistakes, line,
			    "%s cannot stand within %s; is a } missing before "
			    "it?",
			    name, kind->kind);
			return;
		}
	}
	unknown(mistakes, line, "section", name, "",
	    text_nearest(name, names, count));
}

/* Notes a sentence about one word. */
static void
note(struct mistakes *mistakes, const struct grammar_kind *kind, int line,
    const char *word, const char *sentence)
{
	char shown[SHOWN_SIZE];

	text_show(word, SHOWN, shown, sizeof(shown));
	mistakes_add(mistakes, line, "%s%s\"%s\" %s", kind->kind,
	    kind->kind[0] == '\0' ? "" : ": ", shown, sentence);
}

void
slip_equals(struct mistakes *mistakes, const struct grammar_kind *kind,
    int line, const char *name)
{
	note(mistakes, kind, line, name,
	    "has no = after it; a setting is written name = \"value\"");
}

void
slip_syntax(struct mistakes *mistakes, const struct grammar_kind *kind,
    int line, const char *format, va_list ap)
{
	char text[MISTAKE_SIZE];
	size_t i;

	for (i = 0; i < SENTENCES; i++) {
		if (!text_same(format, sentences[i].theirs))
			continue;
		if (sentences[i].word)
			note(mistakes, kind, line, va_arg(ap, const char *),
			    sentences[i].ours);
		else
			mistakes_add(mistakes, line, "%s", sentences[i].ours);
		return;
	}
	vsnprintf(text, sizeof(text), format, ap);
	mistakes_add(mistakes, line,
	    "is not understood (%s); twofold.conf(5) has examples", text);
}
