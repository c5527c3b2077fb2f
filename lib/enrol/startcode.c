#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "enrol/journal.h"
#include "enrol/startcode.h"
#include "enrol/visit.h"
#include "store/guess.h"
#include "store/paper.h"
#include "store/person.h"

#define PURPOSE_MAKE "twofold start code"
#define PURPOSE_HASH "twofold start code hash"
#define PURPOSE_CLIENT "twofold client address"
#define SUBJECT_BYTES 8 /* of the hash of an address; two are never alike */
#define SUBJECT_SIZE ENCODE_HEX_SIZE(SUBJECT_BYTES)

/* Which person's code, and of when. */
#define SEED_SIZE                                                              \
	sizeof("-9223372036854775808 "                                         \
	       "-9223372036854775808 -9223372036854775808")

/* The code that a row stands for, and the hash by which it is found. */
static int
compute(const struct desk *desk, struct paper *paper, char code[STARTCODE_SIZE],
    struct err *err)
{
	char seed[SEED_SIZE], letters[STARTCODE_LETTERS + 1];
	uint8_t mac[HASH_SIZE];
	int rc = -1;

	snprintf(seed, sizeof(seed), "%" PRId64 " %" PRId64 " %" PRId64,
	    paper->person, paper->generation, paper->made_at);
	if (keyring_hmac(desk->keys, paper->key_id, PURPOSE_MAKE, seed,
		strlen(seed), mac, err) == -1)
		goto out;
	crockford_write(mac, STARTCODE_LETTERS, code);
	crockford_read(code, STARTCODE_LETTERS, letters);
	rc = keyring_hmac(desk->keys, paper->key_id, PURPOSE_HASH, letters,
	    STARTCODE_LETTERS, paper->hash, err);
out:
	hash_wipe(mac, sizeof(mac));
	hash_wipe(letters, sizeof(letters));
	return rc;
}

/* A new code, which is nobody else's: of a million some would be alike. */
static int
compute_new(const struct desk *desk, const struct person *person,
    struct paper *paper, char code[STARTCODE_SIZE], struct err *err)
{
	enum lookup lookup = LOOKUP_FOUND;
	struct paper other;

	*paper = (struct paper){.person = person->id,
	    .generation = person->generation,
	    .made_at = desk->now - 1};
	snprintf(paper->key_id, sizeof(paper->key_id), "%s",
	    keyring_current(desk->keys));
	while (lookup == LOOKUP_FOUND) {
		paper->made_at++;
		if (compute(desk, paper, code, err) == -1)
			return -1;
		lookup = paper_find(desk->db, paper->hash, &other, err);
		if (lookup == LOOKUP_FOUND && other.person == person->id)
			lookup = LOOKUP_NONE;
	}
	return lookup == LOOKUP_FAILED ? -1 : 0;
}

int
startcode_make(const struct desk *desk, const struct person *person,
    char code[STARTCODE_SIZE], int64_t *expires_at, struct err *err)
{
	struct paper paper;
	bool good = false;

	switch (paper_of_person(desk->db, person->id, &paper, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		break;
	case LOOKUP_FOUND:
		good = paper.expires_at > desk->now &&
		    paper.generation == person->generation &&
		    keyring_has(desk->keys, paper.key_id);
		break;
	}
	if (good ? compute(desk, &paper, code, err) == -1
		 : compute_new(desk, person, &paper, code, err) == -1)
		return -1;
	paper.expires_at =
	    desk->now + desk->config->enrol.start_code_days * CLOCK_DAY;
	*expires_at = paper.expires_at;
	return paper_put(desk->db, &paper, err);
}

/* The row of a code; all keys are tried, whichever fits. */
static enum lookup
find(const struct desk *desk, const char letters[STARTCODE_LETTERS + 1],
    struct paper *paper, struct err *err)
{
	const struct keyring_ids *ids = keyring_ids(desk->keys);
	enum lookup found = LOOKUP_NONE;
	struct paper one;
	uint8_t hash[HASH_SIZE];
	size_t i;

	for (i = 0; i < ids->count; i++) {
		if (keyring_hmac(desk->keys, ids->id[i], PURPOSE_HASH, letters,
			STARTCODE_LETTERS, hash, err) == -1)
			return LOOKUP_FAILED;
		switch (paper_find(desk->db, hash, &one, err)) {
		case LOOKUP_FAILED:
			return LOOKUP_FAILED;
		case LOOKUP_NONE:
			break;
		case LOOKUP_FOUND:
			*paper = one;
			found = LOOKUP_FOUND;
			break;
		}
	}
	return found;
}

/* Addresses are personal data, and only have to be told apart. */
static int
subject_of(const struct desk *desk, const char *client,
    char subject[SUBJECT_SIZE], struct err *err)
{
	uint8_t hash[HASH_SIZE];

	subject[0] = '\0';
	if (client[0] == '\0')
		return 0;
	if (keyring_hmac(desk->keys, NULL, PURPOSE_CLIENT, client,
		strlen(client), hash, err) == -1)
		return -1;
	encode_hex(hash, SUBJECT_BYTES, subject);
	return 0;
}

/* Whether so many were wrong in this hour that no more is looked at. */
static int
is_full(const struct desk *desk, const char *subject, int64_t hour, bool *full,
    struct err *err)
{
	int64_t here = 0, all;

	if ((subject[0] != '\0' &&
		guess_times(desk->db, subject, hour, &here, err) == -1) ||
	    guess_times(desk->db, GUESS_ALL, hour, &all, err) == -1)
		return -1;
	*full = here >= STARTCODE_WRONG_HERE || all >= STARTCODE_WRONG_ALL;
	return 0;
}

/* Within a transaction. */
static enum startcode_result
lose(
    const struct desk *desk, const char *subject, int64_t hour, struct err *err)
{
	int64_t all;

	if ((subject[0] != '\0' &&
		guess_count(desk->db, subject, hour, err) == -1) ||
	    guess_count(desk->db, GUESS_ALL, hour, err) == -1 ||
	    guess_times(desk->db, GUESS_ALL, hour, &all, err) == -1)
		return STARTCODE_FAILED;
	/* Somebody should know of it. */
	if (all == STARTCODE_WRONG_ALL &&
	    journal_note(desk, "start-codes-guessed", 0,
		"no more are taken in this hour", err) == -1)
		return STARTCODE_FAILED;
	return STARTCODE_WRONG;
}

/* Within a transaction. */
static enum startcode_result
take(const struct desk *desk, const char *letters, const char *subject,
    char token[LINK_SIZE], int64_t *retry_at, struct err *err)
{
	int64_t hour = desk->now / CLOCK_HOUR;
	struct paper paper = {.person = 0};
	struct person person;
	enum lookup lookup;
	bool full;

	if (is_full(desk, subject, hour, &full, err) == -1)
		return STARTCODE_FAILED;
	if (full) {
		*retry_at = (hour + 1) * CLOCK_HOUR;
		return STARTCODE_WAIT;
	}
	lookup = find(desk, letters, &paper, err);
	if (lookup != LOOKUP_FAILED)
		lookup = person_get(desk->db, paper.person, &person, err);
	if (lookup == LOOKUP_FAILED)
		return STARTCODE_FAILED;
	if (lookup == LOOKUP_NONE || paper.expires_at <= desk->now ||
	    paper.generation != person.generation)
		return lose(desk, subject, hour, err);
	if (journal_note(desk, "start-code", person.id, "", err) == -1 ||
	    visit_token(desk, &person, LINK_ENROL, token, err) == -1)
		return STARTCODE_FAILED;
	return STARTCODE_RIGHT;
}

enum startcode_result
startcode_take(const struct desk *desk, const char *typed, const char *client,
    char token[LINK_SIZE], int64_t *retry_at, struct err *err)
{
	char letters[STARTCODE_LETTERS + 1], subject[SUBJECT_SIZE];
	enum startcode_result result = STARTCODE_FAILED;

	*retry_at = 0;
	if (!crockford_read(typed, STARTCODE_LETTERS, letters))
		return STARTCODE_SLIP;
	if (subject_of(desk, client, subject, err) == -1 ||
	    db_begin(desk->db, err) == -1)
		goto out;
	result = take(desk, letters, subject, token, retry_at, err);
	if (result != STARTCODE_FAILED && db_commit(desk->db, err) == -1)
		result = STARTCODE_FAILED;
	db_rollback(desk->db);
out:
	hash_wipe(letters, sizeof(letters));
	return result;
}
