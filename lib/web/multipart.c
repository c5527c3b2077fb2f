#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "web/multipart.h"

#define BOUNDARY_MAX 70 /* characters (RFC 2046, section 5.1.1) */
#define NEWLINE "\r\n"

/* What stands between two parts: a newline, two dashes, the boundary. */
struct border {
	char text[sizeof(NEWLINE "--") + BOUNDARY_MAX];
	size_t len;
};

/* The first "what" in "len" bytes; NULL when it is not there. */
static char *
find(char *text, size_t len, const char *what, size_t what_len)
{
	char *at, *end = text + len;

	for (at = text; (size_t)(end - at) >= what_len; at++) {
		at = memchr(at, what[0], (size_t)(end - at) - what_len + 1);
		if (at == NULL)
			return NULL;
		if (memcmp(at, what, what_len) == 0)
			return at;
	}
	return NULL;
}

/*
 * The value of a parameter such as name="csrf" in a header, cut out in place;
 * NULL when there is none.  Browsers write a quote in it as %22 (HTML Standard,
 * "multipart/form-data encoding algorithm").
 */
static char *
parameter(char *header, const char *name)
{
	size_t len = strlen(name);
	char *at, *end;

	for (at = strchr(header, ';'); at != NULL; at = strchr(at, ';')) {
		at += 1 + strspn(at + 1, " \t");
		if (strncasecmp(at, name, len) != 0 || at[len] != '=')
			continue;
		at += len + 1;
		if (*at != '"')
			return NULL;
		end = strchr(++at, '"');
		if (end == NULL)
			return NULL;
		*end = '\0';
		return at;
	}
	return NULL;
}

static int
read_border(const char *type, struct border *border)
{
	static const char name[] = "boundary=";
	const char *at = strstr(type, name);
	size_t len;

	if (at == NULL)
		return -1;
	at += sizeof(name) - 1;
	len = *at == '"' ? strcspn(++at, "\"") : strcspn(at, "; \t");
	if (len == 0 || len > BOUNDARY_MAX)
		return -1;
	border->len = (size_t)snprintf(
	    border->text, sizeof(border->text), NEWLINE "--%.*s", (int)len, at);
	return 0;
}

static bool
is_text(const char *text, size_t len)
{
	return strlen(text) == len && text_is_utf8(text, len);
}

/*
 * One part, of which the headers end at "body" and the whole at "end"; a NUL
 * stands at both.
 */
static int
add_part(struct form *form, char *head, char *body, char *end)
{
	static const char wanted[] = "Content-Disposition:";
	char *line, *next, *name = NULL, *file = NULL;
	size_t len = (size_t)(end - body);

	for (line = head; line != NULL; line = next) {
		next = strstr(line, NEWLINE);
		if (next != NULL) {
			*next = '\0';
			next += sizeof(NEWLINE) - 1;
		}
		if (strncasecmp(line, wanted, sizeof(wanted) - 1) != 0)
			continue;
		/* The last of them first, for each is cut out in place. */
		file = parameter(line, "filename");
		name = parameter(line, "name");
	}
	if (name == NULL || !is_text(name, strlen(name)))
		return -1;
	if (file != NULL) {
		if (form->file.data != NULL || !is_text(file, strlen(file)))
			return -1;
		form->file = (struct form_file){file, body, len};
		return 0;
	}
	if (form->count == FORM_FIELDS || !is_text(body, len))
		return -1;
	form->fields[form->count++] = (struct field){name, body};
	return 0;
}

/* The parts, up to the border with two dashes behind it. */
static int
read_parts(struct form *form, char *text, size_t len, const struct border *b)
{
	static const char gap[] = NEWLINE NEWLINE;
	char *end = text + len, *head, *body, *next;

	/* The first border has no newline before it. */
	if (len < b->len ||
	    memcmp(text, b->text + sizeof(NEWLINE) - 1,
		b->len - (sizeof(NEWLINE) - 1)) != 0)
		return -1;
	head = text + b->len - (sizeof(NEWLINE) - 1);
	while (strncmp(head, "--", 2) != 0) {
		if (strncmp(head, NEWLINE, sizeof(NEWLINE) - 1) != 0)
			return -1;
		head += sizeof(NEWLINE) - 1;
		body = find(head, (size_t)(end - head), gap, sizeof(gap) - 1);
		if (body == NULL)
			return -1;
		*body = '\0';
		body += sizeof(gap) - 1;
		next = find(body, (size_t)(end - body), b->text, b->len);
		if (next == NULL)
			return -1;
		*next = '\0';
		if (add_part(form, head, body, next) == -1)
			return -1;
		head = next + b->len;
	}
	return 0;
}

int
multipart_read(
    struct form *form, const char *type, const char *body, size_t len)
{
	struct border border;

	*form = (struct form){.count = 0};
	if (read_border(type, &border) == -1 ||
	    form_hold(form, body, len) == -1)
		return -1;
	if (read_parts(form, form->text, len, &border) == -1) {
		form_free(form);
		return -1;
	}
	return 0;
}
