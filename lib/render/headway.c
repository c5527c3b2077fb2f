#include <stdio.h>

#include "render/headway.h"

#define PHRASE_MAX 500 /* bytes of a day or a number in words */
#define KEY_SIZE 40    /* bytes of a key of the words */

void
headway_number(struct value *data, const char *name,
    const struct catalogue *words, int64_t number)
{
	struct buf text;

	buf_init(&text, PHRASE_MAX);
	catalogue_number(words, number, &text);
	value_set(data, name, text.data);
	buf_free(&text);
}

void
headway_some(struct value *data, const char *name,
    const struct catalogue *words, int64_t number)
{
	if (number > 0)
		headway_number(data, name, words, number);
	else
		value_set(data, name, "");
}

/* A width that can be seen. */
static void
set_width(struct value *bar, const char *name, int64_t width)
{
	if (width > 0)
		value_set_number(bar, name, width);
	else
		value_set(bar, name, "");
}

/* Parts of a bar, which are a hundred together. */
static void
fill_bar(const struct progress *p, struct value *data)
{
	struct value *bar = value_set_object(data, "bar");
	int64_t whole = p->people > 0 ? p->people : 1;
	int64_t before = (p->enrolled - p->gained) * 100 / whole;
	int64_t now = p->enrolled * 100 / whole;

	set_width(bar, "before", before);
	set_width(bar, "gained", now - before);
	set_width(bar, "rest", 100 - now);
}

/* A number in the words of "key"; "" for none. */
static void
set_count(struct value *data, const char *name, const struct catalogue *words,
    const char *key, int64_t n)
{
	struct buf phrase;

	buf_init(&phrase, PHRASE_MAX);
	if (n > 0)
		catalogue_count(words, key, n, &phrase);
	value_set(data, name, phrase.data);
	buf_free(&phrase);
}

void
headway_fill(const struct progress *progress, const struct catalogue *words,
    struct value *data)
{
	int64_t missing = progress_missing(progress);
	enum advice next = progress_advice(progress);
	struct value *object;
	int advice;

	value_set_bool(data, "done", missing == 0);
	headway_number(data, "missing", words, missing);
	headway_some(data, "gained", words, progress->gained);
	headway_some(data, "exempt", words, progress->exempt);
	headway_some(data, "begun", words, progress->begun);
	headway_some(data, "unreachable", words, progress->unreachable);
	set_count(data, "missing_words", words, "people", missing);
	set_count(data, "gained_words", words, "people", progress->gained);
	set_count(data, "gained_tale", words, "gained", progress->gained);
	set_count(data, "exempt_words", words, "exempt", progress->exempt);
	set_count(data, "begun_words", words, "begun", progress->begun);
	fill_bar(progress, data);
	object = value_set_object(data, "advice");
	for (advice = ADVICE_NONE + 1; advice < ADVICES; advice++)
		value_set_bool(object, advice_name((enum advice)advice),
		    advice == (int)next);
}

const char *
headway_advice(const struct progress *progress, const struct catalogue *words)
{
	return catalogue_named(
	    words, "advice", advice_name(progress_advice(progress)));
}

void
headway_straggler(const struct straggler *s, const struct catalogue *words,
    struct value *list)
{
	struct value *item = value_add_object(list);
	char key[KEY_SIZE];
	struct buf day;

	value_set(item, "name", s->name);
	value_set(item, "ref", s->ref);
	value_set_number(item, "id", s->id);
	value_set_bool(item, "unreachable", s->unreachable);
	snprintf(key, sizeof(key), "straggler.%s",
	    s->unreachable && s->state < STATE_OPENED ? "unreachable"
						      : model_state(s->state));
	value_set(item, "state", catalogue_get(words, key));
	buf_init(&day, PHRASE_MAX);
	if (s->promised_day > 0)
		catalogue_day(words, s->promised_day, &day);
	value_set(item, "promised", day.data);
	buf_free(&day);
}
