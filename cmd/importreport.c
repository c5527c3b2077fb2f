#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "importreport.h"
#include "roster/fault.h"

#define LINES 5           /* in a mail; the report has all */
#define REFUSALS_MAX 8192 /* bytes of what is kept of a list */
#define FIELD_MAX 512     /* bytes of one of its fields */
#define TOLD_MAX 1024     /* bytes of a sentence in another language */

void
importreport_init(struct importreport *report)
{
	*report = (struct importreport){.line = 0};
	buf_init(&report->refusals, REFUSALS_MAX);
}

void
importreport_free(struct importreport *report)
{
	buf_free(&report->refusals);
}

/* A line each: number, title, value, reason; none has a tab or newline. */
void
importreport_add(
    struct importreport *report, const struct roster_refusal *refusal)
{
	if (refusal->line != report->line) {
		report->line = refusal->line;
		report->lines++;
	}
	if (report->lines <= LINES)
		buf_format(&report->refusals, "%zu\t%s\t%s\t%s\n",
		    refusal->line, refusal->column, refusal->value,
		    refusal->reason);
}

/* The text up to "end", which is passed over. */
static const char *
take(const char *text, char end, char out[FIELD_MAX])
{
	size_t len = strcspn(text, (char[]){end, '\0'});

	snprintf(out, FIELD_MAX, "%.*s", (int)len, text);
	return text[len] == '\0' ? text + len : text + len + 1;
}

/* How the column with that title is filled in, in the letter's language. */
static const char *
hint_of(const char *title, const struct catalogue *words)
{
	int column = column_find(title);

	if (title[0] == '\0')
		return catalogue_get(words, "hint.row");
	if (column == COLUMN_NONE)
		return "";
	return catalogue_named(words, "hint", column_name((enum column)column));
}

/* Whether an earlier refusal is of the same column: one hint is enough. */
static bool
is_told(const struct value *list, const char *title)
{
	const struct value *item;

	for (item = value_first(list); item != NULL; item = value_next(item)) {
		if (text_same(
			value_text(value_find(item, "title", strlen("title"))),
			title))
			return true;
	}
	return false;
}

/* Sets "told", what the words have for a sentence; "" when they have it not. */
static void
set_told(
    struct value *data, const char *sentence, const struct catalogue *words)
{
	const char *texts[FAULT_TEXTS];
	struct fault fault;
	struct buf told;
	size_t i;

	buf_init(&told, TOLD_MAX);
	if (fault_find(sentence, &fault)) {
		for (i = 0; i < FAULT_TEXTS; i++)
			texts[i] = fault.texts[i];
		catalogue_sentence(
		    words, "fault", fault.name, texts, FAULT_TEXTS, &told);
	}
	value_set(data, "told", told.failed ? "" : told.data);
	buf_free(&told);
}

/* Returns how many lines there are. */
static int64_t
fill_refusals(
    const char *text, const struct catalogue *words, struct value *list)
{
	char number[FIELD_MAX], last[FIELD_MAX] = "", field[FIELD_MAX];
	struct value *refusal;
	const char *hint;
	int64_t lines = 0;

	while (*text != '\0') {
		text = take(text, '\t', number);
		text = take(text, '\t', field);
		hint = is_told(list, field) ? "" : hint_of(field, words);
		refusal = value_add_object(list);
		value_set(refusal, "line", number);
		lines += !text_same(number, last);
		memcpy(last, number, sizeof(last));
		value_set(refusal, "title", field);
		value_set(refusal, "hint", hint);
		text = take(text, '\t', field);
		value_set(refusal, "value", field);
		text = take(text, '\n', field);
		value_set(refusal, "reason", field);
		set_told(refusal, field, words);
	}
	return lines;
}

static void
set_figure(struct value *data, const char *name, int64_t figure)
{
	if (figure == 0)
		value_set(data, name, "");
	else
		value_set_number(data, name, figure);
}

void
importreport_fill(const struct imported *imported,
    const struct catalogue *words, struct value *data)
{
	int64_t lines;

	value_set(data, "file", imported->file);
	value_set_bool(data, "taken", !imported->refused_whole);
	value_set(data, "trouble", imported->trouble);
	set_told(data, imported->trouble, words);
	set_figure(data, "added", imported->added);
	set_figure(data, "changed", imported->changed);
	set_figure(data, "unchanged", imported->unchanged);
	set_figure(data, "back", imported->back);
	set_figure(data, "left", imported->left);
	set_figure(data, "refused", imported->refused);
	lines = fill_refusals(
	    imported->refusals, words, value_set_list(data, "refusals"));
	set_figure(data, "more",
	    imported->refused > lines ? imported->refused - lines : 0);
}

static void
fill(const void *about, const struct catalogue *words, struct value *data)
{
	importreport_fill(about, words, data);
}

static const struct imported examples[IMPORTREPORT_EXAMPLES] = {
    {.file = "list.csv",
	.trouble = "",
	.refusals = "",
	.added = 12,
	.changed = 3,
	.unchanged = 140,
	.back = 1,
	.left = 2},
    {.file = "list.csv",
	.refused_whole = true,
	.trouble = "",
	.refusals = "14\te-mail\tjan@\thas no domain; an address looks like "
		    "name@example.nl\n"
		    "15\t\t\thas 9 fields where the header has 8\n",
	.refused = 7},
    {.file = "list.csv",
	.refused_whole = true,
	.trouble = "has no column \"ref\"; expected one with a title such as: "
		   "gebruikersnaam",
	.refusals = ""},
};

int
importreport_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err)
{
	struct letter full = *letter;
	struct imported imported;
	struct db_rows *rows = NULL;
	int rc = -1;

	if (about <= 0) {
		imported = examples[-about];
	} else {
		switch (imported_get(set->db, about, &imported, &rows, err)) {
		case LOOKUP_FAILED:
			goto out;
		case LOOKUP_NONE:
			err_set(err, ERR_DATA,
			    "the list that this is about is not kept any "
			    "more");
			goto out;
		case LOOKUP_FOUND:
			break;
		}
	}
	full.more = fill;
	full.about = &imported;
	rc = letter_mail(set->templates, &full, out, err);
out:
	if (rows != NULL)
		db_end(rows);
	return rc;
}
