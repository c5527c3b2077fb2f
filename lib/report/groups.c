#include <stdio.h>

#include "report/grid.h"
#include "report/groups.h"

#define KEYS 13 /* of the figures */

void
groups_begin(const struct panel *p, const char *key, const char *last)
{
	const char *const keys[KEYS + 2] = {key, "report.people",
	    "report.enrolled", "report.left", "report.percent",
	    "report.state.waiting", "report.state.invited",
	    "report.state.opened", "report.state.started",
	    "report.short.exempt", "report.short.snoozed",
	    "report.short.unreachable", "report.short.locked",
	    "report.short.gone", last};

	grid_begin(p, keys, KEYS + 1 + (last != NULL));
}

void
groups_cells(const struct panel *p, const struct headcount *people)
{
	const int64_t others[] = {people->states[STATE_WAITING],
	    people->states[STATE_INVITED], people->states[STATE_OPENED],
	    people->states[STATE_STARTED], people->exempt, people->snoozed,
	    people->unreachable, people->locked, people->left};
	char text[WORDING_SIZE];
	size_t i;

	grid_number(p, people->population);
	grid_number(p, people->states[STATE_ENROLLED]);
	grid_number(p, headcount_left(people));
	grid_cell(
	    p, wording_tenths(p->wording, headcount_tenths(people), text));
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		grid_number(p, others[i]);
}

static void
add_group(
    const struct panel *p, const char *name, const struct headcount *people)
{
	if (people->population + people->left == 0)
		return;
	grid_row(p, name);
	groups_cells(p, people);
	buf_text(p->out, "</tr>\n");
}

void
groups_all(const struct panel *p)
{
	const struct adoption *a = &p->report->adoption;
	const void *words = p->wording->source;
	const char *name;
	char key[64];
	size_t i;

	panel_begin(p, "report.groups", "groups");
	groups_begin(p, "report.group", NULL);
	for (i = 0; i < AUDIENCES; i++) {
		snprintf(key, sizeof(key), "report.audience.%s",
		    model_audience((enum audience)i));
		add_group(p, p->wording->word(words, key), &a->audiences[i]);
	}
	for (i = 0; i < a->wave_count; i++) {
		name = a->waves[i].name;
		if (name[0] == '\0')
			name = p->wording->word(words, "report.wave.none");
		/* Where there are no waves, they are everyone. */
		if (a->wave_count > 1)
			add_group(p, name, &a->waves[i].people);
	}
	grid_end(p);
	panel_end(p);
}
