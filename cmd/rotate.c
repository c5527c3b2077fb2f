#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "enrol/rotation.h"
#include "jsonout.h"
#include "masterkey.h"
#include "meter.h"
#include "otp/keyfile.h"
#include "rotate.h"
#include "store/person.h"

#define PATIENCE 20 /* times that a step waits for other writers */

static int
add_key(const struct campaign_set *set, struct err *err)
{
	const char *path = set->config->key_file;
	char id[KEYRING_ID_MAX + 1];

	if (masterkey_check_place(path, err) == -1 ||
	    keyfile_add(path, id, err) == -1)
		return -1;
	fprintf(stderr,
	    "%s: %s has a new key \"%s\"; keep a copy of the file again\n",
	    set->program, path, id);
	return keyring_follow(set->keys, err);
}

/* Others write as well, and sometimes for long: an import does. */
static int
step(const struct desk *desk, struct rotation *rotation, struct err *err)
{
	int tries, more;

	for (tries = 0; tries < PATIENCE; tries++) {
		more = rotation_step(desk, rotation, err);
		if (more != -1 || err->kind != ERR_LATER)
			return more;
	}
	return -1;
}

/*
 * Goes by all secrets until nothing is left to do: a request that began under
 * the key before may have sealed one behind us.
 */
static int
reseal_all(
    const struct campaign_set *set, struct rotation *all, struct err *err)
{
	struct rotation one;
	struct meter meter;
	int64_t total;
	int more;

	if (credential_count(set->db, &total, err) == -1)
		return -1;
	meter_begin(&meter, "secrets sealed anew", total);
	do {
		one = (struct rotation){.seen = 0};
		do {
			more = step(&set->desk, &one, err);
			meter_show(&meter, one.seen);
		} while (more == 1);
		if (more == -1)
			break;
		one.sealed += all->sealed;
		more = one.sealed > all->sealed;
		*all = one;
	} while (more == 1);
	meter_end(&meter);
	return more;
}

static int
tell_refused(const struct campaign_set *set, const struct rotation *rotation,
    struct err *err)
{
	struct person person;
	struct buf refs;
	int i, rc = -1;

	buf_init(&refs, sizeof(err->text));
	for (i = 0; i < rotation->refused && i < ROTATION_TOLD; i++) {
		if (person_get(set->db, rotation->refused_of[i], &person,
			err) != LOOKUP_FOUND)
			goto out;
		buf_format(&refs, "%s%s", i == 0 ? "" : ", ", person.ref);
	}
	err_set(err, ERR_DATA,
	    "%" PRId64 " secrets do not open and stay as they are, of %s%s: "
	    "they were changed, or their key is not in %s; \"person REF "
	    "--reset\" lets somebody begin anew",
	    rotation->refused, refs.data,
	    rotation->refused > ROTATION_TOLD ? " and others" : "",
	    set->config->key_file);
out:
	buf_free(&refs);
	return rc;
}

static void
print_rotated(const struct context *context, const struct campaign_set *set,
    const struct rotation *rotation)
{
	const char *id = keyring_current(set->keys);
	struct jsonout out = {false};

	if (!context->json) {
		printf("%s: %" PRId64 " secrets sealed anew, %" PRId64
		       " in all are under the key \"%s\"\n",
		    set->config->key_file, rotation->sealed,
		    rotation->seen - rotation->refused, id);
		return;
	}
	jsonout_begin(&out, NULL, '{');
	jsonout_text(&out, "key", id);
	jsonout_number(&out, "sealed", rotation->sealed);
	jsonout_number(&out, "secrets", rotation->seen);
	jsonout_number(&out, "refused", rotation->refused);
	jsonout_end(&out, '}');
	putchar('\n');
}

int
rotate_key(
    const struct context *context, struct campaign_set *set, struct err *err)
{
	struct rotation rotation = {.seen = 0};
	int fd = campaign_lock(set, MASTERKEY_LOCK, err), rc = -1;
	bool open;

	if (fd == -1 || rotation_is_open(&set->desk, &open, err) == -1)
		goto out;
	if (open)
		fprintf(stderr, "%s: goes on with the key \"%s\"\n",
		    set->program, keyring_current(set->keys));
	else if (add_key(set, err) == -1)
		goto out;
	if (rotation_begin(&set->desk, err) == -1 ||
	    reseal_all(set, &rotation, err) == -1)
		goto out;
	print_rotated(context, set, &rotation);
	rc = rotation.refused > 0 ? tell_refused(set, &rotation, err) : 0;
out:
	if (fd != -1)
		close(fd);
	return rc;
}
