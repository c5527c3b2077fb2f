#include <ctype.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "enrol/journal.h"
#include "enrol/patience.h"
#include "enrol/visit.h"
#include "store/organisation.h"
#include "store/pass.h"
#include "store/person.h"

/* The person and the organisation; what else a visit has stays empty. */
static enum visit_result
load(const struct desk *desk, int64_t person, struct visit *visit,
    struct err *err)
{
	enum lookup found, team = LOOKUP_FAILED;

	memset(visit, 0, sizeof(*visit));
	found = person_get(desk->db, person, &visit->person, err);
	/* Of nobody as well, so that the time taken says nothing. */
	if (found != LOOKUP_FAILED)
		team = organisation_get(desk->db, visit->person.organisation,
		    &visit->organisation, err);
	if (team == LOOKUP_FAILED)
		return VISIT_FAILED;
	return found == LOOKUP_FOUND && team == LOOKUP_FOUND ? VISIT_OK
							     : VISIT_INVALID;
}

/*
 * Reads a token and looks up its person.  A token that cannot be read is one of
 * person 0: it is looked up as well, so that the time taken says nothing.
 */
static enum visit_result
by_token(const struct desk *desk, const char *token, struct link *link,
    struct visit *visit, struct err *err)
{
	enum visit_result result;

	if (link_read(desk->keys, token, link) == -1)
		*link = (struct link){.person = 0};
	result = load(desk, link->person, visit, err);
	if (result == VISIT_OK &&
	    (link->expires_at <= desk->now ||
		link->generation != visit->person.generation))
		return VISIT_INVALID;
	return result;
}

enum visit_result
visit_by_token(const struct desk *desk, const char *token,
    enum link_purpose purpose, struct visit *visit, struct err *err)
{
	enum visit_result result;
	struct link link;

	result = by_token(desk, token, &link, visit, err);
	if (result == VISIT_OK && link.purpose != purpose)
		return VISIT_INVALID;
	return result;
}

enum visit_result
visit_by_link(const struct desk *desk, const char *token, struct visit *visit,
    struct err *err)
{
	return visit_by_token(desk, token, LINK_ENROL, visit, err);
}

enum visit_result
visit_by_session(const struct desk *desk, const char *cookie,
    struct visit *visit, struct err *err)
{
	enum visit_result result;
	struct link link;

	result = by_token(desk, cookie, &link, visit, err);
	if (result == VISIT_OK && link.purpose != LINK_SESSION &&
	    link.purpose != LINK_PROVED && link.purpose != LINK_RENEWING)
		return VISIT_INVALID;
	visit->renews = link.purpose == LINK_RENEWING;
	visit->proved = visit->renews || link.purpose == LINK_PROVED;
	return result;
}

enum visit_result
visit_by_ticket(const struct desk *desk, const char *ticket,
    struct visit *visit, struct err *err)
{
	char return_to[TICKET_RETURN_MAX + 1] = "";
	struct pass pass = {.person = 0};
	uint8_t hash[HASH_SIZE] = {0};
	enum visit_result result;

	if (ticket_hash(ticket, hash) == 0 &&
	    pass_get(desk->db, hash, &pass, return_to, err) == LOOKUP_FAILED)
		return VISIT_FAILED;
	result = load(desk, pass.person, visit, err);
	if (result != VISIT_OK)
		return result;
	if (pass.used_at != 0 || pass.expires_at <= desk->now)
		return VISIT_INVALID;
	visit->proved = true;
	memcpy(visit->return_to, return_to, sizeof(return_to));
	return VISIT_OK;
}

int
visit_token(const struct desk *desk, const struct person *person,
    enum link_purpose purpose, char token[LINK_SIZE], struct err *err)
{
	struct link link = {.purpose = purpose,
	    .person = person->id,
	    .generation = person->generation,
	    .expires_at = desk->now + VISIT_SECONDS};

	return link_write(desk->keys, &link, token, err);
}

static int
write_cookie(const struct desk *desk, const struct visit *visit,
    char cookie[LINK_SIZE], struct err *err)
{
	enum link_purpose purpose = visit->proved ? LINK_PROVED : LINK_SESSION;

	return visit_token(desk, &visit->person,
	    visit->renews ? LINK_RENEWING : purpose, cookie, err);
}

/* Notes that somebody begins; within a transaction, which it ends. */
static enum visit_result
begin(const struct desk *desk, struct visit *visit, char cookie[LINK_SIZE],
    struct err *err)
{
	int64_t id = visit->person.id;

	if (desk->config->enrol.proof == PROOF_NONE)
		visit->proved = true;
	if (person_opened(desk->db, id, desk->now, err) == -1 ||
	    journal_note(desk, "opened", id, "", err) == -1 ||
	    write_cookie(desk, visit, cookie, err) == -1 ||
	    db_commit(desk->db, err) == -1) {
		db_rollback(desk->db);
		return VISIT_FAILED;
	}
	return VISIT_OK;
}

enum visit_result
visit_begin(const struct desk *desk, struct visit *visit,
    char cookie[LINK_SIZE], struct err *err)
{
	if (db_begin(desk->db, err) == -1)
		return VISIT_FAILED;
	return begin(desk, visit, cookie, err);
}

enum visit_result
visit_spend(const struct desk *desk, const char *ticket, struct visit *visit,
    char cookie[LINK_SIZE], struct err *err)
{
	enum visit_result result;
	uint8_t hash[HASH_SIZE];
	bool spent;

	result = visit_by_ticket(desk, ticket, visit, err);
	if (result != VISIT_OK)
		return result;
	if (ticket_hash(ticket, hash) == -1)
		return VISIT_INVALID;
	if (db_begin(desk->db, err) == -1)
		return VISIT_FAILED;
	if (pass_spend(desk->db, hash, desk->now, &spent, err) == -1) {
		db_rollback(desk->db);
		return VISIT_FAILED;
	}
	if (!spent) {
		db_rollback(desk->db);
		return VISIT_INVALID;
	}
	return begin(desk, visit, cookie, err);
}

enum visit_result
visit_renew(const struct desk *desk, const char *token, struct visit *visit,
    char cookie[LINK_SIZE], struct err *err)
{
	enum visit_result result =
	    visit_by_token(desk, token, LINK_RENEW, visit, err);

	if (result != VISIT_OK)
		return result;
	if (visit->person.enrolled_at == 0)
		return VISIT_INVALID;
	visit->proved = true;
	visit->renews = true;
	return write_cookie(desk, visit, cookie, err) == 0 ? VISIT_OK
							   : VISIT_FAILED;
}

/*
 * Whether two identifiers are one, blanks at the ends and case aside.  Hashes
 * are compared, so that the time taken does not tell how much was right, nor
 * whether one is known.
 */
static bool
same_identifier(const char *known, const char *typed)
{
	/* One letter more, so that what is longer is not taken for it. */
	char a[REF_MAX + 1], b[REF_MAX + 2];
	uint8_t hash_a[HASH_SIZE], hash_b[HASH_SIZE];

	snprintf(a, sizeof(a), "%s", known);
	while (isspace((unsigned char)*typed))
		typed++;
	snprintf(b, sizeof(b), "%s", typed);
	text_lower(text_trim(a));
	text_lower(text_trim(b));
	if (hash_sha256(a, strlen(a), hash_a) == -1 ||
	    hash_sha256(b, strlen(b), hash_b) == -1)
		return false;
	return hash_same(hash_a, hash_b, HASH_SIZE) && known[0] != '\0';
}

/* Within a transaction, which the caller ends. */
static enum proof_result
prove(const struct desk *desk, struct visit *visit, const char *typed,
    struct throttle *throttle, struct err *err)
{
	const struct person *person = &visit->person;

	if (throttle_get(desk->db, person->id, THROTTLE_PROOF, throttle, err) ==
	    -1)
		return PROOF_FAILED;
	if (patience_waits(throttle, desk->now))
		return PROOF_WAIT;
	if (same_identifier(person->identifier, typed)) {
		visit->proved = true;
		if (throttle_clear(desk->db, person->id, THROTTLE_PROOF, err) ==
			-1 ||
		    journal_note(desk, "proved", person->id, "", err) == -1)
			return PROOF_FAILED;
		return PROOF_RIGHT;
	}
	if (patience_lose(desk, person->id, THROTTLE_PROOF, throttle, err) ==
		-1 ||
	    journal_note(desk, "proof-wrong", person->id, "", err) == -1)
		return PROOF_FAILED;
	return PROOF_WRONG;
}

enum proof_result
visit_prove(const struct desk *desk, struct visit *visit, const char *typed,
    char cookie[LINK_SIZE], int64_t *retry_at, struct err *err)
{
	enum proof_result result = PROOF_FAILED;
	struct throttle throttle = {0};

	*retry_at = 0;
	/* With "ticket" there is nothing that could be typed. */
	if (desk->config->enrol.proof == PROOF_TICKET)
		return PROOF_WRONG;
	if (db_begin(desk->db, err) == -1)
		return PROOF_FAILED;
	result = prove(desk, visit, typed, &throttle, err);
	*retry_at = throttle.retry_at;
	if (result == PROOF_FAILED)
		goto out;
	if (result == PROOF_RIGHT &&
	    write_cookie(desk, visit, cookie, err) == -1) {
		result = PROOF_FAILED;
		goto out;
	}
	if (db_commit(desk->db, err) == -1)
		result = PROOF_FAILED;
out:
	db_rollback(desk->db);
	return result;
}
