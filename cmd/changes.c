#include <inttypes.h>

#include "changes.h"

void
changes_tell(const struct difference *difference, void *out)
{
	const char *comma = ": ";
	unsigned int field;

	fprintf(out, "%s %s \"%s\"", difference_kind_name(difference->kind),
	    difference->person->ref, difference->person->name);
	for (field = 0; field < DIFFERENCE_FIELDS; field++) {
		if ((difference->fields >> field & 1) == 0)
			continue;
		fprintf(out, "%s%s", comma,
		    difference_field_name((enum difference_field)field));
		comma = ", ";
	}
	fprintf(out, "\n");
}

void
changes_add(struct listing *sum, const struct listing *listing)
{
	sum->refused += listing->refused;
	difference_add(&sum->counts, &listing->counts);
}

static void
print_figure(FILE *out, int64_t figure, const char *word)
{
	if (figure != 0)
		fprintf(out, "%10" PRId64 " %s\n", figure, word);
}

void
changes_print(const struct listing *listing, FILE *out)
{
	const struct difference_counts *c = &listing->counts;
	const char *comma = ": ";
	size_t i;

	fprintf(out, "%10" PRId64 " added\n", c->added);
	fprintf(out, "%10" PRId64 " changed", c->changed);
	for (i = 0; i < DIFFERENCE_FIELDS; i++) {
		if (c->fields[i] == 0)
			continue;
		fprintf(out, "%s%s %" PRId64, comma,
		    difference_field_name((enum difference_field)i),
		    c->fields[i]);
		comma = ", ";
	}
	fprintf(out, "\n");
	print_figure(out, c->fields[DIFFERENCE_ORGANISATION],
	    "  of them moved to another institution");
	print_figure(out, c->deadlines, "  of them have another deadline now");
	fprintf(out, "%10" PRId64 " unchanged\n", c->unchanged);
	print_figure(out, c->back, "back again");
	print_figure(out, c->left, "left");
	print_figure(out, listing->refused, "refused");
}

void
changes_json(const struct listing *listing, FILE *out)
{
	const struct difference_counts *c = &listing->counts;
	size_t i;

	fprintf(out,
	    "\"added\":%" PRId64 ",\"changed\":%" PRId64
	    ",\"unchanged\":%" PRId64 ",\"back\":%" PRId64 ",\"left\":%" PRId64
	    ",\"moved\":%" PRId64 ",\"deadlines\":%" PRId64
	    ",\"refused\":%" PRId64 ",\"fields\":{",
	    c->added, c->changed, c->unchanged, c->back, c->left,
	    c->fields[DIFFERENCE_ORGANISATION], c->deadlines, listing->refused);
	for (i = 0; i < DIFFERENCE_FIELDS; i++)
		fprintf(out, "%s\"%s\":%" PRId64, i == 0 ? "" : ",",
		    difference_field_name((enum difference_field)i),
		    c->fields[i]);
	fprintf(out, "}");
}
