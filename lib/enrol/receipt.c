#include <stdio.h>
#include <string.h>

#include "base/encode.h"
#include "enrol/journal.h"
#include "enrol/receipt.h"
#include "enrol/visit.h"

#define RECEIPT_BYTES 24

int
receipt_make(const struct desk *desk, const struct person *person,
    const char *ticket, char receipt[RECEIPT_SIZE], struct err *err)
{
	uint8_t random[RECEIPT_BYTES], hash[HASH_SIZE], spent[HASH_SIZE];
	const struct pass_receipt row = {
	    hash, person->id, desk->now + RECEIPT_SECONDS};
	bool given = false;
	int rc = -1;

	receipt[0] = '\0';
	if (ticket_hash(ticket, spent) == -1)
		return 0;
	if (hash_random(random, sizeof(random)) == -1 ||
	    hash_sha256(random, sizeof(random), hash) == -1) {
		err_set(err, ERR_INTERNAL, "no random bytes to be had");
		goto out;
	}
	if (pass_give_receipt(desk->db, spent, &row, desk->now - VISIT_SECONDS,
		&given, err) == -1)
		goto out;
	if (given)
		encode_base64url(random, sizeof(random), receipt);
	rc = 0;
out:
	hash_wipe(random, sizeof(random));
	return rc;
}

int
receipt_take(const struct desk *desk, const struct person *person,
    const char *receipt, bool *good, struct err *err)
{
	uint8_t hash[HASH_SIZE];
	const struct pass_receipt row = {.hash = hash, .person = person->id};

	*good = false;
	if (person->enrolled_at == 0 || ticket_hash(receipt, hash) == -1)
		return 0;
	if (db_begin(desk->db, err) == -1)
		return -1;
	if (pass_take_receipt(
		desk->db, &row, desk->actor, desk->now, good, err) == -1 ||
	    (*good &&
		journal_note(desk, "receipt", person->id, "", err) == -1) ||
	    db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		*good = false;
		return -1;
	}
	return 0;
}

void
receipt_url(const char *url, const char *receipt, char out[RECEIPT_URL_SIZE])
{
	size_t len = strcspn(url, "#");
	uint8_t hash[HASH_SIZE];

	if (ticket_hash(receipt, hash) == -1)
		snprintf(out, RECEIPT_URL_SIZE, "%s", url);
	else
		snprintf(out, RECEIPT_URL_SIZE, "%.*s%c" RECEIPT_NAME "=%s%s",
		    (int)len, url, memchr(url, '?', len) == NULL ? '?' : '&',
		    receipt, url + len);
}
