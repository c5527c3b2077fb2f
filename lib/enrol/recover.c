#include "base/hash.h"
#include "enrol/recover.h"
#include "schedule/calendar.h"
#include "store/credential.h"
#include "store/message.h"

int
recover_spend(const struct desk *desk, int64_t person,
    const char letters[RECOVERY_LETTERS + 1], bool *spent, struct err *err)
{
	const struct keyring_ids *ids = keyring_ids(desk->keys);
	uint8_t hash[HASH_SIZE];
	bool one;
	size_t i;

	*spent = false;
	/* All keys are tried, so that the time taken says nothing. */
	for (i = 0; i < ids->count; i++) {
		if (recovery_hash(desk->keys, ids->id[i], letters, person, hash,
			err) == -1 ||
		    credential_spend_recovery(
			desk->db, person, hash, desk->now, &one, err) == -1)
			return -1;
		*spent |= one;
	}
	return 0;
}

int
recover_tell(
    const struct desk *desk, const struct person *person, struct err *err)
{
	struct message message = {.person = person->id,
	    .stage = NOTICE_RECOVERY,
	    .occurrence = desk->now,
	    .channel = CHANNEL_EMAIL,
	    .step_at = desk->now,
	    .next_try_at = calendar_next(&desk->config->send, desk->now)};
	int64_t added = 0;

	if (person->email[0] == '\0' || person->unreachable_at != 0)
		return 0;
	/* Of two uses in one second the later one is told of the next. */
	for (; added == 0; message.occurrence++) {
		if (message_plan(desk->db, &message, desk->now, &added, err) ==
		    -1)
			return -1;
	}
	return 0;
}
