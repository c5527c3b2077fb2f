#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/arena.h"
#include "render/value.h"

#define NUMBER_SIZE 24 /* an int64_t in decimal and its NUL */

struct value {
	struct tree *tree;
	struct value *next; /* beside it in its object or list */
	const char *name;   /* NULL in a list */
	size_t name_len;
	enum value_kind kind;
	bool truth;
	const char *text;
	struct value *first; /* of an object or list */
	struct value *last;  /* of a list */
};

struct tree {
	struct value root;
	struct arena arena;
	bool failed;
};

static const char *
copy(struct tree *tree, const char *text, size_t len)
{
	const char *at = arena_copy(&tree->arena, text, len);

	if (at == NULL)
		tree->failed = true;
	return at;
}

static struct value *
make(struct tree *tree, enum value_kind kind)
{
	struct value *value = arena_take(&tree->arena, sizeof(*value));

	if (value == NULL)
		tree->failed = true;
	else
		*value = (struct value){.tree = tree, .kind = kind, .text = ""};
	return value;
}

/* The newest member stands first, so that it is the one that is found. */
static struct value *
set(struct value *object, const char *name, enum value_kind kind)
{
	struct value *value;

	if (object == NULL || object->kind != VALUE_OBJECT)
		return NULL;
	value = make(object->tree, kind);
	if (value == NULL)
		return NULL;
	value->name_len = strlen(name);
	value->name = copy(object->tree, name, value->name_len);
	if (value->name == NULL)
		return NULL;
	value->next = object->first;
	object->first = value;
	return value;
}

static struct value *
add(struct value *list, enum value_kind kind)
{
	struct value *value;

	if (list == NULL || list->kind != VALUE_LIST)
		return NULL;
	value = make(list->tree, kind);
	if (value == NULL)
		return NULL;
	if (list->last == NULL)
		list->first = value;
	else
		list->last->next = value;
	list->last = value;
	return value;
}

static void
fill(struct value *value, const char *text)
{
	const char *own;

	if (value == NULL || text == NULL)
		return;
	own = copy(value->tree, text, strlen(text));
	if (own != NULL)
		value->text = own;
}

struct value *
value_object(void)
{
	struct tree *tree = calloc(1, sizeof(*tree));

	if (tree == NULL)
		return NULL;
	tree->root =
	    (struct value){.tree = tree, .kind = VALUE_OBJECT, .text = ""};
	return &tree->root;
}

void
value_free(struct value *root)
{
	struct tree *tree;

	if (root == NULL)
		return;
	tree = root->tree;
	arena_free(&tree->arena);
	free(tree);
}

void
value_clear(struct value *root)
{
	if (root == NULL)
		return;
	arena_clear(&root->tree->arena);
	root->tree->failed = false;
	root->first = NULL;
}

bool
value_failed(const struct value *root)
{
	return root == NULL || root->tree->failed;
}

void
value_set(struct value *object, const char *name, const char *text)
{
	fill(set(object, name, VALUE_TEXT), text);
}

void
value_set_bool(struct value *object, const char *name, bool truth)
{
	struct value *value = set(object, name, VALUE_BOOL);

	if (value != NULL)
		value->truth = truth;
}

void
value_set_number(struct value *object, const char *name, int64_t number)
{
	char text[NUMBER_SIZE];

	snprintf(text, sizeof(text), "%" PRId64, number);
	value_set(object, name, text);
}

struct value *
value_set_object(struct value *object, const char *name)
{
	return set(object, name, VALUE_OBJECT);
}

struct value *
value_set_list(struct value *object, const char *name)
{
	return set(object, name, VALUE_LIST);
}

void
value_add_text(struct value *list, const char *text)
{
	fill(add(list, VALUE_TEXT), text);
}

void
value_add_bool(struct value *list, bool truth)
{
	struct value *value = add(list, VALUE_BOOL);

	if (value != NULL)
		value->truth = truth;
}

struct value *
value_add_object(struct value *list)
{
	return add(list, VALUE_OBJECT);
}

struct value *
value_add_list(struct value *list)
{
	return add(list, VALUE_LIST);
}

enum value_kind
value_kind(const struct value *value)
{
	return value->kind;
}

const char *
value_text(const struct value *value)
{
	if (value->kind == VALUE_BOOL)
		return value->truth ? "true" : "false";
	return value->text;
}

bool
value_truth(const struct value *value)
{
	if (value == NULL)
		return false;
	switch (value->kind) {
	case VALUE_TEXT:
		return value->text[0] != '\0';
	case VALUE_BOOL:
		return value->truth;
	case VALUE_LIST:
		return value->first != NULL;
	case VALUE_OBJECT:
		break;
	}
	return true;
}

const struct value *
value_find(const struct value *object, const char *name, size_t len)
{
	const struct value *at;

	if (object->kind != VALUE_OBJECT)
		return NULL;
	for (at = object->first; at != NULL; at = at->next) {
		if (at->name_len == len && memcmp(at->name, name, len) == 0)
			return at;
	}
	return NULL;
}

const struct value *
value_first(const struct value *list)
{
	return list->kind == VALUE_LIST ? list->first : NULL;
}

const struct value *
value_next(const struct value *item)
{
	return item->next;
}

size_t
value_names(const struct value *object, const char **names, size_t max)
{
	const struct value *at;
	size_t n = 0;

	if (object->kind != VALUE_OBJECT)
		return 0;
	for (at = object->first; at != NULL && n < max; at = at->next)
		names[n++] = at->name;
	return n;
}
