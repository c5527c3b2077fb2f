#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "enrol/journal.h"
#include "enrol/ticket.h"

#define TICKET_BYTES 24

int
ticket_hash(const char *text, uint8_t hash[HASH_SIZE])
{
	uint8_t bytes[TICKET_BYTES];

	if (decode_base64url(text, bytes, sizeof(bytes)) != sizeof(bytes))
		return -1;
	return hash_sha256(bytes, sizeof(bytes), hash);
}

bool
ticket_return_allowed(const struct config *config, const char *url)
{
	const char *host, *port;
	size_t len, i;

	if (url[0] == '\0')
		return true;
	if (strlen(url) > TICKET_RETURN_MAX || text_has_control(url) ||
	    strchr(url, '\\') != NULL)
		return false;
	if (text_starts(url, "https://"))
		host = url + strlen("https://");
	else if (text_starts(url, "http://127.0.0.1"))
		host = url + strlen("http://");
	else
		return false;
	/* A user name before the host would hide where it really leads. */
	len = strcspn(host, "/?#");
	if (memchr(host, '@', len) != NULL)
		return false;
	len = strcspn(host, ":/?#");
	port = host + len;
	if (*port == ':')
		port += 1 + strspn(port + 1, "0123456789");
	if (strchr("/?#", *port) == NULL)
		return false;
	for (i = 0; i < config->enrol.return_to_count; i++) {
		const char *allowed = config->enrol.return_to[i];

		if (strlen(allowed) == len && memcmp(allowed, host, len) == 0)
			return true;
	}
	return false;
}

enum ticket_result
ticket_make(const struct desk *desk, const struct person *person,
    const char *return_to, char ticket[TICKET_SIZE], struct err *err)
{
	struct pass pass = {.person = person->id,
	    .host = desk->actor,
	    .expires_at = desk->now + TICKET_SECONDS};
	uint8_t random[TICKET_BYTES], hash[HASH_SIZE];
	enum ticket_result result = TICKET_FAILED;

	if (!ticket_return_allowed(desk->config, return_to))
		return TICKET_BAD_RETURN;
	if (hash_random(random, sizeof(random)) == -1 ||
	    hash_sha256(random, sizeof(random), hash) == -1) {
		err_set(err, ERR_INTERNAL, "no random bytes to be had");
		goto out;
	}
	if (db_begin(desk->db, err) == -1)
		goto out;
	if (pass_put(desk->db, hash, &pass, return_to, err) == -1 ||
	    journal_note(desk, "ticket", person->id, "", err) == -1 ||
	    db_commit(desk->db, err) == -1)
		goto out;
	encode_base64url(random, sizeof(random), ticket);
	result = TICKET_MADE;
out:
	db_rollback(desk->db);
	hash_wipe(random, sizeof(random));
	return result;
}
