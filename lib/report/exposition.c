#include "model.h"
#include "report/exposition.h"

#define LABELS_MAX 256 /* bytes; names of our own */

void
exposition_family(struct buf *out, const char *name, const char *help)
{
	buf_format(out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

void
exposition_sample(
    struct buf *out, const char *name, const char *labels, double value)
{
	buf_text(out, name);
	if (labels[0] != '\0')
		buf_format(out, "{%s}", labels);
	/* An instant is whole, and %g would round it. */
	buf_format(out, value == (double)(int64_t)value ? " %.0f\n" : " %.3f\n",
	    value);
}

void
exposition_label(struct buf *labels, const char *name, const char *value)
{
	buf_format(labels, "%s%s=\"", labels->len == 0 ? "" : ",", name);
	for (; *value != '\0'; value++) {
		if (*value == '\n')
			buf_text(labels, "\\n");
		else if (*value == '"' || *value == '\\')
			buf_format(labels, "\\%c", *value);
		else
			buf_char(labels, *value);
	}
	buf_char(labels, '"');
}

void
exposition_people(
    struct buf *out, const struct headcount *people, int64_t deadline)
{
	struct buf labels;
	int state;

	buf_init(&labels, LABELS_MAX);
	exposition_family(out, "twofold_people",
	    "People who have not left, by how far they are.");
	for (state = 0; state < STATES; state++) {
		buf_clear(&labels);
		exposition_label(
		    &labels, "state", model_state((enum person_state)state));
		exposition_sample(out, "twofold_people", labels.data,
		    (double)people->states[state]);
	}
	exposition_family(out, "twofold_unreachable_people",
	    "People not enrolled whose mailbox does not exist.");
	exposition_sample(
	    out, "twofold_unreachable_people", "", (double)people->unreachable);
	exposition_family(out, "twofold_deadline_timestamp_seconds",
	    "The first instant of the campaign's last day.");
	exposition_sample(
	    out, "twofold_deadline_timestamp_seconds", "", (double)deadline);
	if (labels.failed)
		out->failed = true;
	buf_free(&labels);
}
