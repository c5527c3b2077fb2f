#include <stdio.h>

#include "base/day.h"
#include "base/sheet.h"
#include "report/ledger.h"

#define NUMBER_SIZE 24 /* bytes: an int64_t in decimal */

static void
add_number(struct sheet *sheet, int64_t number)
{
	char text[NUMBER_SIZE];

	snprintf(text, sizeof(text), "%lld", (long long)number);
	sheet_field(sheet, text);
}

static void
add_heading(struct sheet *sheet)
{
	static const char *const besides[] = {"exempt", "snoozed",
	    "unreachable", "locked", "admins", "admins_enrolled", "left",
	    "deadline", "low", "expected", "high", "missing", "next"};
	size_t i;
	int state;

	sheet_field(sheet, "organisation");
	sheet_field(sheet, "name");
	sheet_field(sheet, "population");
	for (state = 0; state < STATES; state++)
		sheet_field(sheet, model_state((enum person_state)state));
	for (i = 0; i < sizeof(besides) / sizeof(besides[0]); i++)
		sheet_field(sheet, besides[i]);
	sheet_end_line(sheet);
}

static void
add_line(struct sheet *sheet, const struct forecast_line *foreseen)
{
	const struct adoption_line *line = foreseen->line;
	char deadline[DAY_TEXT_SIZE];
	int state;

	sheet_field(sheet, line->organisation.ref);
	sheet_field(sheet, line->organisation.name);
	add_number(sheet, line->people.population);
	for (state = 0; state < STATES; state++)
		add_number(sheet, line->people.states[state]);
	add_number(sheet, line->people.exempt);
	add_number(sheet, line->people.snoozed);
	add_number(sheet, line->people.unreachable);
	add_number(sheet, line->people.locked);
	add_number(sheet, line->people.admins);
	add_number(sheet, line->people.admins_enrolled);
	add_number(sheet, line->people.left);
	day_text(line->deadline_day, deadline);
	sheet_field(sheet, deadline);
	add_number(sheet, forecast_percent(foreseen->range.low));
	add_number(sheet, forecast_percent(foreseen->range.expected));
	add_number(sheet, forecast_percent(foreseen->range.high));
	add_number(sheet, foreseen->missing);
	sheet_field(sheet, advice_name(foreseen->next));
	sheet_end_line(sheet);
}

int
ledger_report(const struct report *report, struct buf *out, struct err *err)
{
	const struct forecast *forecast = &report->forecast;
	struct sheet sheet = {.out = out};
	size_t i;

	buf_text(out, SHEET_MARK);
	add_heading(&sheet);
	for (i = 0; i < forecast->count; i++)
		add_line(&sheet, &forecast->lines[i]);
	return report_fits(out, err);
}
