#ifndef WEB_FORM_H
#define WEB_FORM_H

#include <stddef.h>

/* More fields than this in one form are refused; our own have three. */
#define FORM_FIELDS 16

struct field {
	const char *name;
	const char *value;
};

/* A file in a form: its name there, and its bytes; NULL for none. */
struct form_file {
	const char *name;
	const char *data;
	size_t len;
};

/* The fields of a form.  They point into "text", which the form owns. */
struct form {
	struct field fields[FORM_FIELDS];
	size_t count;
	struct form_file file; /* of multipart.h */
	char *text;
	size_t size; /* bytes of "text" */
};

/*
 * Makes an empty form that owns a copy of the body, for a reader to take apart
 * in place, with a NUL behind it.  Returns 0, or -1 without memory.
 */
int form_hold(struct form *form, const char *body, size_t len);

/*
 * Reads a body of type application/x-www-form-urlencoded (URL Standard, section
 * 5.1).  Returns 0; or -1, with an empty form, when there are too many fields,
 * when a "%" has no two hex digits behind it, when a NUL or bytes that are not
 * UTF-8 come out, or when there is no memory.  Free with form_free.
 */
int form_read(struct form *form, const char *body, size_t len);

/* The first field of that name; NULL when there is none. */
const char *form_value(const struct form *form, const char *name);

/* Wipes the fields, for there may be a code among them. */
void form_free(struct form *form);

#endif
