#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "line.h"
#include "results.h"
#include "store/message.h"
#include "store/person.h"
#include "store/weekly.h"

/* Claims batches of pop-ups as long as one more has room in the line. */
static int
claim_batches(struct line *line, struct db *db, size_t batch, int64_t now,
    struct err *err)
{
	size_t count;

	do {
		/* A batch of an earlier run may be as large as any. */
		if (message_claim_batch(db, line->channel, now,
			line->messages + line->count, batch, PARCEL_MAX, &count,
			err) == -1)
			return -1;
		line->count += count;
	} while (count > 0 && line->count < LINE_POPUPS);
	return 0;
}

/* Who a message is for: somebody on the list, an owner, or the host app. */
static enum lookup
read_reader(struct db *db, const struct message *message, struct person *person,
    struct err *err)
{
	if (message->person == 0) {
		memset(person, 0, sizeof(*person));
		return LOOKUP_FOUND;
	}
	return message->person < 0
	    ? weekly_reader(db, message->person, person, err)
	    : person_get(db, message->person, person, err);
}

static int
read_people(
    struct line *line, struct db *db, size_t from, size_t to, struct err *err)
{
	for (; from < to; from++) {
		if (read_reader(db, &line->messages[from], &line->people[from],
			err) == LOOKUP_FAILED)
			return -1;
	}
	return 0;
}

int
line_claim(struct line *line, struct db *db, size_t batch, int64_t now,
    struct err *err)
{
	bool popups = line->channel == CHANNEL_POPUP;

	line->next = line->count = 0;
	if ((!popups || batch == 1) &&
	    message_claim(db, line->channel, now, line->messages,
		popups ? LINE_POPUPS : LINE_MAILS, &line->count, err) == -1)
		return -1;
	if (popups && line->count == 0 &&
	    claim_batches(line, db, batch, now, err) == -1)
		return -1;
	line->empty = line->count == 0;
	line->read_at = clock_ticks();
	return read_people(line, db, 0, line->count, err);
}

/* Whether a message is no pop-up, though it is called like one. */
static bool
goes_alone(const struct message *message)
{
	return text_same(message->stage, NOTICE_REPORT);
}

size_t
line_waits(const struct line *line)
{
	return line->count - line->next;
}

int
line_take(struct line *line, struct db *db, struct parcel *parcel,
    const struct person **people, struct err *err)
{
	size_t first = line->next;
	int64_t batch = line->messages[first].batch;

	parcel->channel = line->channel;
	parcel->count = 0;
	do {
		parcel->messages[parcel->count++] =
		    line->messages[line->next++];
	} while (line->channel == CHANNEL_POPUP && line->next < line->count &&
	    line->messages[line->next].batch == batch &&
	    !goes_alone(&line->messages[line->next - 1]) &&
	    !goes_alone(&line->messages[line->next]));
	*people = line->people + first;
	/* Meanwhile somebody may have enrolled. */
	if (clock_ticks() - line->read_at < RESULTS_LATEST)
		return 0;
	return read_people(line, db, first, line->next, err);
}

int
line_release(struct line *line, struct db *db, int64_t now, struct err *err)
{
	const struct message *message;

	for (; line->next < line->count; line->next++) {
		message = &line->messages[line->next];
		if (message_release(db, message->id, message->next_try_at, "",
			now, err) == -1)
			return -1;
	}
	return 0;
}
