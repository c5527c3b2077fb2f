#include <stdio.h>

#include "base/hash.h"
#include "deliver/retry.h"
#include "results.h"
#include "store/message.h"
#include "store/person.h"

#define AGAIN_SECONDS 300 /* until a server that was down is tried again */

bool
results_is_down(enum channel channel, const struct outcome *outcome)
{
	return outcome->delivery == DELIVERY_DOWN ||
	    (channel == CHANNEL_POPUP && outcome->delivery == DELIVERY_BARRED);
}

/* The state that an outcome leads to, and when it is tried again. */
static enum message_state
next_state(const struct results *results, const struct message *message,
    const struct outcome *outcome, int64_t *next_try_at)
{
	int64_t now = clock_now(results->clock);
	uint32_t random = 0;

	*next_try_at = 0;
	if (results_is_down(message->channel, outcome)) {
		*next_try_at = now + AGAIN_SECONDS;
		return MESSAGE_PLANNED;
	}
	switch (outcome->delivery) {
	case DELIVERY_SENT:
		return MESSAGE_SENT;
	case DELIVERY_REFUSED:
	case DELIVERY_BARRED:
		return MESSAGE_FAILED;
	case DELIVERY_DOWN:
	case DELIVERY_RETRY:
	case DELIVERY_UNKNOWN:
		break;
	}
	hash_random(&random, sizeof(random));
	*next_try_at = retry_at(message->channel, message->attempts,
	    outcome->retry_after, now, random);
	if (*next_try_at == 0)
		return MESSAGE_FAILED;
	return outcome->delivery == DELIVERY_UNKNOWN ? MESSAGE_UNKNOWN
						     : MESSAGE_PLANNED;
}

static void
note(struct outbox_counts *counts, enum message_state state)
{
	switch (state) {
	case MESSAGE_SENT:
		counts->sent++;
		break;
	case MESSAGE_FAILED:
		counts->failed++;
		break;
	case MESSAGE_UNKNOWN:
		counts->unknown++;
		break;
	case MESSAGE_DROPPED:
		counts->dropped++;
		break;
	case MESSAGE_PLANNED:
	case MESSAGE_SENDING:
		counts->later++;
		break;
	}
}

static int
record(
    const struct results *results, const struct result *result, struct err *err)
{
	const struct message *message = &result->message;
	const char *detail = result->outcome.detail;
	struct db *db = results->db;
	int64_t now = clock_now(results->clock);

	/* Of a webhook that was not answered, something may have been seen. */
	if (message->channel == CHANNEL_EMAIL &&
	    result->outcome.delivery == DELIVERY_DOWN)
		return message_release(
		    db, message->id, result->next_try_at, detail, now, err);
	if (message_record(db, message->id, result->state, result->next_try_at,
		detail, now, err) == -1)
		return -1;
	if (result->state == MESSAGE_SENT && model_is_notice(message->stage))
		return 0;
	if (result->state == MESSAGE_SENT)
		return person_invited(db, message->person, now, err);
	if (message->channel == CHANNEL_EMAIL &&
	    result->outcome.delivery == DELIVERY_REFUSED)
		return person_unreachable(db, message->person, now, err);
	return 0;
}

int
results_write(struct results *results, struct err *err)
{
	size_t i;

	for (i = 0; i < results->count; i++) {
		if (record(results, &results->list[i], err) == -1)
			return -1;
	}
	results->count = 0;
	return 0;
}

int
results_record(struct results *results, struct err *err)
{
	if (results->count == 0)
		return 0;
	if (db_begin(results->db, err) == -1)
		return -1;
	if (results_write(results, err) == -1) {
		db_rollback(results->db);
		return -1;
	}
	return db_commit(results->db, err);
}

bool
results_are_old(const struct results *results)
{
	return results->count > 0 &&
	    clock_ticks() - results->since >= RESULTS_LATEST;
}

static void
tell(const struct results *results, const struct result *result, size_t count)
{
	char others[32] = "";

	if (result->state == MESSAGE_SENT)
		return;
	if (count > 1)
		snprintf(others, sizeof(others), " and %zu more", count - 1);
	log_write(results->log,
	    result->outcome.delivery == DELIVERY_BARRED ? LOG_ERROR
							: LOG_WARNING,
	    "%s %lld%s %s: %s", model_channel(result->message.channel),
	    (long long)result->message.id, others,
	    model_message_state(result->state), result->outcome.detail);
}

int
results_add(struct results *results, const struct message *messages,
    size_t count, const struct outcome *outcome, struct err *err)
{
	struct result result = {.outcome = *outcome};
	size_t i;

	if (results->count + count > RESULTS_MAX &&
	    results_record(results, err) == -1)
		return -1;
	if (results->count == 0)
		results->since = clock_ticks();
	/* Once for all of them: together they are tried again. */
	result.state =
	    next_state(results, messages, outcome, &result.next_try_at);
	for (i = 0; i < count; i++) {
		result.message = messages[i];
		results->list[results->count++] = result;
		note(&results->counts[messages[i].channel], result.state);
	}
	result.message = messages[0];
	tell(results, &result, count);
	return 0;
}
