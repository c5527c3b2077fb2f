#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "otp/keyfile.h"

/* Bytes.  It fits one read, so that no second copy of a key is left about. */
#define FILE_MAX 4096

#define PREFIX "k" /* of an id that we give */
#define NUMBER_MAX 999999999

#define LINE_SIZE                                                              \
	(KEYRING_ID_MAX + sizeof(" \n") + ENCODE_BASE64_SIZE(KEYRING_KEY_SIZE))

static const struct keyfile_key *
find(const struct keyfile *file, const char *id)
{
	size_t i;

	for (i = 0; i < file->count; i++) {
		if (text_same(file->keys[i].id, id))
			return &file->keys[i];
	}
	return NULL;
}

/* Adds the key of one line; returns what is wrong with it, NULL for nothing. */
static const char *
add(struct keyfile *file, char *line)
{
	struct keyfile_key *key = &file->keys[file->count];
	size_t len = strcspn(line, " \t");
	const char *text = "";

	if (line[len] != '\0') {
		line[len] = '\0';
		text = text_trim(line + len + 1);
	}
	if (!keyring_valid_id(line))
		return "does not begin with a key's id, 1 to 16 characters of "
		       "a-z, 0-9 and -";
	if (find(file, line) != NULL)
		return "has the id of a line before it";
	if (file->count == KEYRING_MAX)
		return "is one key too many; retire keys that nothing uses";
	if (decode_base64(text, key->bytes, sizeof(key->bytes)) !=
	    KEYRING_KEY_SIZE)
		return "has no key behind the id; a key is 32 bytes in base64";
	memcpy(key->id, line, len + 1);
	file->count++;
	return NULL;
}

static bool
is_key(const char *line)
{
	return line[0] != '\0' && line[0] != '#';
}

/* Reads the keys of a text, which it takes to pieces. */
static int
add_all(
    const char *path, struct buf *text, struct keyfile *file, struct err *err)
{
	char *at = text->data, *next, *line;
	const char *wrong;
	int number;

	if (strlen(text->data) != text->len)
		return err_set(err, ERR_CONFIG,
		    "%s: is not a text: it has a NUL in it", path);
	for (number = 1; at != NULL; at = next, number++) {
		next = strchr(at, '\n');
		if (next != NULL)
			*next++ = '\0';
		line = text_trim(at);
		if (!is_key(line))
			continue;
		wrong = add(file, line);
		if (wrong != NULL)
			return err_set(
			    err, ERR_CONFIG, "%s:%d: %s", path, number, wrong);
	}
	if (file->count == 0)
		return err_set(err, ERR_CONFIG,
		    "%s: has no key; put the key back from its copy", path);
	return 0;
}

/* Keeps the reason that file_read gave, and says what helps. */
static void
add_hint(struct err *err)
{
	size_t len = strlen(err->text);

	snprintf(err->text + len, sizeof(err->text) - len,
	    "; \"twofold init\" makes one");
}

static int
read_text(const char *path, struct buf *text, struct err *err)
{
	if (file_read(path, FILE_PRIVATE, text, err) == 0)
		return 0;
	if (!file_exists(path))
		add_hint(err);
	return -1;
}

int
keyfile_read(const char *path, struct keyfile *file, struct err *err)
{
	struct buf text;
	int rc = -1;

	memset(file, 0, sizeof(*file));
	buf_init(&text, FILE_MAX);
	if (read_text(path, &text, err) == 0)
		rc = add_all(path, &text, file, err);
	if (rc == -1)
		hash_wipe(file, sizeof(*file));
	buf_wipe(&text);
	return rc;
}

/* A line with a new key. */
static int
make_line(
    const char *path, const char *id, char line[LINE_SIZE], struct err *err)
{
	char encoded[ENCODE_BASE64_SIZE(KEYRING_KEY_SIZE)];
	uint8_t key[KEYRING_KEY_SIZE];

	if (hash_random(key, sizeof(key)) == -1)
		return err_set(err, ERR_INTERNAL,
		    "%s: cannot be made: the system has no randomness", path);
	encode_base64(key, sizeof(key), encoded);
	snprintf(line, LINE_SIZE, "%s %s\n", id, encoded);
	hash_wipe(key, sizeof(key));
	hash_wipe(encoded, sizeof(encoded));
	return 0;
}

int
keyfile_create(const char *path, struct err *err)
{
	static const char head[] =
	    "# Opens the secrets in the database.  Keep a copy of this file,\n"
	    "# apart from the copies of the database.\n";
	char line[LINE_SIZE], text[sizeof(head) + LINE_SIZE];
	int rc;

	if (make_line(path, PREFIX "1", line, err) == -1)
		return -1;
	snprintf(text, sizeof(text), "%s%s", head, line);
	rc = file_create(path, text, strlen(text), 0600, err);
	hash_wipe(line, sizeof(line));
	hash_wipe(text, sizeof(text));
	return rc;
}

/*
 * The offset of the line of a key in a text, or of the first key's for NULL;
 * "*len" is its length with the newline.  There is one.
 */
static size_t
place_of(const char *text, const char *id, size_t *len)
{
	const char *at = text, *line;

	for (;; at += *len) {
		*len = strcspn(at, "\n");
		*len += at[*len] == '\n';
		line = at + strspn(at, " \t\r");
		if (!is_key(line) || line[0] == '\n')
			continue;
		if (id == NULL ||
		    (strncmp(line, id, strlen(id)) == 0 &&
			strchr(" \t", line[strlen(id)]) != NULL))
			return (size_t)(at - text);
	}
}

/* The text of a file and its keys, for who is to change it. */
static int
open_both(
    const char *path, struct buf *text, struct keyfile *file, struct err *err)
{
	return read_text(path, text, err) == -1 ||
		keyfile_read(path, file, err) == -1
	    ? -1
	    : 0;
}

/* Writes the text with a line in the place of "len" bytes. */
static int
put_line(const char *path, const struct buf *text, size_t at, size_t len,
    const char *line, struct err *err)
{
	struct buf changed;
	int rc;

	buf_init(&changed, FILE_MAX);
	buf_add(&changed, text->data, at);
	buf_text(&changed, line);
	buf_add(&changed, text->data + at + len, text->len - at - len);
	rc = changed.failed
	    ? err_set(err, ERR_CONFIG,
		  "%s: has no room for a key; take comments out of it", path)
	    : file_replace(path, changed.data, changed.len, err);
	buf_wipe(&changed);
	return rc;
}

/* The number behind those that we gave, so that none comes a second time. */
static void
next_id(const struct keyfile *file, char id[KEYRING_ID_MAX + 1])
{
	int64_t highest = 0, number;
	size_t i;

	for (i = 0; i < file->count; i++) {
		if (text_starts(file->keys[i].id, PREFIX) &&
		    text_number(file->keys[i].id + strlen(PREFIX), 1,
			NUMBER_MAX, &number) == 0 &&
		    number > highest)
			highest = number;
	}
	snprintf(
	    id, KEYRING_ID_MAX + 1, PREFIX "%u", (unsigned int)highest + 1);
}

int
keyfile_add(const char *path, char id[KEYRING_ID_MAX + 1], struct err *err)
{
	char line[LINE_SIZE] = "";
	struct keyfile file;
	struct buf text;
	size_t at, len;
	int rc = -1;

	buf_init(&text, FILE_MAX);
	if (open_both(path, &text, &file, err) == -1)
		goto out;
	if (file.count == KEYRING_MAX) {
		err_set(err, ERR_CONFIG,
		    "%s: has %d keys, and that is the most; retire one first",
		    path, KEYRING_MAX);
		goto out;
	}
	next_id(&file, id);
	if (make_line(path, id, line, err) == -1)
		goto out;
	at = place_of(text.data, NULL, &len);
	rc = put_line(path, &text, at, 0, line, err);
out:
	hash_wipe(line, sizeof(line));
	hash_wipe(&file, sizeof(file));
	buf_wipe(&text);
	return rc;
}

int
keyfile_remove(const char *path, const char *id, struct err *err)
{
	struct keyfile file;
	struct buf text;
	size_t at, len;
	int rc = -1;

	buf_init(&text, FILE_MAX);
	if (open_both(path, &text, &file, err) == -1)
		goto out;
	if (find(&file, id) == NULL || find(&file, id) == file.keys) {
		err_set(
		    err, ERR_CONFIG, "%s: has no older key \"%s\"", path, id);
		goto out;
	}
	at = place_of(text.data, id, &len);
	rc = put_line(path, &text, at, len, "", err);
out:
	hash_wipe(&file, sizeof(file));
	buf_wipe(&text);
	return rc;
}
