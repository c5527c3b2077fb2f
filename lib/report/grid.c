#include "report/grid.h"

void
grid_begin(const struct panel *p, const char *const *keys, size_t count)
{
	size_t i;

	buf_text(p->out,
	    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
	    "aria-label=\"");
	wording_add(p->wording, keys[0], p->out);
	buf_text(p->out, "\"><table>\n<thead><tr>");
	for (i = 0; i < count; i++) {
		buf_text(p->out, "<th scope=\"col\">");
		wording_add(p->wording, keys[i], p->out);
		buf_text(p->out, "</th>");
	}
	buf_text(p->out, "</tr></thead>\n<tbody>\n");
}

void
grid_end(const struct panel *p)
{
	buf_text(p->out, "</tbody>\n</table></div>\n");
}

void
grid_cell(const struct panel *p, const char *html)
{
	buf_format(p->out, "<td>%s</td>", html);
}

void
grid_number(const struct panel *p, int64_t number)
{
	char text[WORDING_SIZE];

	grid_cell(p, wording_number(p->wording, number, text));
}

void
grid_row(const struct panel *p, const char *name)
{
	buf_text(p->out, "<tr><th scope=\"row\">");
	wording_text(name, p->out);
	buf_text(p->out, "</th>");
}
