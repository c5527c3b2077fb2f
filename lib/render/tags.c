#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "render/tags.h"

#define DELIMITER_MAX 8 /* bytes; everybody's have two */
#define SHOWN_MAX 40    /* characters of a name in a sentence */
#define SHOWN_SIZE (SHOWN_MAX * 4 + 8)

struct reader {
	const char *name;
	const char *text;
	const char *at;
	size_t line; /* of "at" */
	char open[DELIMITER_MAX + 1];
	char close[DELIMITER_MAX + 1];
	struct tags *tags;
	struct err *err;
};

static const struct {
	char sign;
	enum tag_kind kind;
	const char *before_close; /* in front of the closing delimiter */
} signs[] = {
    {'#', TAG_SECTION, ""},
    {'^', TAG_INVERTED, ""},
    {'/', TAG_CLOSE, ""},
    {'>', TAG_PARTIAL, ""},
    {'!', TAG_COMMENT, ""},
    {'&', TAG_RAW, ""},
    {'{', TAG_RAW, "}"},
    {'=', TAG_DELIMITERS, "="},
};

static int
wrong(const struct reader *rd, const struct tag *tag, const char *what)
{
	char word[SHOWN_SIZE * 2], shown[SHOWN_SIZE];
	size_t len = tag->len < sizeof(word) ? tag->len : sizeof(word) - 1;

	memcpy(word, tag->text, len);
	word[len] = '\0';
	text_show(word, SHOWN_MAX, shown, sizeof(shown));
	return err_set(rd->err, ERR_CONFIG, "%s:%zu: \"%s\" %s", rd->name,
	    tag->line, shown, what);
}

static int
add(struct reader *rd, const struct tag *tag)
{
	struct tags *tags = rd->tags;
	struct tag *list;
	size_t size;

	if (tags->count == tags->size) {
		size = tags->size == 0 ? 16 : tags->size * 2;
		list = realloc(tags->list, size * sizeof(*list));
		if (list == NULL)
			return err_memory(rd->err);
		tags->list = list;
		tags->size = size;
	}
	tags->list[tags->count++] = *tag;
	return 0;
}

static size_t
lines(const char *from, const char *to)
{
	size_t n = 0;

	for (; from < to; from++)
		n += *from == '\n';
	return n;
}

static void
advance(struct reader *rd, const char *to)
{
	rd->line += lines(rd->at, to);
	rd->at = to;
}

static bool
starts_line(const struct reader *rd, const char *at)
{
	return at == rd->text || at[-1] == '\n';
}

static int
add_text(struct reader *rd, const char *end)
{
	struct tag tag = {.kind = TAG_TEXT,
	    .text = rd->at,
	    .len = (size_t)(end - rd->at),
	    .line = rd->line,
	    .line_start = starts_line(rd, rd->at)};

	advance(rd, end);
	return tag.len == 0 ? 0 : add(rd, &tag);
}

/* Where the blanks before "at" begin, back to the line's begin at most. */
static const char *
blanks_before(const struct reader *rd, const char *at)
{
	while (at > rd->text && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	return at;
}

/* Where the next line begins, NULL if this one goes on with a text. */
static const char *
next_line(const char *at)
{
	at += strspn(at, " \t");
	if (at[0] == '\r' && at[1] == '\n')
		at++;
	if (*at == '\n')
		return at + 1;
	return *at == '\0' ? at : NULL;
}

/* The tag's content is between "from" and "to"; blanks around do not count. */
static void
take_name(struct tag *tag, const char *from, const char *to)
{
	while (from < to && isspace((unsigned char)*from))
		from++;
	while (from < to && isspace((unsigned char)to[-1]))
		to--;
	tag->text = from;
	tag->len = (size_t)(to - from);
}

/* Letters, digits, "_" and "-", in parts with a "." between; or only ".". */
static bool
is_name(const char *name, size_t len)
{
	bool in_part = false;
	size_t i;

	if (len == 1 && name[0] == '.')
		return true;
	for (i = 0; i < len; i++) {
		if (name[i] == '.' && !in_part)
			return false;
		in_part = name[i] != '.';
		if (in_part && !isalnum((unsigned char)name[i]) &&
		    name[i] != '_' && name[i] != '-')
			return false;
	}
	return in_part;
}

static int
check_name(const struct reader *rd, const struct tag *tag)
{
	if (tag->len == 0)
		return err_set(rd->err, ERR_CONFIG, "%s:%zu: a tag has no name",
		    rd->name, tag->line);
	if (tag->len > TAGS_NAME_MAX)
		return wrong(rd, tag, "is too long for a name");
	if (!is_name(tag->text, tag->len))
		return wrong(rd, tag,
		    "is no name; names have letters, digits, \"_\" and \"-\", "
		    "and dots between parts");
	return 0;
}

/* Where the first word between "from" and "to" ends. */
static const char *
word_end(const char *from, const char *to)
{
	while (from < to && !isspace((unsigned char)*from))
		from++;
	return from;
}

static int
set_delimiters(struct reader *rd, const struct tag *tag)
{
	const char *end = tag->text + tag->len;
	const char *open_end = word_end(tag->text, end), *close = open_end;
	size_t open_len, close_len;

	while (close < end && isspace((unsigned char)*close))
		close++;
	open_len = (size_t)(open_end - tag->text);
	close_len = (size_t)(end - close);
	if (close_len == 0 || word_end(close, end) != end ||
	    open_len > DELIMITER_MAX || close_len > DELIMITER_MAX ||
	    memchr(tag->text, '=', tag->len) != NULL)
		return wrong(rd, tag,
		    "are no delimiters; write two of at most 8 bytes, without "
		    "\"=\", such as {{=<% %>=}}");
	snprintf(rd->open, sizeof(rd->open), "%.*s", (int)open_len, tag->text);
	snprintf(rd->close, sizeof(rd->close), "%.*s", (int)close_len, close);
	return 0;
}

/* Finds the tag's kind and content; returns what comes behind it, or NULL. */
static const char *
parse(struct reader *rd, const char *start, struct tag *tag)
{
	const char *from = start + strlen(rd->open), *end;
	char close[DELIMITER_MAX + 2]; /* with the "}" of {{{ }}} */
	const char *before = "";
	size_t i, len;

	from += strspn(from, " \t\r\n");
	tag->kind = TAG_VALUE;
	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (*from != signs[i].sign)
			continue;
		tag->kind = signs[i].kind;
		before = signs[i].before_close;
		from++;
		break;
	}
	snprintf(close, sizeof(close), "%s%s", before, rd->close);
	end = strstr(from, close);
	if (end == NULL) {
		len = strcspn(from, "\n");
		take_name(tag, from, from + len);
		wrong(rd, tag, "is a tag without its end");
		return NULL;
	}
	take_name(tag, from, end);
	return end + strlen(close);
}

/* Reads the tag that begins at "start" and the text before it. */
static int
read_tag(struct reader *rd, const char *start)
{
	const char *before = blanks_before(rd, start), *end, *next = NULL;
	struct tag tag = {.line = rd->line + lines(rd->at, start)};

	end = parse(rd, start, &tag);
	if (end == NULL)
		return -1;
	if (tag.kind != TAG_VALUE && tag.kind != TAG_RAW &&
	    starts_line(rd, before))
		next = next_line(end);
	tag.line_start = next == NULL && starts_line(rd, start);
	if (next != NULL) {
		tag.indent = before;
		tag.indent_len = (size_t)(start - before);
	}
	if (add_text(rd, next != NULL ? before : start) == -1)
		return -1;
	if (tag.kind == TAG_DELIMITERS) {
		if (set_delimiters(rd, &tag) == -1)
			return -1;
	} else if (tag.kind != TAG_COMMENT) {
		if (check_name(rd, &tag) == -1)
			return -1;
	}
	advance(rd, next != NULL ? next : end);
	return add(rd, &tag);
}

int
tags_read(
    const char *name, const char *text, struct tags *tags, struct err *err)
{
	struct reader rd = {name, text, text, 1, "{{", "}}", tags, err};
	const char *start;

	*tags = (struct tags){NULL, 0, 0};
	while ((start = strstr(rd.at, rd.open)) != NULL) {
		if (read_tag(&rd, start) == -1)
			return -1;
	}
	return add_text(&rd, rd.at + strlen(rd.at));
}

void
tags_free(struct tags *tags)
{
	free(tags->list);
	*tags = (struct tags){NULL, 0, 0};
}
