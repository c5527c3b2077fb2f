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
next_state(const struct results *results, const struct result *result,
    int64_t *next_try_at)
{
	const struct message *message = &result->message;
	int64_t now = clock_now(results->clock);
	uint32_t random = 0;

	*next_try_at = 0;
	if (results_is_down(message->channel, &result->outcome)) {
		*next_try_at = now + AGAIN_SECONDS;
		return MESSAGE_PLANNED;
	}
	switch (result->outcome.delivery) {
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
	    result->outcome.retry_after, now, random);
	if (*next_try_at == 0)
		return MESSAGE_FAILED;
	return result->outcome.delivery == DELIVERY_UNKNOWN ? MESSAGE_UNKNOWN
							    : MESSAGE_PLANNED;
}

static void
count(struct outbox_counts *counts, enum message_state state)
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

/* Within a transaction. */
static int
record(struct results *results, const struct result *result, struct err *err)
{
	const struct message *message = &result->message;
	struct db *db = results->db;
	int64_t now = clock_now(results->clock), next_try_at;
	enum message_state state = next_state(results, result, &next_try_at);

	count(&results->counts[message->channel], state);
	if (state != MESSAGE_SENT)
		log_write(results->log,
		    result->outcome.delivery == DELIVERY_BARRED ? LOG_ERROR
								: LOG_WARNING,
		    "%s %lld %s: %s", model_channel(message->channel),
		    (long long)message->id, model_message_state(state),
		    result->outcome.detail);
	if (message_record(db, message->id, state, next_try_at,
		result->outcome.detail, now, err) == -1)
		return -1;
	if (state == MESSAGE_SENT && model_is_notice(message->stage))
		return 0;
	if (state == MESSAGE_SENT)
		return person_invited(db, message->person, now, err);
	if (message->channel == CHANNEL_EMAIL &&
	    result->outcome.delivery == DELIVERY_REFUSED)
		return person_unreachable(db, message->person, now, err);
	return 0;
}

int
results_record(struct results *results, struct err *err)
{
	size_t i;

	if (results->count == 0)
		return 0;
	if (db_begin(results->db, err) == -1)
		return -1;
	for (i = 0; i < results->count; i++) {
		if (record(results, &results->list[i], err) == -1) {
			db_rollback(results->db);
			return -1;
		}
	}
	results->count = 0;
	return db_commit(results->db, err);
}

int
results_add(struct results *results, const struct message *message,
    const struct outcome *outcome, struct err *err)
{
	if (results->count == RESULTS_GROUP &&
	    results_record(results, err) == -1)
		return -1;
	results->list[results->count++] =
	    (struct result){.message = *message, .outcome = *outcome};
	return 0;
}
