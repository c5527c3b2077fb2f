#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "model.h"
#include "roster/stamp.h"
#include "roster/tray.h"

#define PLACES 3
#define FOLDER_MODE 0770 /* those who deliver may be of the group */
#define PATH_SIZE 4096   /* bytes, as the system takes them at most */
#define SHOWN 60         /* characters of a name in a sentence */
#define FIRST 16         /* items; doubled when full */

static const char *const places[PLACES] = {"busy", "done", "refused"};

/* What programs call a file that is still being written. */
static const char *const endings[] = {".part", ".tmp", ".filepart"};

struct tray {
	char *folder;
	struct tray_item *items;
	size_t count, size;
	size_t waiting;
	int64_t now;
	void (*tell)(const char *sentence, void *context);
	void *context;
};

int
tray_open(const char *folder, struct tray **tray, struct err *err)
{
	struct tray *t = calloc(1, sizeof(*t));
	char path[PATH_SIZE];
	size_t i;

	*tray = t;
	if (t == NULL || (t->folder = text_copy(folder)) == NULL)
		return err_memory(err);
	for (i = 0; i < PLACES; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, places[i]);
		if (file_make_folder(path, FOLDER_MODE, err) == -1) {
			err->kind = ERR_LATER;
			return -1;
		}
		if (access(path, W_OK | X_OK) == -1)
			return err_set(err, ERR_LATER,
			    "%s: cannot be written to: %s", path,
			    strerror(errno));
	}
	return 0;
}

void
tray_free(struct tray *tray)
{
	size_t i;

	if (tray == NULL)
		return;
	for (i = 0; i < tray->count; i++) {
		free(tray->items[i].ref);
		free(tray->items[i].name);
		free(tray->items[i].kept);
	}
	free(tray->items);
	free(tray->folder);
	free(tray);
}

size_t
tray_count(const struct tray *tray)
{
	return tray->count;
}

const struct tray_item *
tray_item(const struct tray *tray, size_t i)
{
	return &tray->items[i];
}

size_t
tray_waiting(const struct tray *tray)
{
	return tray->waiting;
}

/*
 * The path of "name" in a place, or for -1 where it is delivered; "" for what
 * no system has, which then is not there.
 */
static void
locate(const struct tray *tray, int place, const char *ref, const char *name,
    char path[PATH_SIZE])
{
	int len = snprintf(path, PATH_SIZE, "%s%s%s%s%s%s%s", tray->folder,
	    place == -1 ? "" : "/", place == -1 ? "" : places[place],
	    ref[0] == '\0' ? "" : "/", ref, name[0] == '\0' ? "" : "/", name);

	if (len < 0 || len >= PATH_SIZE)
		path[0] = '\0';
}

char *
tray_path(const struct tray *tray, const struct tray_item *item,
    enum tray_place place, const char *suffix, struct err *err)
{
	char path[PATH_SIZE], *copy;
	size_t len;

	locate(tray, (int)place, item->ref, "", path);
	if (file_make_folder(path, FOLDER_MODE, err) == -1) {
		err->kind = ERR_LATER;
		return NULL;
	}
	locate(tray, (int)place, item->ref, item->kept, path);
	len = strlen(path);
	snprintf(path + len, sizeof(path) - len, "%s", suffix);
	copy = text_copy(path);
	if (copy == NULL)
		err_memory(err);
	return copy;
}

static int
move(const char *from, const char *to, struct err *err)
{
	if (rename(from, to) == 0)
		return 0;
	return err_set(err, ERR_LATER, "%s: cannot be moved to %s: %s", from,
	    to, strerror(errno));
}

int
tray_move(const struct tray *tray, const struct tray_item *item,
    enum tray_place place, struct err *err)
{
	char *to = tray_path(tray, item, place, "", err);
	char from[PATH_SIZE];
	int rc;

	if (to == NULL)
		return -1;
	locate(tray, TRAY_BUSY, item->ref, item->kept, from);
	rc = move(from, to, err);
	free(to);
	return rc;
}

static void
tell(const struct tray *tray, const char *ref, const char *name,
    const char *what)
{
	char path[PATH_SIZE], shown[SHOWN * 4], sentence[sizeof(shown) * 2];

	locate(tray, -1, ref, name, path);
	text_show(path, SHOWN, shown, sizeof(shown));
	snprintf(sentence, sizeof(sentence), "%s: %s", shown, what);
	tray->tell(sentence, tray->context);
}

static bool
is_anywhere(const struct tray *tray, const char *ref, const char *kept)
{
	char path[PATH_SIZE];
	int place;

	for (place = 0; place < PLACES; place++) {
		locate(tray, place, ref, kept, path);
		if (file_exists(path))
			return true;
	}
	return false;
}

/* A name that nothing in the tray has: if need be, of a second later. */
static void
name_anew(const struct tray *tray, const char *ref, const char *name,
    int64_t changed_at, char kept[PATH_SIZE])
{
	do {
		stamp_name(changed_at++, name, kept, PATH_SIZE);
	} while (is_anywhere(tray, ref, kept));
}

static bool
is_left_alone(const char *name)
{
	size_t len = strlen(name), i;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (len >= strlen(endings[i]) &&
		    text_same_nocase(
			name + len - strlen(endings[i]), endings[i]))
			return true;
	}
	return name[0] == '.';
}

/* Brings a file that was delivered to busy/. */
static int
take_file(struct tray *tray, const char *ref, const char *name,
    const struct stat *st, struct err *err)
{
	char from[PATH_SIZE], to[PATH_SIZE], kept[PATH_SIZE];
	struct err why;

	if (!S_ISREG(st->st_mode)) {
		tell(tray, ref, name, "is no plain file and is left alone");
		return 0;
	}
	if (is_left_alone(name))
		return 0;
	if (tray->now - (int64_t)st->st_mtim.tv_sec < TRAY_SETTLED) {
		tray->waiting++;
		return 0;
	}
	locate(tray, TRAY_BUSY, ref, "", to);
	if (file_make_folder(to, FOLDER_MODE, err) == -1)
		return -1;
	locate(tray, -1, ref, name, from);
	name_anew(tray, ref, name, (int64_t)st->st_mtim.tv_sec, kept);
	locate(tray, TRAY_BUSY, ref, kept, to);
	if (move(from, to, &why) == -1)
		tray->tell(why.text, tray->context);
	return 0;
}

/* Notes a file that stands in busy/. */
static int
add_item(struct tray *tray, const char *ref, const char *kept, struct err *err)
{
	size_t more = tray->size == 0 ? FIRST : tray->size * 2;
	const char *name = stamp_rest(kept);
	struct tray_item *items, *item;

	if (name == NULL)
		return 0;
	if (tray->count == tray->size) {
		items = realloc(tray->items, more * sizeof(*items));
		if (items == NULL)
			return err_memory(err);
		tray->items = items;
		tray->size = more;
	}
	item = &tray->items[tray->count++];
	item->ref = text_copy(ref);
	item->kept = text_copy(kept);
	item->name = text_copy(name);
	if (item->ref == NULL || item->kept == NULL || item->name == NULL)
		return err_memory(err);
	return 0;
}

static bool
is_place(const char *name)
{
	size_t i;

	for (i = 0; i < PLACES; i++) {
		if (text_same(name, places[i]))
			return true;
	}
	return false;
}

static int walk(struct tray *tray, int place, const char *ref, struct err *err);

/* An institution's folder that cannot be read does not stop the others. */
static int
walk_inside(struct tray *tray, int place, const char *ref, struct err *err)
{
	if (walk(tray, place, ref, err) == 0)
		return 0;
	if (err->kind == ERR_INTERNAL)
		return -1;
	tray->tell(err->text, tray->context);
	return 0;
}

/*
 * Goes through the files of a folder, and of the institutions' folders in it:
 * those that were delivered (place -1) or those in a place.
 */
static int
walk(struct tray *tray, int place, const char *ref, struct err *err)
{
	char path[PATH_SIZE];
	struct folder folder;
	struct stat st;
	size_t i;
	int rc;

	locate(tray, place, ref, "", path);
	rc = folder_read(path, &folder, err);
	for (i = 0; rc == 0 && i < folder.count; i++) {
		const char *name = folder.names[i];

		locate(tray, place, ref, name, path);
		if (name[0] == '.' || lstat(path, &st) == -1 ||
		    (place == -1 && ref[0] == '\0' && is_place(name)))
			continue;
		if (!S_ISDIR(st.st_mode))
			rc = place == -1 ? take_file(tray, ref, name, &st, err)
					 : add_item(tray, ref, name, err);
		else if (ref[0] == '\0' && strlen(name) <= REF_MAX &&
		    text_is_utf8(name, strlen(name)))
			rc = walk_inside(tray, place, name, err);
		else
			tell(tray, ref, name,
			    "is a folder where none belongs, and is left "
			    "alone");
	}
	folder_free(&folder);
	return rc;
}

/* By the time in front of the name; what is of one second, by the rest. */
static int
by_age(const void *a, const void *b)
{
	const struct tray_item *x = a, *y = b;
	int order = strcmp(x->kept, y->kept);

	return order != 0 ? order : strcmp(x->ref, y->ref);
}

int
tray_take(struct tray *tray, int64_t now,
    void (*tell_it)(const char *sentence, void *context), void *context,
    struct err *err)
{
	tray->now = now;
	tray->tell = tell_it;
	tray->context = context;
	if (walk(tray, -1, "", err) == -1 ||
	    walk(tray, TRAY_BUSY, "", err) == -1)
		return -1;
	if (tray->count > 1)
		qsort(tray->items, tray->count, sizeof(*tray->items), by_age);
	return 0;
}
