#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "render/arena.h"
#include "render/catalogue.h"

#define KEY_MAX 64     /* bytes */
#define NUMBER_SIZE 24 /* an int64_t in decimal and its NUL */
#define COUNT_MAX 256  /* bytes of a number as people write it */
#define GROUP 1000     /* of digits that a mark stands between */

struct word {
	const char *key;
	const char *text;
	size_t file; /* which catalogue_add() brought it */
	size_t line;
};

struct catalogue {
	struct word *words; /* by key */
	size_t count;
	size_t size;
	size_t files;
	struct arena arena;
};

/* What stands for a name in braces. */
struct filling {
	const char *name;
	const char *text;
};

/* Where "key" stands, or belongs. */
static size_t
place(const struct catalogue *c, const char *key)
{
	size_t low = 0, high = c->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(c->words[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct word *
find(const struct catalogue *c, const char *key)
{
	size_t at = place(c, key);

	return at < c->count && text_same(c->words[at].key, key) ? &c->words[at]
								 : NULL;
}

/* Makes a place for a new key; NULL without memory. */
static struct word *
insert(struct catalogue *c, const char *key)
{
	size_t at = place(c, key), size;
	struct word *words;

	if (c->count == c->size) {
		size = c->size == 0 ? 64 : c->size * 2;
		words = realloc(c->words, size * sizeof(*words));
		if (words == NULL)
			return NULL;
		c->words = words;
		c->size = size;
	}
	key = arena_copy(&c->arena, key, strlen(key));
	if (key == NULL)
		return NULL;
	memmove(&c->words[at + 1], &c->words[at],
	    (c->count - at) * sizeof(*c->words));
	c->count++;
	c->words[at] = (struct word){.key = key, .text = ""};
	return &c->words[at];
}

static int
put(struct catalogue *c, const char *key, const char *text, const char *name,
    size_t line, struct err *err)
{
	struct word *word = find(c, key);

	if (word != NULL && word->file == c->files)
		return err_set(err, ERR_CONFIG,
		    "%s:%zu: \"%s\" stands on line %zu already", name, line,
		    key, word->line);
	if (word == NULL)
		word = insert(c, key);
	text = arena_copy(&c->arena, text, strlen(text));
	if (word == NULL || text == NULL)
		return err_memory(err);
	word->text = text;
	word->file = c->files;
	word->line = line;
	return 0;
}

/* Reads a line, which it changes. */
static int
read_line(struct catalogue *c, char *line, const char *name, size_t number,
    struct err *err)
{
	char *key = text_trim(line), *text, *sign;

	if (key[0] == '\0' || key[0] == '#')
		return 0;
	sign = strchr(key, '=');
	if (sign == NULL)
		return err_set(err, ERR_CONFIG,
		    "%s:%zu: there is no \"=\"; write: key = text", name,
		    number);
	*sign = '\0';
	text = text_trim(sign + 1);
	key = text_trim(key);
	if (key[0] == '\0' || text[0] == '\0')
		return err_set(err, ERR_CONFIG,
		    "%s:%zu: there is no %s; write: key = text", name, number,
		    key[0] == '\0' ? "key" : "text");
	if (strlen(key) > KEY_MAX || strpbrk(key, " \t\"") != NULL)
		return err_set(err, ERR_CONFIG,
		    "%s:%zu: the key is no single word of at most %d bytes",
		    name, number, KEY_MAX);
	return put(c, key, text, name, number, err);
}

struct catalogue *
catalogue_new(void)
{
	return calloc(1, sizeof(struct catalogue));
}

void
catalogue_free(struct catalogue *catalogue)
{
	if (catalogue == NULL)
		return;
	free(catalogue->words);
	arena_free(&catalogue->arena);
	free(catalogue);
}

int
catalogue_add(struct catalogue *catalogue, const char *name, const char *text,
    struct err *err)
{
	char *copy = NULL, *line, *end;
	size_t number = 0;
	int rc = -1;

	if (!text_is_utf8(text, strlen(text)))
		return err_set(err, ERR_CONFIG,
		    "%s: is not UTF-8; save it in that encoding", name);
	copy = text_copy(text);
	if (copy == NULL)
		return err_memory(err);
	catalogue->files++;
	for (line = copy; line != NULL; line = end) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		if (read_line(catalogue, line, name, ++number, err) == -1)
			goto out;
	}
	rc = 0;
out:
	free(copy);
	return rc;
}

const char *
catalogue_get(const struct catalogue *catalogue, const char *key)
{
	const struct word *word = find(catalogue, key);

	return word == NULL ? key : word->text;
}

const char *
catalogue_named(
    const struct catalogue *catalogue, const char *kind, const char *name)
{
	char key[KEY_MAX + 1];
	const struct word *word;

	snprintf(key, sizeof(key), "%s.%s", kind, name);
	word = find(catalogue, key);
	return word == NULL ? name : word->text;
}

size_t
catalogue_missing(const struct catalogue *catalogue,
    const struct catalogue *other, struct buf *out)
{
	size_t i, n = 0;

	for (i = 0; i < other->count; i++) {
		if (find(catalogue, other->words[i].key) != NULL)
			continue;
		buf_format(out, "%s\n", other->words[i].key);
		n++;
	}
	return n;
}

/* Adds "text" with the fillings in their places; other braces stay. */
static void
fill(const char *text, const struct filling *fillings, size_t count,
    struct buf *out)
{
	size_t plain, len, i;

	while (*text != '\0') {
		plain = strcspn(text, "{");
		buf_add(out, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		len = strcspn(text, "}");
		for (i = 0; i < count; i++) {
			if (len == strlen(fillings[i].name) + 1 &&
			    text_starts(text + 1, fillings[i].name))
				break;
		}
		if (i == count || text[len] == '\0') {
			buf_char(out, *text++);
		} else {
			buf_text(out, fillings[i].text);
			text += len + 1;
		}
	}
}

bool
catalogue_sentence(const struct catalogue *catalogue, const char *kind,
    const char *name, const char *const *texts, size_t count, struct buf *out)
{
	static const char *const numbers[CATALOGUE_TEXTS] = {
	    "1", "2", "3", "4", "5", "6", "7", "8", "9"};
	struct filling fillings[CATALOGUE_TEXTS];
	char key[KEY_MAX + 1];
	const struct word *word;
	size_t i;

	snprintf(key, sizeof(key), "%s.%s", kind, name);
	word = find(catalogue, key);
	if (word == NULL)
		return false;
	for (i = 0; i < count && i < CATALOGUE_TEXTS; i++)
		fillings[i] = (struct filling){numbers[i], texts[i]};
	fill(word->text, fillings, i, out);
	return true;
}

void
catalogue_day(const struct catalogue *catalogue, int64_t day, struct buf *out)
{
	struct date date = day_to_date(day);
	char weekday[NUMBER_SIZE], month[NUMBER_SIZE];
	char number[NUMBER_SIZE], year[NUMBER_SIZE];
	struct filling fillings[4];

	snprintf(
	    weekday, sizeof(weekday), "weekday.%d", (int)day_weekday(day) + 1);
	snprintf(month, sizeof(month), "month.%d", date.month);
	snprintf(number, sizeof(number), "%d", date.day);
	snprintf(year, sizeof(year), "%d", date.year);
	fillings[0] =
	    (struct filling){"weekday", catalogue_get(catalogue, weekday)};
	fillings[1] = (struct filling){"day", number};
	fillings[2] =
	    (struct filling){"month", catalogue_get(catalogue, month)};
	fillings[3] = (struct filling){"year", year};
	fill(catalogue_get(catalogue, "date.long"), fillings, 4, out);
}

void
catalogue_number(const struct catalogue *catalogue, int64_t n, struct buf *out)
{
	if (n < GROUP) {
		buf_format(out, "%" PRId64, n);
		return;
	}
	catalogue_number(catalogue, n / GROUP, out);
	buf_format(out, "%s%03d", catalogue_get(catalogue, "number.group"),
	    (int)(n % GROUP));
}

void
catalogue_count(const struct catalogue *catalogue, const char *key, int64_t n,
    struct buf *out)
{
	char full[KEY_MAX + 1];
	struct filling filling = {"n", ""};
	struct buf number;

	snprintf(full, sizeof(full), "%s.%s", key, n == 1 ? "one" : "many");
	buf_init(&number, COUNT_MAX);
	catalogue_number(catalogue, n, &number);
	filling.text = number.data;
	fill(catalogue_get(catalogue, full), &filling, 1, out);
	buf_free(&number);
}

void
catalogue_days(const struct catalogue *catalogue, int64_t n, struct buf *out)
{
	catalogue_count(catalogue, "days", n, out);
}
