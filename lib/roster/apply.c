#include "base/day.h"
#include "roster/apply.h"
#include "store/event.h"
#include "store/intake.h"
#include "store/person.h"

static void
tell(const struct apply *apply, enum difference_kind kind,
    const struct person *person, unsigned int fields)
{
	const struct difference difference = {kind, person, fields};

	if (apply->tell != NULL)
		apply->tell(&difference, apply->context);
}

/* An event of one person's. */
static int
note(const struct apply *apply, const char *kind, const struct person *person,
    struct err *err)
{
	const struct event event = {.at = apply->now,
	    .kind = kind,
	    .person = person->id,
	    .actor = apply->actor,
	    .detail = apply->file};

	return event_add(apply->db, &event, err);
}

int
apply_add(
    struct apply *apply, struct person *person, uint64_t hash, struct err *err)
{
	person->listed_day = day_of(apply->now);
	if (person->joined_day == DAY_NONE)
		person->joined_day = person->listed_day;
	person->id = known_next_id(apply->known);
	apply->counts.added++;
	tell(apply, DIFFERENCE_ADDED, person, 0);
	if (intake_add(apply->db, person, err) == -1)
		return -1;
	return known_set(apply->known, person->id, hash, err);
}

static void
count_change(struct apply *apply, const struct person *person,
    const struct person *known, unsigned int fields)
{
	struct difference_counts *counts = &apply->counts;
	unsigned int field;

	counts->changed++;
	for (field = 0; field < DIFFERENCE_FIELDS; field++)
		counts->fields[field] += fields >> field & 1;
	if (apply->deadline != NULL &&
	    apply->deadline(apply->config, person) !=
		apply->deadline(apply->config, known))
		counts->deadlines++;
}

int
apply_change(struct apply *apply, struct person *person,
    const struct person *known, uint64_t hash, struct err *err)
{
	unsigned int fields = difference_of(person, known);
	bool back = known->left_at != 0;

	/* Another wave's deadline may be near or past already. */
	person->listed_day = back || (fields & 1U << DIFFERENCE_WAVE) != 0
	    ? day_of(apply->now)
	    : known->listed_day;
	if (known_set(apply->known, person->id, hash, err) == -1)
		return -1;
	if (fields == 0 && !back) {
		apply->counts.unchanged++;
		return 0;
	}
	if (back)
		apply->counts.back++;
	else
		count_change(apply, person, known, fields);
	tell(
	    apply, back ? DIFFERENCE_BACK : DIFFERENCE_CHANGED, person, fields);
	if (intake_change(apply->db, person,
		(fields & 1U << DIFFERENCE_EMAIL) != 0, err) == -1)
		return -1;
	return back ? note(apply, "back", person, err) : 0;
}

int
apply_leave(struct apply *apply, int64_t id, struct err *err)
{
	struct person person;

	if (person_get(apply->db, id, &person, err) == LOOKUP_FAILED ||
	    intake_leave(apply->db, id, apply->now, err) == -1 ||
	    known_set(apply->known, id, 0, err) == -1)
		return -1;
	apply->counts.left++;
	tell(apply, DIFFERENCE_LEFT, &person, 0);
	return note(apply, "left", &person, err);
}
