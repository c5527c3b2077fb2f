#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "render/mustache.h"
#include "render/shelf.h"
#include "render/tags.h"
#include "render/templates.h"

#define KEYS_MAX 65536 /* bytes of the keys that a language lacks */
#define SUFFIX_MAX 16  /* bytes, of any kind of file */

struct templates {
	char *own; /* the operator's folder, "" for none */
	char *installed;
	struct shelf *shelves; /* one at least, the first by default */
	size_t count;
};

/* In which shelf a rendering finds its partials, and of which suffix. */
struct source {
	const struct shelf *shelf;
	const char *suffix;
};

int
templates_open(const struct config *config, const char *datadir,
    struct templates **templates, struct err *err)
{
	const struct campaign *campaign = &config->campaign;
	struct templates *t = calloc(1, sizeof(*t));
	int rc = -1;

	*templates = NULL;
	if (t == NULL)
		return err_memory(err);
	t->own = text_copy(config->templates);
	t->installed = file_join(datadir, "templates");
	t->shelves = calloc(campaign->language_count, sizeof(*t->shelves));
	if (t->own == NULL || t->installed == NULL || t->shelves == NULL) {
		err_memory(err);
		goto out;
	}
	while (t->count < campaign->language_count) {
		t->count++;
		if (shelf_open(&t->shelves[t->count - 1],
			campaign->languages[t->count - 1], t->own, t->installed,
			err) == -1)
			goto out;
	}
	*templates = t;
	rc = 0;
out:
	if (rc == -1)
		templates_free(t);
	return rc;
}

void
templates_free(struct templates *templates)
{
	size_t i;

	if (templates == NULL)
		return;
	for (i = 0; i < templates->count; i++)
		shelf_close(&templates->shelves[i]);
	free(templates->shelves);
	free(templates->own);
	free(templates->installed);
	free(templates);
}

/* Whether an earlier language has the same file. */
static bool
seen_before(
    const struct templates *t, size_t language, const struct shelf_item *item)
{
	const struct shelf_item *other;
	size_t i;

	for (i = 0; i < language; i++) {
		other = shelf_find(&t->shelves[i], item->name);
		if (other != NULL && text_same(other->path, item->path))
			return true;
	}
	return false;
}

static void
check_files(const struct templates *t, size_t language, struct buf *mistakes)
{
	const struct shelf *shelf = &t->shelves[language];
	const struct shelf_item *item;
	size_t i;

	for (i = 0; i < shelf->count; i++) {
		item = &shelf->items[i];
		if (item->mistake.kind != ERR_NONE &&
		    !seen_before(t, language, item))
			buf_format(mistakes, "%s\n", item->mistake.text);
	}
}

static void
check_words(
    const struct shelf *shelf, const struct shelf *other, struct buf *mistakes)
{
	const char *key;
	struct buf keys;
	size_t len;

	buf_init(&keys, KEYS_MAX);
	catalogue_missing(shelf->words, other->words, &keys);
	for (key = keys.data; *key != '\0'; key += len + 1) {
		len = strcspn(key, "\n");
		buf_format(mistakes,
		    "%s/%s: \"%.*s\" is missing, which \"%s\" has\n",
		    shelf->language, SHELF_WORDS, (int)len, key,
		    other->language);
	}
	buf_free(&keys);
}

int
templates_check(
    const struct templates *templates, struct buf *mistakes, struct err *err)
{
	size_t begin = mistakes->len, i, k;
	const char *first;

	for (i = 0; i < templates->count; i++) {
		check_files(templates, i, mistakes);
		for (k = 0; k < templates->count; k++)
			check_words(&templates->shelves[i],
			    &templates->shelves[k], mistakes);
	}
	if (mistakes->len == begin)
		return 0;
	first = mistakes->data + begin;
	return err_set(
	    err, ERR_CONFIG, "%.*s", (int)strcspn(first, "\n"), first);
}

static const struct shelf *
find_shelf(const struct templates *t, const char *name)
{
	size_t i;

	for (i = 0; i < t->count; i++) {
		if (text_same(t->shelves[i].language, name))
			return &t->shelves[i];
	}
	return &t->shelves[0];
}

bool
templates_has(const struct templates *t, const char *language, const char *name)
{
	return shelf_find(find_shelf(t, language), name) != NULL;
}

/* The file of that name if it can be used, else NULL and "err". */
static const struct shelf_item *
find_item(const struct templates *t, const struct shelf *shelf,
    const char *name, struct err *err)
{
	const struct shelf_item *item = shelf_find(shelf, name);

	if (item == NULL) {
		err_set(err, ERR_CONFIG,
		    "%s/%s: there is no such file in %s%s%s", shelf->language,
		    name, t->own, t->own[0] == '\0' ? "" : " or ",
		    t->installed);
		return NULL;
	}
	if (item->mistake.kind != ERR_NONE) {
		*err = item->mistake;
		return NULL;
	}
	return item;
}

static int
find_partial(const void *arg, const char *name,
    const struct template **template, struct err *err)
{
	char full[TAGS_NAME_MAX + SUFFIX_MAX];
	const struct source *source = arg;
	const struct shelf_item *item;

	snprintf(full, sizeof(full), "%s%s", name, source->suffix);
	item = shelf_find(source->shelf, full);
	if (item == NULL)
		return 0;
	if (item->mistake.kind != ERR_NONE) {
		*err = item->mistake;
		return -1;
	}
	*template = item->template;
	return 0;
}

static int
render(const struct templates *t, const char *language, const char *name,
    bool strict, const struct value *value, struct buf *buf, struct err *err)
{
	const struct shelf *shelf = find_shelf(t, language);
	const struct shelf_item *item = find_item(t, shelf, name, err);
	struct mustache_target target = {
	    .strict = strict, .partial = find_partial};
	struct source source = {shelf, NULL};

	if (item == NULL)
		return -1;
	if (item->template == NULL)
		return err_set(
		    err, ERR_CONFIG, "%s: is not a template", item->path);
	source.suffix = item->kind->suffix;
	target.escape = item->kind->escape;
	target.arg = &source;
	return mustache_render(item->template, value, &target, buf, err);
}

int
templates_render(const struct templates *templates, const char *language,
    const char *name, const struct value *value, struct buf *buf,
    struct err *err)
{
	return render(templates, language, name, false, value, buf, err);
}

int
templates_render_strict(const struct templates *templates, const char *language,
    const char *name, const struct value *value, struct buf *buf,
    struct err *err)
{
	return render(templates, language, name, true, value, buf, err);
}

const char *
templates_text(
    const struct templates *templates, const char *name, struct err *err)
{
	const struct shelf *shelf = &templates->shelves[0];
	const struct shelf_item *item = find_item(templates, shelf, name, err);

	return item == NULL ? NULL : item->text;
}

const struct catalogue *
templates_catalogue(const struct templates *templates, const char *language)
{
	return find_shelf(templates, language)->words;
}
