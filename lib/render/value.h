#ifndef RENDER_VALUE_H
#define RENDER_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a template sees: a tree of texts, booleans, lists and objects.  The root
 * is an object and owns the whole tree; names and texts are copied into it.
 *
 * A failure (no memory) sticks to the tree: the functions that build take NULL
 * for a value and then do nothing, and what they could not make is NULL, so it
 * is enough to ask value_failed() once, at the end.
 */
struct value;

enum value_kind {
	VALUE_TEXT,
	VALUE_BOOL,
	VALUE_LIST,
	VALUE_OBJECT
};

/* An empty tree; NULL without memory.  Free with value_free. */
struct value *value_object(void);

/* Takes the root, or NULL. */
void value_free(struct value *root);

/* Empties the tree for its next use and forgets a failure; keeps the memory. */
void value_clear(struct value *root);

/* Whether something is missing in the tree; also true for NULL. */
bool value_failed(const struct value *root);

/*
 * Give an object a member; a member set again takes the place of the old one.
 * NULL for "text" is the empty text.
 */
void value_set(struct value *object, const char *name, const char *text);
void value_set_bool(struct value *object, const char *name, bool truth);
void value_set_number(struct value *object, const char *name, int64_t number);
struct value *value_set_object(struct value *object, const char *name);
struct value *value_set_list(struct value *object, const char *name);

/* Put something at the end of a list. */
void value_add_text(struct value *list, const char *text);
void value_add_bool(struct value *list, bool truth);
struct value *value_add_object(struct value *list);
struct value *value_add_list(struct value *list);

enum value_kind value_kind(const struct value *value);

/* A text's text; "true" or "false" of a boolean; "" of the others. */
const char *value_text(const struct value *value);

/* False are: NULL, the boolean false, the empty text and the empty list. */
bool value_truth(const struct value *value);

/* The member of that name ("len" bytes); NULL when "object" has or is none. */
const struct value *value_find(
    const struct value *object, const char *name, size_t len);

/* A list's first item, and the one after "item"; NULL at the end. */
const struct value *value_first(const struct value *list);
const struct value *value_next(const struct value *item);

/*
 * Writes up to "max" of an object's names to "names"; they live as long as the
 * tree.  Returns how many.
 */
size_t value_names(const struct value *object, const char **names, size_t max);

#endif
