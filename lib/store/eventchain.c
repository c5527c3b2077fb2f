#include <string.h>

#include "base/buf.h"
#include "store/eventchain.h"

#define HASHED_MAX 8192 /* bytes of one event, its texts and all */

void
eventchain_cover(
    struct db_rows *rows, int column, struct eventchain_cover *cover)
{
	const void *bytes = db_column_bytes(rows, column, &cover->len);

	if (cover->len > sizeof(cover->bytes))
		cover->len = 0;
	memcpy(cover->bytes, bytes, cover->len);
}

int
eventchain_sum(
    const char *detail, struct eventchain_cover *cover, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, HASHED_MAX);
	buf_add(&b, cover->bytes, cover->len);
	buf_text(&b, detail);
	rc = b.failed ? -1 : hash_sha256(b.data, b.len, cover->bytes);
	cover->len = HASH_SIZE;
	buf_wipe(&b);
	return rc == 0
	    ? 0
	    : err_set(err, ERR_INTERNAL, "an event's detail cannot be hashed");
}

/*
 * The hash of what came before and of this.  A text is preceded by its length,
 * so that no letter can move from one to the next.
 */
int
eventchain_hash(const uint8_t before[HASH_SIZE], const struct event *event,
    const struct eventchain_cover *cover, uint8_t hash[HASH_SIZE],
    struct err *err)
{
	struct eventchain_cover sum = *cover;
	struct buf b;
	int rc = -1;

	if (cover->len == EVENT_SALT &&
	    eventchain_sum(event->detail, &sum, err) == -1)
		return -1;
	buf_init(&b, HASHED_MAX);
	buf_add(&b, before, HASH_SIZE);
	buf_format(&b, "%lld %lld %zu:%s %zu:%s ", (long long)event->at,
	    (long long)event->person, strlen(event->kind), event->kind,
	    strlen(event->actor), event->actor);
	if (sum.len == HASH_SIZE) {
		buf_text(&b, "#");
		buf_add(&b, sum.bytes, sum.len);
	} else {
		buf_format(&b, "%zu:%s", strlen(event->detail), event->detail);
	}
	if (b.failed || hash_sha256(b.data, b.len, hash) == -1)
		err_set(err, ERR_INTERNAL, "event \"%s\" cannot be hashed",
		    event->kind);
	else
		rc = 0;
	buf_free(&b);
	return rc;
}
