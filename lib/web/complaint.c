#include "base/clock.h"
#include "web/complaint.h"

/* Typed over so slowly that the code was right when it was begun. */
#define SLOW (2 * CLOCK_MINUTE)

struct complaint
complaint_of(const struct verdict *verdict)
{
	static const struct complaint refusals[] = {
	    [VERIFY_WRONG] = {422, MISTAKE_WRONG, 0, 0},
	    [VERIFY_CLOCK] = {422, MISTAKE_CLOCK, 0, 0},
	    [VERIFY_THROTTLED] = {429, MISTAKE_WAIT, 0, 0},
	    [VERIFY_BLOCKED] = {429, MISTAKE_BLOCKED, 0, 0},
	    [VERIFY_NOT_ENROLLED] = {200, MISTAKE_NONE, 0, 0},
	};
	struct complaint complaint = refusals[verdict->result];

	complaint.drift = verdict->drift;
	if (verdict->used)
		complaint.mistake = MISTAKE_USED;
	else if (verdict->drift < 0 && verdict->drift >= -SLOW)
		complaint.mistake = MISTAKE_OLD;
	return complaint;
}

void
complaint_fill(
    struct page *page, const char *account, const struct complaint *complaint)
{
	int64_t drift = complaint->drift;
	int64_t off = drift < 0 ? -drift : drift;

	page_mistake(page, complaint->mistake);
	value_set(page->data, "account", account);
	value_set_number(page->data, "count", complaint->count);
	/* Half a minute is rounded to a whole one. */
	off = (off + CLOCK_MINUTE / 2) / CLOCK_MINUTE;
	value_set_number(page->data, "minutes", off);
	value_set_bool(page->data, "one", off == 1);
	value_set_bool(page->data, "ahead", drift > 0);
}
