#include <stdio.h>

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
	int state;

	sheet_field(sheet, "organisation");
	sheet_field(sheet, "name");
	sheet_field(sheet, "population");
	for (state = 0; state < STATES; state++)
		sheet_field(sheet, model_state((enum person_state)state));
	sheet_field(sheet, "unreachable");
	sheet_end_line(sheet);
}

static void
add_line(struct sheet *sheet, const struct adoption_line *line)
{
	int state;

	sheet_field(sheet, line->organisation.ref);
	sheet_field(sheet, line->organisation.name);
	add_number(sheet, line->tally.population);
	for (state = 0; state < STATES; state++)
		add_number(sheet, line->tally.states[state]);
	add_number(sheet, line->tally.unreachable);
	sheet_end_line(sheet);
}

int
ledger_adoption(const struct adoption *adoption, const struct config *config,
    struct buf *out, struct err *err)
{
	struct sheet sheet = {.out = out};
	size_t i;

	(void)config;
	buf_text(out, SHEET_MARK);
	add_heading(&sheet);
	for (i = 0; i < adoption->count; i++)
		add_line(&sheet, &adoption->organisations[i]);
	return out->failed ? err_memory(err) : 0;
}
