#include "base/hash.h"
#include "enrol/recover.h"
#include "store/credential.h"

int
recover_spend(const struct desk *desk, int64_t person,
    const char letters[RECOVERY_LETTERS + 1], bool *spent, struct err *err)
{
	uint8_t hash[HASH_SIZE];
	bool one;
	size_t i;

	*spent = false;
	/* All keys are tried, so that the time taken says nothing. */
	for (i = 0; i < keyring_count(desk->keys); i++) {
		if (recovery_hash(desk->keys, keyring_id(desk->keys, i),
			letters, person, hash, err) == -1 ||
		    credential_spend_recovery(
			desk->db, person, hash, desk->now, &one, err) == -1)
			return -1;
		*spent |= one;
	}
	return 0;
}
