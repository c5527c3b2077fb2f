#include "base/text.h"
#include "roster/difference.h"

static const char *const names[DIFFERENCE_FIELDS] = {
    [DIFFERENCE_NAME] = "name",
    [DIFFERENCE_EMAIL] = "email",
    [DIFFERENCE_PHONE] = "phone",
    [DIFFERENCE_IDENTIFIER] = "identifier",
    [DIFFERENCE_LANGUAGE] = "language",
    [DIFFERENCE_WAVE] = "wave",
    [DIFFERENCE_ROLE] = "role",
    [DIFFERENCE_JOINED] = "joined",
    [DIFFERENCE_METHOD] = "method",
    [DIFFERENCE_ORGANISATION] = "organisation",
};

const char *
difference_field_name(enum difference_field field)
{
	return names[field];
}

const char *
difference_kind_name(enum difference_kind kind)
{
	static const char *const kinds[] = {
	    [DIFFERENCE_ADDED] = "added",
	    [DIFFERENCE_CHANGED] = "changed",
	    [DIFFERENCE_BACK] = "back",
	    [DIFFERENCE_LEFT] = "left",
	};

	return kinds[kind];
}

unsigned int
difference_of(const struct person *a, const struct person *b)
{
	const bool differs[DIFFERENCE_FIELDS] = {
	    [DIFFERENCE_NAME] = !text_same(a->name, b->name),
	    [DIFFERENCE_EMAIL] =
		!text_same(a->email, b->email) || a->shared != b->shared,
	    [DIFFERENCE_PHONE] = !text_same(a->phone, b->phone),
	    [DIFFERENCE_IDENTIFIER] = !text_same(a->identifier, b->identifier),
	    [DIFFERENCE_LANGUAGE] = !text_same(a->language, b->language),
	    [DIFFERENCE_WAVE] = !text_same(a->wave, b->wave),
	    [DIFFERENCE_ROLE] = a->audience != b->audience,
	    [DIFFERENCE_JOINED] = a->joined_day != b->joined_day,
	    [DIFFERENCE_METHOD] = a->enrolled_at != b->enrolled_at ||
		!text_same(a->method, b->method),
	    [DIFFERENCE_ORGANISATION] = a->organisation != b->organisation,
	};
	unsigned int fields = 0, field;

	for (field = 0; field < DIFFERENCE_FIELDS; field++)
		fields |= (unsigned int)differs[field] << field;
	return fields;
}

void
difference_add(
    struct difference_counts *to, const struct difference_counts *from)
{
	int field;

	to->added += from->added;
	to->changed += from->changed;
	for (field = 0; field < DIFFERENCE_FIELDS; field++)
		to->fields[field] += from->fields[field];
	to->deadlines += from->deadlines;
	to->unchanged += from->unchanged;
	to->back += from->back;
	to->left += from->left;
}
