#include "base/day.h"
#include "report/axis.h"

#define MONTH_WIDTH 34 /* that the name of a month takes */
#define WORD_WIDTH 80  /* that a word above the drawing takes */

void
axis_init(
    struct axis *axis, const struct report *report, double left, double right)
{
	const struct adoption *a = &report->adoption;

	*axis = (struct axis){.first = a->first_day,
	    .last = a->deadline_day > a->today ? a->deadline_day : a->today,
	    .today = a->today,
	    .deadline = a->deadline_day,
	    .left = left,
	    .right = right};
	if (axis->last == axis->first)
		axis->last++;
}

double
axis_x(const struct axis *axis, int64_t day)
{
	if (day < axis->first)
		day = axis->first;
	if (day > axis->last)
		day = axis->last;
	return axis->left +
	    (axis->right - axis->left) * (double)(day - axis->first) /
	    (double)(axis->last - axis->first);
}

/* The name of each month that has room, where it begins. */
static void
add_months(const struct axis *axis, const struct wording *w, double bottom,
    struct buf *out)
{
	char text[WORDING_SIZE];
	double x, from = axis->left;
	struct date date;
	int64_t day;

	for (day = axis->first; day <= axis->last; day++) {
		date = day_to_date(day);
		x = axis_x(axis, day);
		if (date.day != 1 && day != axis->first)
			continue;
		if (date.day == 1)
			buf_format(out,
			    "<line class=\"month\" x1=\"%.1f\" x2=\"%.1f\""
			    " y1=\"%.1f\" y2=\"%.1f\"/>",
			    x, x, bottom, bottom + 4);
		if (x < from || x + MONTH_WIDTH > axis->right + 12)
			continue;
		buf_format(out, "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\">",
		    x, bottom + 17);
		wording_text(wording_month(w, date.month, text), out);
		buf_text(out, "</text>");
		from = x + MONTH_WIDTH;
	}
}

static void
add_line(const struct axis *axis, int64_t day, const char *class, double top,
    double bottom, struct buf *out)
{
	double x = axis_x(axis, day);

	buf_format(out,
	    "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\""
	    " y2=\"%.1f\"/>",
	    class, x, x, top, bottom);
}

static void
add_word(const struct axis *axis, const struct wording *w, int64_t day,
    const char *key, double top, struct buf *out)
{
	buf_format(out,
	    "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\""
	    " text-anchor=\"end\">",
	    axis_x(axis, day), top - 8);
	wording_add(w, key, out);
	buf_text(out, "</text>");
}

void
axis_add(const struct axis *axis, const struct wording *w, double top,
    double bottom, struct buf *out)
{
	double apart = axis_x(axis, axis->deadline) - axis_x(axis, axis->today);

	add_months(axis, w, bottom, out);
	add_line(axis, axis->deadline, "deadline", top - 4, bottom, out);
	add_word(axis, w, axis->deadline, "report.deadline", top, out);
	if (axis->today == axis->last)
		return;
	add_line(axis, axis->today, "today", top - 4, bottom, out);
	if (apart > WORD_WIDTH && axis_x(axis, axis->today) > WORD_WIDTH)
		add_word(axis, w, axis->today, "report.today", top, out);
}
