#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>

#include "base/text.h"
#include "render/mustache.h"

#include "mustache_cases.h"

#define ROOM 65536 /* bytes of output and of a case's JSON */
#define PARTIALS 40

struct shelf {
	char names[PARTIALS][16];
	struct template *templates[PARTIALS];
	size_t count;
};

static const struct template *
find(const struct shelf *shelf, const char *name)
{
	size_t i;

	for (i = 0; i < shelf->count; i++) {
		if (text_same(shelf->names[i], name))
			return shelf->templates[i];
	}
	return NULL;
}

static int
find_partial(const void *arg, const char *name,
    const struct template **template, struct err *err)
{
	if (text_same(name, "broken"))
		return err_set(err, ERR_CONFIG, "broken: cannot be used");
	*template = find(arg, name);
	return 0;
}

static void
put(struct shelf *shelf, const char *name, const char *text)
{
	struct err err = {ERR_NONE, ""};

	assert_true(shelf->count < PARTIALS);
	snprintf(
	    shelf->names[shelf->count], sizeof(shelf->names[0]), "%s", name);
	if (mustache_compile(
		name, text, &shelf->templates[shelf->count], &err) == -1)
		fail_msg("%s", err.text);
	shelf->count++;
}

static void
clear(struct shelf *shelf)
{
	while (shelf->count > 0)
		mustache_free(shelf->templates[--shelf->count]);
}

/* JSON in which ' stands for ". */
static json_t *
read_json(const char *text)
{
	char *copy = strdup(text), *quote;
	json_error_t why;
	json_t *json;

	assert_non_null(copy);
	while ((quote = strchr(copy, '\'')) != NULL)
		*quote = '"';
	json = json_loads(copy, 0, &why);
	if (json == NULL)
		fail_msg("%s: %s", text, why.text);
	free(copy);
	return json;
}

static void fill_object(struct value *object, const json_t *json);

static const char *
scalar(const json_t *json, char *room, size_t size)
{
	if (json_is_string(json))
		return json_string_value(json);
	snprintf(room, size, "%g", json_number_value(json));
	return room;
}

static void
fill_list(struct value *list, const json_t *json)
{
	char room[32];
	json_t *item;
	size_t i;

	json_array_foreach(json, i, item)
	{
		if (json_is_object(item))
			fill_object(value_add_object(list), item);
		else if (json_is_array(item))
			fill_list(value_add_list(list), item);
		else if (json_is_boolean(item))
			value_add_bool(list, json_is_true(item));
		else
			value_add_text(list, scalar(item, room, sizeof(room)));
	}
}

static void
fill_object(struct value *object, const json_t *json)
{
	const char *name;
	char room[32];
	json_t *item;

	json_object_foreach((json_t *)(uintptr_t)json, name, item)
	{
		if (json_is_object(item))
			fill_object(value_set_object(object, name), item);
		else if (json_is_array(item))
			fill_list(value_set_list(object, name), item);
		else if (json_is_boolean(item))
			value_set_bool(object, name, json_is_true(item));
		else if (!json_is_null(item))
			value_set(
			    object, name, scalar(item, room, sizeof(room)));
	}
}

static struct value *
data_of(const char *text)
{
	struct value *data = value_object();
	json_t *json = read_json(text);

	fill_object(data, json);
	assert_false(value_failed(data));
	json_decref(json);
	return data;
}

static void
spec_cases(void **state)
{
	size_t i, count = sizeof(mustache_cases) / sizeof(mustache_cases[0]);
	const struct mustache_case *c;
	struct err err = {ERR_NONE, ""};
	struct shelf shelf = {.count = 0};
	struct mustache_target target = {
	    .escape = ESCAPE_HTML, .partial = find_partial, .arg = &shelf};
	struct value *data;
	const char *name;
	struct buf out;
	json_t *json, *text;

	(void)state;
	assert_true(count >= 100);
	buf_init(&out, ROOM);
	for (i = 0; i < count; i++) {
		c = &mustache_cases[i];
		data = data_of(c->data);
		json = read_json(c->partials);
		json_object_foreach(json, name, text)
		    put(&shelf, name, json_string_value(text));
		put(&shelf, "template", c->text);
		buf_clear(&out);
		if (mustache_render(find(&shelf, "template"), data, &target,
			&out, &err) == -1)
			fail_msg("%s: %s", c->name, err.text);
		if (!text_same(out.data, c->expected))
			fail_msg("%s: \"%s\" is not \"%s\"", c->name, out.data,
			    c->expected);
		clear(&shelf);
		json_decref(json);
		value_free(data);
	}
	buf_free(&out);
}

static void
mistakes_name_file_and_line(void **state)
{
	static const struct {
		const char *text;
		const char *sentence;
	} cases[] = {
	    {"a\n\n{{#admin}}\nb\n",
		"w.html:3: section \"admin\" is not closed"},
	    {"{{#a}}\n{{^b}}{{/b}}\n", "w.html:1: section \"a\" is not closed"},
	    {"\n{{/a}}",
		"w.html:2: section \"a\" is closed and was not opened"},
	    {"{{#a}}\n{{#b}}\n{{/a}}{{/b}}",
		"w.html:3: section \"a\" is closed before \"b\" of line 2"},
	    {"one\n{{ two", "w.html:2: \"two\" is a tag without its end"},
	    {"{{{a}}", "w.html:1: \"a}}\" is a tag without its end"},
	    {"{{! a", "w.html:1: \"a\" is a tag without its end"},
	    {"\n{{}}", "w.html:2: a tag has no name"},
	    {"{{# }}{{/ }}", "w.html:1: a tag has no name"},
	    {"{{first name}}", "w.html:1: \"first name\" is no name; "},
	    {"{{a..b}}", "w.html:1: \"a..b\" is no name; "},
	    {"{{.a}}", "w.html:1: \".a\" is no name; "},
	    {"{{a.}}", "w.html:1: \"a.\" is no name; "},
	    {"{{$a}}{{/a}}", "w.html:1: \"$a\" is no name; "},
	    {"{{>../a}}", "w.html:1: \"../a\" is no name; "},
	    {"{{=<%=}}", "w.html:1: \"<%\" are no delimiters; "},
	    {"{{=< % >=}}", "w.html:1: \"< % >\" are no delimiters; "},
	    {"{{==}}", "w.html:1: \"\" are no delimiters; "},
	    {"{{=123456789 )=}}", "w.html:1: \"123456789 )\" are no delim"},
	    {"{{=< %=%=}}", "w.html:1: \"< %=%\" are no delimiters; "},
	};
	struct template *template;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		err = (struct err){ERR_NONE, ""};
		assert_int_equal(
		    mustache_compile("w.html", cases[i].text, &template, &err),
		    -1);
		assert_null(template);
		assert_int_equal(err.kind, ERR_CONFIG);
		if (!text_starts(err.text, cases[i].sentence))
			fail_msg("%s: %s", cases[i].text, err.text);
	}
}

static void
names_have_a_longest(void **state)
{
	char text[80], name[66];
	struct template *template;
	struct err err = {ERR_NONE, ""};

	(void)state;
	memset(name, 'n', sizeof(name));
	name[64] = '\0';
	snprintf(text, sizeof(text), "{{%s}}", name);
	assert_int_equal(mustache_compile("t", text, &template, &err), 0);
	mustache_free(template);
	name[64] = 'n';
	name[65] = '\0';
	snprintf(text, sizeof(text), "{{%s}}", name);
	assert_int_equal(mustache_compile("t", text, &template, &err), -1);
	assert_non_null(strstr(err.text, "is too long for a name"));
}

static void
sections_have_a_depth(void **state)
{
	struct template *template;
	struct err err = {ERR_NONE, ""};
	struct buf text;
	size_t depth, i;

	(void)state;
	buf_init(&text, ROOM);
	for (depth = 32; depth <= 33; depth++) {
		buf_clear(&text);
		for (i = 0; i < depth; i++)
			buf_text(&text, "{{#a}}");
		for (i = 0; i < depth; i++)
			buf_text(&text, "{{/a}}");
		assert_int_equal(
		    mustache_compile("t", text.data, &template, &err),
		    depth == 32 ? 0 : -1);
		mustache_free(template);
	}
	assert_string_equal(
	    err.text, "t:1: section \"a\" is one too many in another");
	buf_free(&text);
}

/* Renders strictly; returns the sentence, "" when there was no mistake. */
static const char *
sentence(enum escape escape, const char *text, const char *json,
    struct buf *out, struct err *err)
{
	struct shelf shelf = {.count = 0};
	struct mustache_target target = {escape, true, find_partial, &shelf};
	struct value *data = data_of(json);

	*err = (struct err){ERR_NONE, ""};
	buf_clear(out);
	put(&shelf, "p", "\n{{#o}}{{nowhere}}{{/o}}");
	put(&shelf, "t.txt", text);
	mustache_render(find(&shelf, "t.txt"), data, &target, out, err);
	clear(&shelf);
	value_free(data);
	return err->text;
}

static void
strict_refuses(void **state)
{
	static const char data[] =
	    "{'deadline': 'x', 'yes': true, 'no': false,"
	    "'l': ['1'], 'o': {'a': '1'}, 'none': [], 'nothing': ''}";
	static const struct {
		const char *text;
		const char *sentence;
	} cases[] = {
	    {"{{deadline}}{{#yes}}{{o.a}}{{/yes}}{{^none}}{{/none}}", ""},
	    {"{{#l}}{{.}}{{deadline}}{{/l}}{{nothing}}", ""},
	    {"{{#no}}{{nowhere}}{{/no}}{{^yes}}{{nowhere}}{{/yes}}", ""},
	    {"\n{{deadlin}}",
		"t.txt:2: \"deadlin\" is not known here; did you "
		"mean \"deadline\"?"},
	    {"{{quite-other}}", "t.txt:1: \"quite-other\" is not known here"},
	    {"{{{q}}}", "t.txt:1: \"q\" is not known here"},
	    {"{{o.q}}", "t.txt:1: \"o.q\" is not known here"},
	    {"{{#q}}{{/q}}", "t.txt:1: \"q\" is not known here"},
	    {"{{^q}}{{/q}}", "t.txt:1: \"q\" is not known here"},
	    {"{{yes}}", "t.txt:1: \"yes\" is no text; "},
	    {"{{o}}", "t.txt:1: \"o\" is no text; "},
	    {"{{{l}}}", "t.txt:1: \"l\" is no text; "},
	    {"{{>q}}", "t.txt:1: \"q\" is a partial that is not there"},
	    {"{{>broken}}", "broken: cannot be used"},
	    {"a\n{{>p}}", "p:2: \"nowhere\" is not known here"},
	};
	struct err err;
	struct buf out;
	const char *said;
	size_t i;

	(void)state;
	buf_init(&out, ROOM);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		said = sentence(ESCAPE_NONE, cases[i].text, data, &out, &err);
		if (!text_starts(said, cases[i].sentence) ||
		    (said[0] == '\0') != (cases[i].sentence[0] == '\0'))
			fail_msg("%s: %s", cases[i].text, said);
		if (said[0] != '\0')
			assert_int_equal(err.kind, ERR_CONFIG);
	}
	buf_free(&out);
}

static void
targets_escape(void **state)
{
	static const struct {
		enum escape escape;
		const char *expected;
	} cases[] = {
	    {ESCAPE_NONE, "a\"<\\ a\"<\\ a\"<\\"},
	    {ESCAPE_HTML, "a&quot;&lt;\\ a\"<\\ a\"<\\"},
	    {ESCAPE_HEADER, "a\"<\\ a\"<\\ a\"<\\"},
	    {ESCAPE_JSON, "a\\\"<\\\\ a\"<\\ a\"<\\"},
	};
	struct err err;
	struct buf out;
	size_t i;

	(void)state;
	buf_init(&out, ROOM);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_string_equal(
		    sentence(cases[i].escape, "{{v}} {{{v}}} {{&v}}",
			"{'v': 'a\\u0022<\\\\'}", &out, &err),
		    "");
		assert_string_equal(out.data, cases[i].expected);
	}
	buf_free(&out);
}

static void
header_refuses_line_breaks(void **state)
{
	static const char *const texts[] = {"{{v}}", "{{{v}}}", "{{&v}}"};
	static const char *const values[] = {"{'v': 'a\\r\\nBcc: b'}",
	    "{'v': 'a\\n'}", "{'v': '\\u0001'}", "{'v': '\\u007f'}"};
	struct err err;
	struct buf out;
	size_t i, k;

	(void)state;
	buf_init(&out, ROOM);
	for (i = 0; i < 3; i++) {
		for (k = 0; k < 4; k++) {
			sentence(
			    ESCAPE_HEADER, texts[i], values[k], &out, &err);
			assert_int_equal(err.kind, ERR_DATA);
			assert_true(text_starts(err.text,
			    "t.txt:1: \"v\" has a value with a line break"));
			assert_int_equal(out.len, 0);
		}
	}
	buf_free(&out);
}

static void
recursion_ends(void **state)
{
	struct shelf shelf = {.count = 0};
	struct mustache_target target = {
	    .partial = find_partial, .arg = &shelf};
	struct value *data = value_object();
	struct err err = {ERR_NONE, ""};
	char name[16], text[64];
	struct buf out;
	size_t i;

	(void)state;
	buf_init(&out, ROOM);
	put(&shelf, "p", "{{>p}}{{>p}}");
	assert_int_equal(
	    mustache_render(shelf.templates[0], data, &target, &out, &err), -1);
	assert_string_equal(
	    err.text, "p:1: \"p\" is one partial too many in another");

	/* Sections that end need no more than the data are deep. */
	value_set_bool(data, "a", true);
	put(&shelf, "s", "{{#a}}{{#a}}{{#a}}{{>s}}{{/a}}{{/a}}{{/a}}");
	assert_int_equal(
	    mustache_render(shelf.templates[1], data, &target, &out, &err), -1);
	assert_string_equal(
	    err.text, "s:1: \"a\" is in too many sections and partials");

	/* Each includes the next one twice: 2^30 of them, and no output. */
	for (i = 0; i < 30; i++) {
		snprintf(name, sizeof(name), "p%zu", i);
		snprintf(
		    text, sizeof(text), "{{>p%zu}}{{>p%zu}}", i + 1, i + 1);
		put(&shelf, name, text);
	}
	assert_int_equal(
	    mustache_render(find(&shelf, "p0"), data, &target, &out, &err), -1);
	assert_non_null(strstr(err.text, "more than 10000000 tags"));
	clear(&shelf);
	value_free(data);
	buf_free(&out);
}

static void
output_is_bounded(void **state)
{
	struct shelf shelf = {.count = 0};
	struct mustache_target target = {.escape = ESCAPE_HTML};
	struct value *data = data_of("{'l': ['1', '2', '3', '4']}");
	struct err err = {ERR_NONE, ""};
	struct buf out;

	(void)state;
	buf_init(&out, 11);
	put(&shelf, "t", "\n{{#l}}abc{{/l}}");
	assert_int_equal(
	    mustache_render(shelf.templates[0], data, &target, &out, &err), -1);
	assert_string_equal(err.text, "t:2: the text grows past 11 bytes");
	assert_int_equal(err.kind, ERR_INTERNAL);
	clear(&shelf);
	value_free(data);
	buf_free(&out);
}

static void
compiled_once_rendered_often(void **state)
{
	char source[] = "{{#l}}{{.}},{{/l}}";
	struct template *template;
	struct mustache_target target = {.escape = ESCAPE_HTML};
	struct value *data = data_of("{'l': ['1', '2']}");
	struct err err = {ERR_NONE, ""};
	struct buf out;

	(void)state;
	buf_init(&out, ROOM);
	assert_int_equal(mustache_compile("t", source, &template, &err), 0);
	memset(source, 'x', sizeof(source) - 1);
	assert_int_equal(
	    mustache_render(template, data, &target, &out, &err), 0);
	assert_int_equal(
	    mustache_render(template, data, &target, &out, &err), 0);
	assert_string_equal(out.data, "1,2,1,2,");
	mustache_free(template);
	mustache_free(NULL);
	value_free(data);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(spec_cases),
	    cmocka_unit_test(mistakes_name_file_and_line),
	    cmocka_unit_test(names_have_a_longest),
	    cmocka_unit_test(sections_have_a_depth),
	    cmocka_unit_test(strict_refuses),
	    cmocka_unit_test(targets_escape),
	    cmocka_unit_test(header_refuses_line_breaks),
	    cmocka_unit_test(recursion_ends),
	    cmocka_unit_test(output_is_bounded),
	    cmocka_unit_test(compiled_once_rendered_often),
	};

	return cmocka_run_group_tests_name("mustache", tests, NULL, NULL);
}
