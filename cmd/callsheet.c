#include <stdio.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/sheet.h"
#include "callsheet.h"
#include "jsonout.h"
#include "report/ink.h"

#define LINE_MAX 1024 /* bytes of an entry, texts and reasons */
#define PHONE_WIDTH PHONE_MAX
#define REF_WIDTH 18
#define NAME_WIDTH 24
#define PLACE_WIDTH 28
#define NUMBER_SIZE 24 /* an int64_t in decimal and its NUL */

/* Prints what is written so far. */
static int
flush(struct buf *out, struct err *err)
{
	if (out->failed)
		return err_memory(err);
	fwrite(out->data, 1, out->len, stdout);
	buf_clear(out);
	return 0;
}

static void
add_columns(const struct ink *ink, const char *phone, const char *ref,
    const char *name, const char *place, const char *deadline)
{
	ink_cut(ink, phone, PHONE_WIDTH, true);
	buf_text(ink->out, "  ");
	ink_cut(ink, ref, REF_WIDTH, true);
	buf_text(ink->out, "  ");
	ink_cut(ink, name, NAME_WIDTH, true);
	buf_text(ink->out, "  ");
	ink_cut(ink, place, PLACE_WIDTH, true);
	buf_format(ink->out, "  %-10s  ", deadline);
}

static void
add_call(const struct ink *ink, const struct phonelist_entry *e)
{
	char deadline[DAY_TEXT_SIZE];

	day_text(e->deadline_day, deadline);
	add_columns(ink, e->person.phone, e->person.ref, e->person.name,
	    e->organisation.name, deadline);
	buf_format(ink->out, "%s; ", e->person.language);
	phonelist_why(e, ink->out);
	buf_char(ink->out, '\n');
}

int
callsheet_text(const struct phonelist *list, size_t shown, struct err *err)
{
	struct buf out;
	const struct ink ink = {&out, false};
	size_t i;
	int rc = 0;

	buf_init(&out, LINE_MAX);
	if (shown > 0) {
		add_columns(
		    &ink, "phone", "user", "name", "organisation", "deadline");
		buf_text(&out, "to know\n");
	}
	for (i = 0; i < shown && rc == 0; i++) {
		rc = flush(&out, err);
		add_call(&ink, &list->entries[i]);
	}
	if (rc == 0)
		rc = flush(&out, err);
	buf_free(&out);
	if (rc == 0 && shown < list->count)
		printf("%zu to call today, of %zu\n", shown, list->count);
	else if (rc == 0)
		printf("%zu to call\n", shown);
	return rc;
}

static void
add_day(struct sheet *sheet, int64_t day)
{
	char text[DAY_TEXT_SIZE];

	day_text(day, text);
	sheet_field(sheet, text);
}

static void
add_line(struct sheet *sheet, const struct phonelist_entry *e, struct buf *why)
{
	char tries[NUMBER_SIZE];

	buf_clear(why);
	phonelist_why(e, why);
	snprintf(tries, sizeof(tries), "%lld", (long long)e->tries);
	sheet_field(sheet, e->person.phone);
	sheet_field(sheet, e->person.ref);
	sheet_field(sheet, e->person.name);
	sheet_field(sheet, e->person.language);
	sheet_field(sheet, e->organisation.ref);
	sheet_field(sheet, e->organisation.name);
	add_day(sheet, e->deadline_day);
	sheet_field(sheet, e->stage);
	add_day(sheet, day_of(e->since));
	sheet_field(sheet, tries);
	sheet_field(sheet, why->data);
	sheet_end_line(sheet);
}

int
callsheet_csv(const struct phonelist *list, size_t shown, struct err *err)
{
	static const char *const headings[] = {"phone", "user", "name",
	    "language", "organisation", "organisation_name", "deadline",
	    "stage", "since", "tries", "to_know"};
	struct buf out, why;
	struct sheet sheet = {.out = &out};
	size_t i;
	int rc = 0;

	buf_init(&out, LINE_MAX * 2);
	buf_init(&why, LINE_MAX);
	buf_text(&out, SHEET_MARK);
	for (i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		sheet_field(&sheet, headings[i]);
	sheet_end_line(&sheet);
	for (i = 0; i < shown && rc == 0; i++) {
		rc = flush(&out, err);
		add_line(&sheet, &list->entries[i], &why);
	}
	if (rc == 0)
		rc = flush(&out, err);
	buf_free(&why);
	buf_free(&out);
	return rc;
}

static void
json_call(struct jsonout *out, const struct phonelist_entry *e, struct buf *why)
{
	const struct person *p = &e->person;

	buf_clear(why);
	phonelist_why(e, why);
	jsonout_begin(out, NULL, '{');
	jsonout_text(out, "user", p->ref);
	jsonout_text(out, "name", p->name);
	jsonout_text(out, "phone", p->phone);
	jsonout_text(out, "language", p->language);
	jsonout_text(out, "organisation", e->organisation.ref);
	jsonout_text(out, "organisation_name", e->organisation.name);
	jsonout_text(out, "state", model_state(model_person_state(p)));
	jsonout_day(out, "deadline", e->deadline_day);
	jsonout_number(out, "difficulty", e->difficulty);
	jsonout_number(out, "tries", e->tries);
	jsonout_text(out, "to_know", why->data);
	jsonout_text(out, "stage", e->stage);
	jsonout_instant(out, "since", e->since);
	jsonout_end(out, '}');
}

int
callsheet_json(const struct phonelist *list, size_t shown, struct err *err)
{
	struct jsonout out = {false};
	struct buf why;
	size_t i;
	int rc;

	buf_init(&why, LINE_MAX);
	jsonout_begin(&out, NULL, '[');
	for (i = 0; i < shown; i++)
		json_call(&out, &list->entries[i], &why);
	jsonout_end(&out, ']');
	putchar('\n');
	rc = why.failed ? err_memory(err) : 0;
	buf_free(&why);
	return rc;
}
