#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/file.h"
#include "base/text.h"
#include "enrol/retirement.h"
#include "enrol/rotation.h"
#include "jsonout.h"
#include "masterkey.h"
#include "otp/keyfile.h"

#define NEEDS_MAX 512 /* bytes of a sentence about what needs a key */

/* A key that systemd or another store of secrets hands in is changed there. */
int
masterkey_check_place(const char *path, struct err *err)
{
	char *real = realpath(path, NULL);
	char *folder = real == NULL ? NULL : file_beside(real, ".");
	bool good = folder != NULL && access(real, W_OK) == 0 &&
	    access(folder, W_OK) == 0;

	if (!good)
		err_set(err, ERR_CONFIG,
		    "%s: cannot be written here (%s).  If it is a systemd "
		    "credential, put a line \"kN BASE64\" before the others "
		    "at its source, with 32 bytes from \"openssl rand -base64 "
		    "32\", restart what uses it, and say \"key rotate\" once "
		    "more",
		    path, strerror(errno));
	free(folder);
	free(real);
	return good ? 0 : -1;
}

int
masterkey_warn(const struct campaign_set *set, struct err *err)
{
	bool open;

	if (rotation_is_open(&set->desk, &open, err) == -1)
		return -1;
	if (open)
		printf("warning: %s: a change of the key has not come to its "
		       "end: \"twofold key rotate\" goes on with it\n",
		    set->config->key_file);
	return 0;
}

/* What needs a key, as the rest of a sentence; "" for nothing. */
static void
write_needs(const struct retirement *r, int64_t now, struct buf *out)
{
	char day[DAY_TEXT_SIZE];

	if (r->secrets > 0)
		buf_format(out, "%" PRId64 " secrets are sealed under it, ",
		    r->secrets);
	if (r->recoveries > 0)
		buf_format(out,
		    "%" PRId64 " people have recovery codes made under it, ",
		    r->recoveries);
	if (r->papers > 0)
		buf_format(out, "%" PRId64 " start codes made under it work, ",
		    r->papers);
	if (r->until > now) {
		day_text(day_of(r->until), day);
		buf_format(out, "links made under it work until %s, ", day);
	}
	if (out->len >= 2) {
		out->len -= 2;
		out->data[out->len] = '\0';
	}
}

static int
show_one(const struct campaign_set *set, const char *id, bool json,
    struct jsonout *out, struct err *err)
{
	bool current = text_same(id, keyring_current(set->keys));
	struct retirement r;
	struct buf needs;

	if (retirement_look(&set->desk, id, &r, err) == -1)
		return -1;
	if (json) {
		jsonout_begin(out, NULL, '{');
		jsonout_text(out, "id", id);
		jsonout_flag(out, "current", current);
		jsonout_number(out, "secrets", r.secrets);
		jsonout_number(out, "recovery_codes_of", r.recoveries);
		jsonout_number(out, "start_codes", r.papers);
		jsonout_instant(out, "links_until", r.until);
		jsonout_flag(out, "free",
		    !current && retirement_may(&r, set->desk.now, false));
		jsonout_end(out, '}');
		return 0;
	}
	buf_init(&needs, NEEDS_MAX);
	write_needs(&r, set->desk.now, &needs);
	if (needs.len == 0)
		buf_text(&needs, current ? "nothing yet" : "nothing needs it");
	printf("%-*s %s  %s\n", KEYRING_ID_MAX, id,
	    current ? "current" : "older  ", needs.data);
	buf_free(&needs);
	return 0;
}

int
masterkey_show(
    const struct context *context, struct campaign_set *set, struct err *err)
{
	const struct keyring_ids *ids = keyring_ids(set->keys);
	struct jsonout out = {false};
	int rc = 0;
	size_t i;

	if (context->json)
		jsonout_begin(&out, NULL, '[');
	for (i = 0; i < ids->count && rc == 0; i++)
		rc = show_one(set, ids->id[i], context->json, &out, err);
	if (context->json) {
		jsonout_end(&out, ']');
		putchar('\n');
	}
	return rc;
}

/* Why it cannot go. */
static int
refuse(const struct campaign_set *set, const char *id,
    const struct retirement *r, struct err *err)
{
	struct buf needs;

	if (r->secrets > 0 || r->until == 0)
		return err_set(err, ERR_DATA,
		    "the key \"%s\" is needed: %" PRId64 " secrets are sealed "
		    "under it; \"key rotate\" goes on with the change",
		    id, r->secrets);
	buf_init(&needs, NEEDS_MAX);
	write_needs(r, set->desk.now, &needs);
	err_set(err, ERR_DATA,
	    "the key \"%s\" is needed: %s; wait, or give these up with "
	    "--withdraw",
	    id, needs.data);
	buf_free(&needs);
	return -1;
}

int
masterkey_retire(
    struct campaign_set *set, const char *id, bool withdraw, struct err *err)
{
	const char *path = set->config->key_file;
	struct retirement r;
	int fd, rc = -1;

	if (!keyring_has(set->keys, id))
		return err_set(err, ERR_DATA,
		    "%s: has no key \"%.40s\"; \"key show\" shows which there "
		    "are",
		    path, id);
	if (text_same(id, keyring_current(set->keys)))
		return err_set(err, ERR_DATA,
		    "\"%s\" is the current key; \"key rotate\" makes another "
		    "one first",
		    id);
	fd = campaign_lock(set, MASTERKEY_LOCK, err);
	if (fd == -1 || masterkey_check_place(path, err) == -1 ||
	    retirement_look(&set->desk, id, &r, err) == -1)
		goto out;
	if (!retirement_may(&r, set->desk.now, withdraw)) {
		refuse(set, id, &r, err);
		goto out;
	}
	if (retirement_make(&set->desk, id, err) == -1 ||
	    keyfile_remove(path, id, err) == -1)
		goto out;
	printf("%s: the key \"%s\" is gone; what was made under it no longer "
	       "opens, backups of the database from before the change "
	       "neither\n",
	    path, id);
	rc = 0;
out:
	if (fd != -1)
		close(fd);
	return rc;
}
