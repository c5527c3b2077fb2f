#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "render/shelf.h"

#define FILE_MAX 262144 /* bytes; a mistaken download is larger */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const struct shelf_kind kinds[] = {
    {".html", true, ESCAPE_HTML},
    {".txt", true, ESCAPE_NONE},
    {".popup", true, ESCAPE_NONE},
    {".subject", true, ESCAPE_HEADER},
    {".css", false, ESCAPE_NONE},
    {".json", false, ESCAPE_NONE},
    {".svg", false, ESCAPE_NONE},
};

static const struct shelf_kind *
kind_of(const char *name)
{
	const char *suffix = strrchr(name, '.');
	size_t i;

	/* A name that begins with a dot is an editor's. */
	if (suffix == NULL || name[0] == '.')
		return NULL;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (text_same(suffix, kinds[i].suffix))
			return &kinds[i];
	}
	return NULL;
}

/* Where "name" stands, or belongs. */
static size_t
place(const struct shelf *shelf, const char *name)
{
	size_t low = 0, high = shelf->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(shelf->items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
free_item(struct shelf_item *item)
{
	mustache_free(item->template);
	free(item->name);
	free(item->path);
	free(item->text);
}

/* Reads and compiles a file; what is wrong with it stays in the item. */
static void
load(struct shelf_item *item)
{
	struct err *err = &item->mistake;
	const char *text;
	struct buf buf;

	buf_init(&buf, FILE_MAX);
	if (file_read(item->path, FILE_ANY, &buf, err) == -1)
		goto out;
	if (memchr(buf.data, '\0', buf.len) != NULL ||
	    !text_is_utf8(buf.data, buf.len)) {
		err_set(err, ERR_CONFIG,
		    "%s: is not UTF-8; save it in that encoding", item->path);
		goto out;
	}
	text = buf.data;
	if (text_starts(text, BYTE_ORDER_MARK))
		text += strlen(BYTE_ORDER_MARK);
	item->text = text_copy(text);
	if (item->text == NULL)
		err_memory(err);
	else if (item->kind->compiled)
		mustache_compile(item->path, item->text, &item->template, err);
out:
	buf_free(&buf);
}

static int
grow(struct shelf *shelf)
{
	size_t size = shelf->size == 0 ? 64 : shelf->size * 2;
	struct shelf_item *items;

	if (shelf->count < shelf->size)
		return 0;
	items = realloc(shelf->items, size * sizeof(*items));
	if (items == NULL)
		return -1;
	shelf->items = items;
	shelf->size = size;
	return 0;
}

static int
add_file(
    struct shelf *shelf, const char *folder, const char *name, struct err *err)
{
	struct shelf_item item = {.kind = kind_of(name)};
	size_t at;

	if (item.kind == NULL || shelf_find(shelf, name) != NULL)
		return 0;
	item.name = text_copy(name);
	item.path = file_join(folder, name);
	if (item.name == NULL || item.path == NULL || grow(shelf) == -1) {
		free_item(&item);
		return err_memory(err);
	}
	load(&item);
	at = place(shelf, name);
	memmove(&shelf->items[at + 1], &shelf->items[at],
	    (shelf->count - at) * sizeof(*shelf->items));
	shelf->items[at] = item;
	shelf->count++;
	return 0;
}

/* A folder that does not exist is an empty one. */
static int
add_folder(struct shelf *shelf, const char *folder, struct err *err)
{
	struct dirent *entry;
	DIR *dir = opendir(folder);
	int rc = -1;

	if (dir == NULL && errno == ENOENT)
		return 0;
	if (dir == NULL)
		return err_set(err, ERR_CONFIG, "%s: cannot be read: %s",
		    folder, strerror(errno));
	for (;;) {
		errno = 0;
		entry = readdir(dir);
		if (entry == NULL)
			break;
		if (add_file(shelf, folder, entry->d_name, err) == -1)
			goto out;
	}
	if (errno != 0) {
		err_set(err, ERR_CONFIG, "%s: cannot be read: %s", folder,
		    strerror(errno));
		goto out;
	}
	rc = 0;
out:
	closedir(dir);
	return rc;
}

/* Adds a folder's words if it has any, and then sets "found". */
static int
add_words(struct shelf *shelf, const char *folder, bool *found, struct err *err)
{
	char *path = file_join(folder, SHELF_WORDS);
	struct buf text;
	int rc = -1;

	if (path == NULL)
		return err_memory(err);
	buf_init(&text, FILE_MAX);
	if (folder[0] != '\0' && file_exists(path)) {
		if (file_read(path, FILE_ANY, &text, err) == -1 ||
		    catalogue_add(shelf->words, path, text.data, err) == -1)
			goto out;
		*found = true;
	}
	rc = 0;
out:
	buf_free(&text);
	free(path);
	return rc;
}

int
shelf_open(struct shelf *shelf, const char *language, const char *own,
    const char *installed, struct err *err)
{
	char *own_first =
	    own[0] == '\0' ? text_copy("") : file_join(own, language);
	char *first = file_join(installed, language);
	bool found = false;
	int rc = -1;

	shelf->language = text_copy(language);
	shelf->words = catalogue_new();
	if (own_first == NULL || first == NULL || shelf->language == NULL ||
	    shelf->words == NULL) {
		err_memory(err);
		goto out;
	}
	/* Of files the first is kept, of words the last. */
	if (add_folder(shelf, own_first, err) == -1 ||
	    add_folder(shelf, first, err) == -1 ||
	    add_folder(shelf, own, err) == -1 ||
	    add_folder(shelf, installed, err) == -1 ||
	    add_words(shelf, first, &found, err) == -1 ||
	    add_words(shelf, own_first, &found, err) == -1)
		goto out;
	if (!found) {
		err_set(err, ERR_CONFIG,
		    "language \"%s\" has no words: there is no %s/%s", language,
		    first, SHELF_WORDS);
		goto out;
	}
	rc = 0;
out:
	free(own_first);
	free(first);
	return rc;
}

void
shelf_close(struct shelf *shelf)
{
	size_t i;

	for (i = 0; i < shelf->count; i++)
		free_item(&shelf->items[i]);
	free(shelf->items);
	free(shelf->language);
	catalogue_free(shelf->words);
	*shelf = (struct shelf){0};
}

const struct shelf_item *
shelf_find(const struct shelf *shelf, const char *name)
{
	size_t at = place(shelf, name);

	return at < shelf->count && text_same(shelf->items[at].name, name)
	    ? &shelf->items[at]
	    : NULL;
}
