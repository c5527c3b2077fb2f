#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/encode.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "config/stored.h"

/* Standard Webhooks, "Signature scheme". */
#define WEBHOOK_PREFIX "whsec_"
#define WEBHOOK_KEY_MIN 24 /* bytes */
#define WEBHOOK_KEY_MAX 64 /* bytes */

static const char *
locate(const struct place *place)
{
	char *path =
	    file_beside(place->mistakes->path, place->setting->first->text);
	const char *kept = "";

	if (path == NULL)
		place->keep->failed = true;
	else
		kept = keep_text(place->keep, path);
	free(path);
	return kept;
}

void
stored_path(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	*(const char **)field = locate(place);
	if (value->text[0] == '~')
		place_wrong(place, value,
		    "~ does not stand for a home folder here; write the whole "
		    "path");
}

void
stored_readable(const struct place *place, void *field)
{
	const char *path;

	stored_path(place, field);
	path = *(const char **)field;
	if (!file_exists(path))
		place_wrong(place, place->setting->first,
		    "%s is not there; give the path as seen from the folder "
		    "of this file",
		    path);
}

void
stored_password(const struct place *place, void *field)
{
	const char *path = locate(place);
	struct err err;
	struct buf buf;
	char *text;

	buf_init(&buf, STORED_SECRET_MAX);
	if (!file_exists(path)) {
		place_wrong(place, place->setting->first,
		    "%s is not there; write the secret to it and run: chmod "
		    "600 %s",
		    path, path);
		goto out;
	}
	if (file_read(path, FILE_PRIVATE, &buf, &err) == -1) {
		place_wrong(place, place->setting->first, "%s", err.text);
		goto out;
	}
	text = buf.data;
	while (buf.len > 0 && strchr("\r\n", text[buf.len - 1]) != NULL)
		text[--buf.len] = '\0';
	if (buf.len == 0 || strlen(text) != buf.len || text_has_control(text))
		place_wrong(place, place->setting->first,
		    "the file has to have one line, with the secret alone");
	else
		*(const char **)field = keep_text(place->keep, text);
out:
	buf_wipe(&buf);
}

void
stored_webhook(const struct place *place, void *field)
{
	const char **secret = field;
	uint8_t key[WEBHOOK_KEY_MAX];
	int len = -1;

	stored_password(place, field);
	if ((*secret)[0] == '\0')
		return;
	if (text_starts(*secret, WEBHOOK_PREFIX))
		len = decode_base64(
		    *secret + strlen(WEBHOOK_PREFIX), key, sizeof(key));
	if (len < WEBHOOK_KEY_MIN)
		place_wrong(place, place->setting->first,
		    "the file has to hold \"" WEBHOOK_PREFIX
		    "\" and then %d to %d random bytes in base64; make one "
		    "with: (printf " WEBHOOK_PREFIX
		    "; openssl rand -base64 32)",
		    WEBHOOK_KEY_MIN, WEBHOOK_KEY_MAX);
	hash_wipe(key, sizeof(key));
}
