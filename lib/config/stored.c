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
#define WEBHOOK_SECRETS 2  /* while one takes the other's place */

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
stored_picture(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	const char *end = strrchr(value->text, '.');

	stored_readable(place, field);
	if (end == NULL || (!text_same(end, ".svg") && !text_same(end, ".png")))
		place_wrong(
		    place, value, "expected a file that ends in .svg or .png");
}

/* Reads a file of so many lines at most; "" after a mistake. */
static const char *
read_secret(const struct place *place, int lines)
{
	const char *path = locate(place), *kept = "";
	struct err err;
	struct buf buf;
	char *text, *c;

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
	for (c = text; lines > 1 && (c = strchr(c, '\n')) != NULL; lines--)
		*c = ' ';
	if (buf.len == 0 || strlen(text) != buf.len || text_has_control(text))
		place_wrong(place, place->setting->first,
		    "the file has to have one line, with the secret alone");
	else
		kept = keep_text(place->keep, text);
out:
	buf_wipe(&buf);
	return kept;
}

void
stored_password(const struct place *place, void *field)
{
	*(const char **)field = read_secret(place, 1);
}

/* Whether it begins with a secret, which a blank or the end follows. */
static bool
is_secret(const char *text)
{
	char encoded[ENCODE_BASE64_SIZE(WEBHOOK_KEY_MAX)];
	uint8_t key[WEBHOOK_KEY_MAX];
	size_t size;
	int len = -1;

	if (!text_starts(text, WEBHOOK_PREFIX))
		return false;
	text += strlen(WEBHOOK_PREFIX);
	size = strcspn(text, " ");
	if (size < sizeof(encoded)) {
		memcpy(encoded, text, size);
		encoded[size] = '\0';
		len = decode_base64(encoded, key, sizeof(key));
	}
	hash_wipe(encoded, sizeof(encoded));
	hash_wipe(key, sizeof(key));
	return len >= WEBHOOK_KEY_MIN;
}

void
stored_webhook(const struct place *place, void *field)
{
	const char *secret = read_secret(place, WEBHOOK_SECRETS);
	bool good = true;

	*(const char **)field = secret;
	while (good && *secret != '\0') {
		good = is_secret(secret);
		secret += strcspn(secret, " ");
		secret += strspn(secret, " ");
	}
	if (!good)
		place_wrong(place, place->setting->first,
		    "the file has to hold \"" WEBHOOK_PREFIX
		    "\" and then %d to %d random bytes in base64; make one "
		    "with: (printf " WEBHOOK_PREFIX
		    "; openssl rand -base64 32)",
		    WEBHOOK_KEY_MIN, WEBHOOK_KEY_MAX);
}
