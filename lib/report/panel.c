#include <stdio.h>

#include "base/text.h"
#include "report/chart.h"
#include "report/grid.h"
#include "report/panel.h"
#include "store/outreach.h"

void
panel_begin(const struct panel *p, const char *key, const char *class)
{
	buf_format(p->out,
	    "<section class=\"%s\" aria-labelledby=\"h-%s\">\n"
	    "<h2 id=\"h-%s\">",
	    class, class, class);
	wording_add(p->wording, key, p->out);
	buf_text(p->out, "</h2>\n");
}

void
panel_end(const struct panel *p)
{
	buf_text(p->out, "</section>\n");
}

/* A step of the funnel: a bar, how many, which part of all. */
static void
add_bar(const struct panel *p, const char *key, int64_t people, int64_t of,
    const char *class)
{
	char number[WORDING_SIZE], percent[WORDING_SIZE];

	buf_format(p->out, "<tr class=\"%s\"><th scope=\"row\">", class);
	wording_add(p->wording, key, p->out);
	buf_format(p->out,
	    "</th><td class=\"bar\"><svg viewBox=\"0 0 100 10\""
	    " preserveAspectRatio=\"none\" aria-hidden=\"true\">"
	    "<rect class=\"rest\" width=\"100\" height=\"10\"/>"
	    "<rect class=\"part\" width=\"%.1f\" height=\"10\"/></svg></td>"
	    "<td>%s</td><td>%s</td></tr>\n",
	    of == 0 ? 0.0 : 100.0 * (double)people / (double)of,
	    wording_number(p->wording, people, number),
	    wording_tenths(p->wording, headcount_part(people, of), percent));
}

/* What is beside the states, if there is anything. */
static void
add_besides(const struct panel *p)
{
	const struct headcount *t = &p->report->adoption.total;
	const struct {
		const char *key;
		int64_t people;
	} besides[] = {
	    {"report.exempt", t->exempt},
	    {"report.snoozed", t->snoozed},
	    {"report.unreachable", t->unreachable},
	    {"report.locked", t->locked},
	    {"report.gone", t->left},
	};
	char text[WORDING_SIZE];
	size_t i;

	buf_text(p->out, "<dl class=\"besides\">");
	for (i = 0; i < sizeof(besides) / sizeof(besides[0]); i++) {
		buf_text(p->out, "<div><dt>");
		wording_add(p->wording, besides[i].key, p->out);
		buf_format(p->out, "</dt><dd>%s</dd></div>",
		    wording_number(p->wording, besides[i].people, text));
	}
	buf_text(p->out, "</dl>\n");
}

void
panel_funnel(const struct panel *p)
{
	static const struct {
		const char *key;
		enum person_state state;
	} steps[] = {
	    {"report.funnel.invited", STATE_INVITED},
	    {"report.funnel.opened", STATE_OPENED},
	    {"report.funnel.started", STATE_STARTED},
	    {"report.funnel.enrolled", STATE_ENROLLED},
	};
	static const char *const keys[] = {"report.funnel.step",
	    "report.funnel.bar", "report.people", "report.percent"};
	const struct headcount *t = &p->report->adoption.total;
	size_t i;

	panel_begin(p, "report.funnel", "funnel");
	grid_begin(p, keys, sizeof(keys) / sizeof(keys[0]));
	add_bar(p, "report.funnel.listed", t->population, t->population, "");
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		add_bar(p, steps[i].key, headcount_reached(t, steps[i].state),
		    t->population,
		    steps[i].state == STATE_ENROLLED ? "done" : "");
	grid_end(p);
	add_besides(p);
	panel_end(p);
}

static void
add_channel(const struct panel *p, const char *channel)
{
	char key[LABEL_MAX + 16];

	snprintf(key, sizeof(key), "channel.%s", channel);
	buf_text(p->out, "<td class=\"words\">");
	wording_text(wording_or(p->wording, key, channel), p->out);
	buf_text(p->out, "</td>");
}

void
panel_stages(const struct panel *p)
{
	static const char *const keys[] = {"report.stage", "report.channel",
	    "report.sent", "report.bounced", "report.failed",
	    "report.followed"};
	const struct adoption *a = &p->report->adoption;
	const struct adoption_stage *s;
	char text[WORDING_SIZE];
	size_t i;

	if (a->stage_count == 0)
		return;
	panel_begin(p, "report.stages", "stages");
	grid_begin(p, keys, sizeof(keys) / sizeof(keys[0]));
	for (i = 0; i < a->stage_count; i++) {
		s = &a->stages[i];
		if (s->sent + s->failed == 0)
			continue;
		grid_row(p, chart_stage(p->wording, s->name));
		add_channel(p, s->channel);
		grid_number(p, s->sent);
		grid_number(p, s->bounced);
		grid_number(p, s->failed);
		grid_cell(p,
		    s->settled > 0 && s->followed > 0
			? wording_tenths(p->wording,
			      headcount_part(s->settled_followed, s->settled),
			      text)
			: "\u2013");
		buf_text(p->out, "</tr>\n");
	}
	grid_end(p);
	panel_end(p);
}

/* A method as people know it. */
static const char *
method_name(const struct panel *p, const char *method)
{
	char key[LABEL_MAX + 16];

	snprintf(key, sizeof(key), "method.%s", method);
	return wording_or(p->wording, key, method);
}

static void
add_shares(const struct panel *p, const char *const keys[2],
    const struct adoption_share *shares, size_t count, const char *none)
{
	char name[2 * LABEL_MAX + WORDING_SIZE], key[LABEL_MAX + 16];
	size_t i;

	grid_begin(p, keys, 2);
	for (i = 0; i < count; i++) {
		snprintf(key, sizeof(key), "channel.%s", shares[i].channel);
		if (shares[i].name[0] == '\0')
			snprintf(name, sizeof(name), "%.90s",
			    p->wording->word(p->wording->source, none));
		else if (shares[i].channel[0] == '\0')
			snprintf(name, sizeof(name), "%.90s",
			    method_name(p, shares[i].name));
		else
			snprintf(name, sizeof(name), "%.60s, %.40s",
			    chart_stage(p->wording, shares[i].name),
			    wording_or(p->wording, key, shares[i].channel));
		grid_row(p, name);
		grid_number(p, shares[i].people);
		buf_text(p->out, "</tr>\n");
	}
	grid_end(p);
}

static void
add_calls(const struct panel *p)
{
	static const char *const keys[] = {"report.calls", "report.count"};
	const struct adoption *a = &p->report->adoption;
	int64_t all = 0;
	char key[64];
	int i;

	for (i = 0; i < ADOPTION_CALLS; i++)
		all += a->calls[i];
	if (all == 0)
		return;
	grid_begin(p, keys, 2);
	for (i = 0; i < ADOPTION_CALLS; i++) {
		if (a->calls[i] == 0)
			continue;
		snprintf(key, sizeof(key), "report.call.%s",
		    adoption_call_name((enum adoption_call)i));
		grid_row(p, p->wording->word(p->wording->source, key));
		grid_number(p, a->calls[i]);
		buf_text(p->out, "</tr>\n");
	}
	grid_end(p);
}

void
panel_ways(const struct panel *p)
{
	static const char *const methods[] = {
	    "report.method.of", "report.people"};
	static const char *const led[] = {"report.led", "report.people"};
	const struct adoption *a = &p->report->adoption;
	char half[WORDING_SIZE], most[WORDING_SIZE];

	panel_begin(p, "report.ways", "ways");
	if (a->timed > 0) {
		buf_text(p->out, "<p>");
		wording_fill(p->wording, "report.time",
		    wording_count(
			p->wording, "days", report_days(a->median_hours), half),
		    wording_count(
			p->wording, "days", report_days(a->slow_hours), most),
		    NULL, p->out);
		buf_text(p->out, "</p>\n");
	}
	buf_text(p->out, "<div class=\"columns\">\n");
	add_shares(
	    p, methods, a->methods, a->method_count, "report.method.other");
	add_shares(p, led, a->led, a->led_count, "report.led.none");
	add_calls(p);
	buf_text(p->out, "</div>\n");
	panel_end(p);
}
