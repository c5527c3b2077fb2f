#include <stdio.h>

#include "base/day.h"
#include "report/plot.h"

#define ROWS 10   /* of ten percent each */
#define EIGHTHS 8 /* steps within a block character */
#define MARGIN 8  /* columns, for "  100 % " */
#define MONTH_WIDTH 4

/* The day of a column; columns share the days evenly. */
static int64_t
day_of_column(int64_t first, int64_t last, int column, int columns)
{
	return first +
	    (last - first) * column / (columns > 1 ? columns - 1 : 1);
}

static double
part(int64_t enrolled, int64_t population)
{
	return population == 0 ? 0 : (double)enrolled / (double)population;
}

/* The share on a day that was or is foreseen; "*ahead" tells which. */
static double
share_on(const struct report *r, int64_t day, bool *ahead)
{
	const struct adoption *a = &r->adoption;
	size_t i = (size_t)(day - a->first_day);

	*ahead = day > a->today;
	if (!*ahead)
		return part(a->days[i].enrolled, a->days[i].population);
	i = (size_t)(day - a->today - 1);
	if (i >= r->forecast.day_count)
		i = r->forecast.day_count - 1;
	/* On its eve only the deadline is to come, and nothing is foreseen. */
	return r->forecast.day_count == 0 ? r->forecast.total.expected
					  : r->forecast.days[i].expected;
}

/* What stands in a row at a share: a block, a part of one, a blank. */
static const char *
block(double share, int row, bool ahead)
{
	static const char *const parts[EIGHTHS + 1] = {" ", "\u2581", "\u2582",
	    "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
	int eighths = (int)(share * ROWS * EIGHTHS) - row * EIGHTHS;

	if (eighths <= 0)
		return parts[0];
	if (ahead)
		return eighths < EIGHTHS / 2 ? parts[0] : "\u2591";
	return parts[eighths > EIGHTHS ? EIGHTHS : eighths];
}

static bool
is_planned(const struct report *r, int64_t day, int row)
{
	size_t i = (size_t)(day - r->adoption.first_day);
	double plan;

	if (i >= r->forecast.plan_count)
		return false;
	plan = r->forecast.plan[i] * ROWS;
	return plan > row && (plan <= row + 1);
}

static void
add_months(int64_t first, int64_t last, int columns, struct buf *out)
{
	int column, month = 0, free_from = 0;
	struct date date;

	buf_format(out, "%*s", MARGIN, "");
	for (column = 0; column < columns; column++) {
		date = day_to_date(day_of_column(first, last, column, columns));
		if (column < free_from)
			continue;
		if (date.month != month && column + MONTH_WIDTH <= columns) {
			buf_format(
			    out, "%02d%*s", date.month, MONTH_WIDTH - 2, "");
			free_from = column + MONTH_WIDTH;
			month = date.month;
		} else {
			buf_char(out, ' ');
		}
	}
	buf_text(out, "(month)\n");
}

void
plot_curve(const struct report *r, int width, struct buf *out)
{
	int64_t first = r->adoption.first_day, last = r->adoption.deadline_day;
	int columns = width - MARGIN - MONTH_WIDTH * 2, row, column;
	const char *text;
	double share;
	int64_t day;
	bool ahead;

	if (last < r->adoption.today)
		last = r->adoption.today;
	for (row = ROWS - 1; row >= 0; row--) {
		buf_format(out, "%5d %% ", (row + 1) * 100 / ROWS);
		for (column = 0; column < columns; column++) {
			day = day_of_column(first, last, column, columns);
			share = share_on(r, day, &ahead);
			text = block(share, row, ahead);
			if (text[0] == ' ' && is_planned(r, day, row))
				text = "\u00b7";
			buf_text(out, text);
		}
		buf_char(out, '\n');
	}
	add_months(first, last, columns, out);
}
