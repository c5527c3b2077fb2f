#include "base/day.h"
#include "base/text.h"
#include "report/table.h"

#define NAME_WIDTH 38
#define HEAD_WIDTH (TABLE_COLUMNS - 2)
#define TOTAL_BAR 50
#define LINE_BAR 12
#define EIGHTHS 8        /* steps within a block character */
#define CHARACTER_SIZE 4 /* bytes of the longest in UTF-8 */

/* Adds a text cut to "width" columns, and blanks up to there when "pad". */
static void
add_cut(struct buf *out, const char *text, size_t width, bool pad)
{
	char shown[TABLE_COLUMNS * CHARACTER_SIZE + CHARACTER_SIZE * 2];
	size_t max = width;

	/* The ellipsis comes on top, and a control character takes four. */
	do {
		text_show(text, max, shown, sizeof(shown));
	} while (text_length(shown) > width && max-- > 0);
	buf_text(out, shown);
	for (width -= text_length(shown); pad && width > 0; width--)
		buf_char(out, ' ');
}

/* A bar of "width" blocks, the last of them in eighths. */
static void
add_bar(struct buf *out, const struct headcount *people, int width)
{
	static const char *const parts[EIGHTHS + 1] = {"\u2591", "\u258f",
	    "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589",
	    "\u2588"};
	int eighths = headcount_tenths(people) * width * EIGHTHS / 1000;
	int i, part;

	for (i = 0; i < width; i++) {
		part = eighths - i * EIGHTHS;
		if (part > EIGHTHS)
			part = EIGHTHS;
		buf_text(out, parts[part > 0 ? part : 0]);
	}
}

static void
add_percent(struct buf *out, const struct headcount *people)
{
	int tenths = headcount_tenths(people);

	buf_format(out, "%6d.%d %%", tenths / 10, tenths % 10);
}

static void
add_headline(struct buf *out, const struct adoption *adoption,
    const struct config *config)
{
	char today[DAY_TEXT_SIZE], deadline[DAY_TEXT_SIZE];
	int64_t left = adoption->days_left;

	day_text(adoption->today, today);
	day_text(adoption->deadline_day, deadline);
	add_cut(out, config->campaign.product, HEAD_WIDTH / 2 - 1, false);
	buf_text(out, "  ");
	add_cut(out, config->campaign.name, HEAD_WIDTH / 2 - 1, false);
	buf_format(out, "\n%s", today);
	if (left > 0)
		buf_format(out, ", %lld %s to the deadline of %s\n\n",
		    (long long)left, left == 1 ? "day" : "days", deadline);
	else if (left == 0)
		buf_text(out, ", the day of the deadline\n\n");
	else
		buf_format(out, ", the deadline was on %s\n\n", deadline);
}

static void
add_total(struct buf *out, const struct headcount *total)
{
	const struct {
		const char *name;
		int64_t people;
		const char *what;
	} besides[] = {
	    {"exempt", total->exempt, "nothing is asked of them today"},
	    {"snoozed", total->snoozed, "promised a later day"},
	    {"unreachable", total->unreachable, "the mailbox is gone"},
	    {"locked", total->locked, "blocked after wrong codes"},
	};
	size_t i;
	int state;

	buf_format(out, "%lld of %lld people are enrolled\n",
	    (long long)total->states[STATE_ENROLLED],
	    (long long)total->population);
	add_bar(out, total, TOTAL_BAR);
	add_percent(out, total);
	buf_text(out, "\n\n");
	for (state = 0; state < STATES; state++)
		buf_format(out, "  %-11s %9lld\n",
		    model_state((enum person_state)state),
		    (long long)total->states[state]);
	for (i = 0; i < sizeof(besides) / sizeof(besides[0]); i++) {
		if (besides[i].people > 0)
			buf_format(out,
			    "  %-11s %9lld  counted above as "
			    "well: %s\n",
			    besides[i].name, (long long)besides[i].people,
			    besides[i].what);
	}
}

static void
add_line(struct buf *out, const struct adoption_line *line)
{
	add_cut(out, line->organisation.name, NAME_WIDTH, true);
	buf_format(out, " %8lld %8lld", (long long)line->people.population,
	    (long long)line->people.states[STATE_ENROLLED]);
	add_percent(out, &line->people);
	buf_char(out, ' ');
	add_bar(out, &line->people, LINE_BAR);
	buf_char(out, '\n');
}

int
table_adoption(const struct adoption *adoption, const struct config *config,
    struct buf *out, struct err *err)
{
	size_t i;

	add_headline(out, adoption, config);
	add_total(out, &adoption->total);
	if (adoption->count > 0)
		buf_format(out, "\n%-*s %8s %8s  percent\n", NAME_WIDTH,
		    "organisation", "people", "enrolled");
	for (i = 0; i < adoption->count; i++)
		add_line(out, &adoption->organisations[i]);
	return out->failed ? err_memory(err) : 0;
}
