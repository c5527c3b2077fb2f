#include <string.h>

#include "base/text.h"
#include "roster/postbox.h"
#include "store/intake.h"

#define SHARED_MAX ((size_t)256 << 20) /* bytes of addresses in one list */

void
postbox_init(struct postbox *postbox, struct db *db, bool may_share, bool empty)
{
	*postbox =
	    (struct postbox){.db = db, .may_share = may_share, .empty = empty};
	seen_init(&postbox->seen);
	buf_init(&postbox->shared, SHARED_MAX);
}

void
postbox_free(struct postbox *postbox)
{
	seen_free(&postbox->seen);
	buf_free(&postbox->shared);
	claims_free(&postbox->claims);
}

/* Whether another person in the store has the address. */
static enum postbox_result
look_in_store(const struct postbox *postbox, const struct person *person,
    const struct person *known, struct err *err)
{
	int64_t holder;

	/* What somebody has already need not be asked for. */
	if (postbox->empty ||
	    (known != NULL && known->left_at == 0 &&
		text_same(known->email, person->email)))
		return POSTBOX_FREE;
	switch (intake_holder(postbox->db, person->email, &holder, err)) {
	case LOOKUP_FOUND:
		return POSTBOX_HELD;
	case LOOKUP_NONE:
		return POSTBOX_FREE;
	case LOOKUP_FAILED:
		break;
	}
	return POSTBOX_FAILED;
}

enum postbox_result
postbox_look(struct postbox *postbox, size_t line, struct person *person,
    const struct person *known, size_t *earlier, struct err *err)
{
	enum postbox_result result = POSTBOX_TWICE;

	person->shared = known != NULL && known->shared &&
	    text_same(known->email, person->email);
	if (person->email[0] == '\0')
		return POSTBOX_FREE;
	switch (seen_add(&postbox->seen, person->email, line, earlier)) {
	case SEEN_NEW:
		result = look_in_store(postbox, person, known, err);
		break;
	case SEEN_BEFORE:
		break;
	case SEEN_FAILED:
		err_memory(err);
		return POSTBOX_FAILED;
	}
	if (!postbox->may_share ||
	    (result != POSTBOX_TWICE && result != POSTBOX_HELD))
		return result;
	/* The others who have it are marked at the end. */
	person->shared = true;
	buf_add(&postbox->shared, person->email, strlen(person->email) + 1);
	return POSTBOX_FREE;
}

int
postbox_settle(struct postbox *postbox, struct err *err)
{
	struct claims *claims = &postbox->claims;
	struct claim *claim, *end = claims->list + claims->count;

	for (claim = claims->list; claim < end; claim++) {
		if (intake_holder(postbox->db, claim->row.person.email,
			&claim->holder, err) == LOOKUP_FAILED)
			return -1;
	}
	claims_settle(claims);
	for (claim = claims->list; claim < end; claim++) {
		if (!claim->lost && claim->row.person.id != 0 &&
		    intake_release(postbox->db, claim->row.person.id, err) ==
			-1)
			return -1;
	}
	return 0;
}

int
postbox_mark(struct postbox *postbox, struct err *err)
{
	const char *email = postbox->shared.data;
	const char *end = email + postbox->shared.len;

	if (postbox->shared.failed)
		return err_memory(err);
	for (; email < end; email += strlen(email) + 1) {
		if (intake_share(postbox->db, email, err) == -1)
			return -1;
	}
	return intake_unshare(postbox->db, err);
}
