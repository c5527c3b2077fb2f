#include "base/clock.h"
#include "base/text.h"
#include "enrol/journal.h"
#include "enrol/rotation.h"
#include "enrol/secret.h"
#include "otp/seal.h"
#include "store/masterkey.h"
#include "store/setting.h"

#define STEP 500 /* secrets in a transaction: some milliseconds */

/*
 * Mail comes back to an address that is signed under a master key, as long as
 * servers try: five days (RFC 5321, section 4.5.4.1), and some more.
 */
#define BOUNCE_DAYS 7

static bool
is_older(const struct keyring *keys, const struct credential_sealed *secret)
{
	char id[KEYRING_ID_MAX + 1];

	return seal_key(secret->sealed, secret->len, id) == -1 ||
	    !text_same(id, keyring_current(keys));
}

/* Whether the database goes by another key. */
static int
is_behind(const struct desk *desk, bool *behind, struct err *err)
{
	char known[SETTING_MAX + 1] = "", value[KEYRING_CHECK_SIZE];

	if (setting_get(desk->db, SETTING_KEY, known, err) == LOOKUP_FAILED ||
	    keyring_check_value(desk->keys, NULL, value, err) == -1)
		return -1;
	*behind = !text_same(known, value);
	return 0;
}

int
rotation_is_open(const struct desk *desk, bool *open, struct err *err)
{
	struct credential_sealed some[STEP];
	struct credential_place place = {0};
	int n = STEP, i;

	if (is_behind(desk, open, err) == -1)
		return -1;
	while (!*open && n == STEP) {
		n = credential_behind(desk->db, &place, some, STEP, err);
		if (n == -1)
			return -1;
		for (i = 0; i < n && !*open; i++)
			*open = is_older(desk->keys, &some[i]);
		if (n > 0)
			place = some[n - 1].place;
	}
	return 0;
}

/* Within a transaction. */
static int
note(const struct desk *desk, struct err *err)
{
	const struct keyring_ids *ids = keyring_ids(desk->keys);
	int64_t days = desk->config->enrol.link_days;
	char value[KEYRING_CHECK_SIZE];
	bool behind;
	size_t i;

	if (days < BOUNCE_DAYS)
		days = BOUNCE_DAYS;
	if (masterkey_no_links(desk->db, ids->id[0], err) == -1)
		return -1;
	for (i = 1; i < ids->count; i++) {
		if (masterkey_note_links(desk->db, ids->id[i],
			desk->now + days * CLOCK_DAY, err) == -1)
			return -1;
	}
	if (is_behind(desk, &behind, err) == -1)
		return -1;
	if (!behind)
		return 0;
	return keyring_check_value(desk->keys, NULL, value, err) == -1 ||
		setting_put(desk->db, SETTING_KEY, value, err) == -1 ||
		journal_note(desk, "key-rotated", 0, ids->id[0], err) == -1
	    ? -1
	    : 0;
}

int
rotation_begin(const struct desk *desk, struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (note(desk, err) == -1 || db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	return 0;
}

static int
reseal(const struct desk *desk, struct rotation *rotation,
    const struct credential_sealed *secret, struct err *err)
{
	uint8_t sealed[CREDENTIAL_SEALED_MAX];
	size_t len;

	if (secret_reseal(desk, secret, sealed, &len, err) == 0) {
		rotation->sealed++;
		return credential_reseal(
		    desk->db, &secret->place, sealed, len, err);
	}
	if (err->kind != ERR_CONFIG)
		return -1;
	/* One that is broken is in nobody's way but its owner's. */
	if (rotation->refused < ROTATION_TOLD)
		rotation->refused_of[rotation->refused] = secret->place.person;
	rotation->refused++;
	return 0;
}

/* Within a transaction, so that none is changed by others in between. */
static int
step(const struct desk *desk, struct rotation *rotation, struct err *err)
{
	struct credential_sealed some[STEP];
	int n, i;

	n = credential_behind(desk->db, &rotation->place, some, STEP, err);
	for (i = 0; i < n; i++) {
		if (is_older(desk->keys, &some[i]) &&
		    reseal(desk, rotation, &some[i], err) == -1)
			return -1;
		rotation->place = some[i].place;
		rotation->seen++;
	}
	return n == STEP ? 1 : n == -1 ? -1 : 0;
}

int
rotation_step(
    const struct desk *desk, struct rotation *rotation, struct err *err)
{
	struct rotation further = *rotation;
	int more;

	if (db_begin(desk->db, err) == -1)
		return -1;
	more = step(desk, &further, err);
	if (more == -1 || db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		return -1;
	}
	*rotation = further;
	return more;
}
