#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text.h"
#include "render/templates.h"

#include "template_folder.h"

static const char *const languages[] = {"nl", "en"};

struct fixture {
	struct template_folder folder;
	struct config config;
	struct templates *templates;
	struct value *data;
	struct buf out;
	struct err err;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	folder_open(&f->folder);
	folder_put(f->folder.installed, "nl/words", "a = A\n");
	folder_put(f->folder.installed, "en/words", "a = A\n");
	f->config.templates = f->folder.own;
	f->config.campaign.languages = languages;
	f->config.campaign.language_count = 2;
	f->data = value_object();
	buf_init(&f->out, 65536);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	templates_free(f->templates);
	value_free(f->data);
	buf_free(&f->out);
	folder_close(&f->folder);
	free(f);
	return 0;
}

static void
open_templates(struct fixture *f)
{
	if (templates_open(
		&f->config, f->folder.path, &f->templates, &f->err) == -1)
		fail_msg("%s", f->err.text);
}

static const char *
rendered(struct fixture *f, const char *language, const char *name)
{
	f->err = (struct err){ERR_NONE, ""};
	buf_clear(&f->out);
	return templates_render(
		   f->templates, language, name, f->data, &f->out, &f->err) == 0
	    ? f->out.data
	    : f->err.text;
}

static void
the_nearest_file_holds(void **state)
{
	static const struct {
		const char *name;
		const char *nl;
		const char *en;
	} cases[] = {
	    {"a.txt", "own nl", "own neutral"},
	    {"b.txt", "installed nl", "own neutral"},
	    {"c.txt", "own neutral", "own neutral"},
	    {"d.txt", "installed neutral", "installed neutral"},
	};
	struct fixture *f = *state;
	const char *own = f->folder.own, *installed = f->folder.installed;
	size_t i;

	folder_put(own, "nl/a.txt", "own nl");
	folder_put(installed, "nl/a.txt", "installed nl");
	folder_put(own, "a.txt", "own neutral");
	folder_put(installed, "nl/b.txt", "installed nl");
	folder_put(own, "b.txt", "own neutral");
	folder_put(installed, "b.txt", "installed neutral");
	folder_put(own, "c.txt", "own neutral");
	folder_put(installed, "c.txt", "installed neutral");
	folder_put(installed, "d.txt", "installed neutral");
	open_templates(f);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_string_equal(
		    rendered(f, "nl", cases[i].name), cases[i].nl);
		assert_string_equal(
		    rendered(f, "en", cases[i].name), cases[i].en);
		assert_string_equal(
		    rendered(f, "fr", cases[i].name), cases[i].nl);
	}
	assert_true(text_starts(rendered(f, "nl", "e.txt"),
	    "nl/e.txt: there is no such file in /tmp/twofold-templates."));
}

static void
no_folder_of_the_operators(void **state)
{
	struct fixture *f = *state;

	folder_put(f->folder.installed, "a.txt", "installed");
	f->config.templates = "";
	open_templates(f);
	assert_string_equal(rendered(f, "nl", "a.txt"), "installed");
	templates_free(f->templates);
	f->config.templates = "/nonexistent/templates";
	open_templates(f);
	assert_string_equal(rendered(f, "nl", "a.txt"), "installed");
}

static void
suffix_chooses_escape(void **state)
{
	struct fixture *f = *state;
	const char *folder = f->folder.installed;

	folder_put(folder, "a.html", "{{v}}");
	folder_put(folder, "a.txt", "{{v}}");
	folder_put(folder, "a.popup", "{{v}}");
	folder_put(folder, "a.subject", "{{v}}");
	folder_put(folder, "a.css", "{{v}}");
	open_templates(f);
	value_set(f->data, "v", "<\n");
	assert_string_equal(rendered(f, "nl", "a.html"), "&lt;\n");
	assert_string_equal(rendered(f, "nl", "a.txt"), "<\n");
	assert_string_equal(rendered(f, "nl", "a.popup"), "<\n");
	assert_non_null(
	    strstr(rendered(f, "nl", "a.subject"), "a.subject:1: \"v\" has"));
	assert_int_equal(f->err.kind, ERR_DATA);
	assert_non_null(
	    strstr(rendered(f, "nl", "a.css"), "a.css: is not a template"));
	value_set(f->data, "v", "<");
	assert_string_equal(rendered(f, "nl", "a.subject"), "<");
}

static void
partials_have_the_same_suffix(void **state)
{
	struct fixture *f = *state;
	const char *folder = f->folder.installed;

	folder_put(folder, "a.html", "{{> head}} {{> en-only}}.");
	folder_put(folder, "a.txt", "{{> head}}");
	folder_put(folder, "head.html", "{{> name}}");
	folder_put(folder, "head.txt", "text");
	folder_put(folder, "nl/name.html", "nl {{v}}");
	folder_put(folder, "en/name.html", "en {{v}}");
	folder_put(f->folder.own, "en/en-only.html", "only");
	open_templates(f);
	value_set(f->data, "v", "<");
	assert_string_equal(rendered(f, "nl", "a.html"), "nl &lt; .");
	assert_string_equal(rendered(f, "en", "a.html"), "en &lt; only.");
	assert_string_equal(rendered(f, "nl", "a.txt"), "text");
}

static void
strict_names_the_file(void **state)
{
	struct fixture *f = *state;

	folder_put(f->folder.own, "nl/a.txt", "x\n{{nowhere}}");
	open_templates(f);
	assert_string_equal(rendered(f, "nl", "a.txt"), "x\n");
	buf_clear(&f->out);
	assert_int_equal(templates_render_strict(f->templates, "nl", "a.txt",
			     f->data, &f->out, &f->err),
	    -1);
	assert_non_null(strstr(
	    f->err.text, "/own/nl/a.txt:2: \"nowhere\" is not known here"));
	assert_int_equal(f->err.kind, ERR_CONFIG);
}

static void
mistakes_wait_until_asked_for(void **state)
{
	struct fixture *f = *state;
	const char *folder = f->folder.installed;
	const char *said;

	folder_put(folder, "good.txt", "good");
	folder_put(folder, "outer.txt", "{{> broken}}");
	folder_put(folder, "broken.txt", "{{#a}}");
	folder_put(folder, "nl/latin.txt", "caf\xe9");
	folder_put(folder, "nl/words", "a = A\nb = B\n");
	folder_put(folder, "notes.md", "{{#a}}");
	folder_put(folder, ".hidden.txt", "{{#a}}");
	open_templates(f);
	assert_string_equal(rendered(f, "nl", "good.txt"), "good");
	said = "broken.txt:1: section \"a\" is not closed";
	assert_non_null(strstr(rendered(f, "nl", "broken.txt"), said));
	assert_non_null(strstr(rendered(f, "nl", "outer.txt"), said));
	assert_non_null(strstr(rendered(f, "nl", "latin.txt"), "is not UTF-8"));

	buf_clear(&f->out);
	assert_int_equal(templates_check(f->templates, &f->out, &f->err), -1);
	assert_non_null(strstr(f->err.text, said));
	said = strstr(f->out.data, said);
	assert_non_null(said);
	assert_null(strstr(said + 1, "broken.txt:"));
	assert_non_null(strstr(f->out.data, "/nl/latin.txt: is not UTF-8"));
	assert_non_null(strstr(
	    f->out.data, "en/words: \"b\" is missing, which \"nl\" has\n"));
}

static void
check_is_content(void **state)
{
	struct fixture *f = *state;

	folder_put(f->folder.installed, "a.txt", "good");
	open_templates(f);
	assert_int_equal(templates_check(f->templates, &f->out, &f->err), 0);
	assert_int_equal(f->out.len, 0);
}

static void
words_are_laid_over(void **state)
{
	struct fixture *f = *state;
	const struct catalogue *c;

	folder_put(f->folder.installed, "nl/words", "a = A\nb = B\n");
	folder_put(f->folder.own, "nl/words", "b = own\n");
	open_templates(f);
	c = templates_catalogue(f->templates, "nl");
	assert_string_equal(catalogue_get(c, "a"), "A");
	assert_string_equal(catalogue_get(c, "b"), "own");
	c = templates_catalogue(f->templates, "en");
	assert_string_equal(catalogue_get(c, "b"), "b");
}

static void
a_language_needs_words(void **state)
{
	struct fixture *f = *state;
	char path[256];

	snprintf(path, sizeof(path), "%s/en/words", f->folder.installed);
	assert_int_equal(remove(path), 0);
	assert_int_equal(
	    templates_open(&f->config, f->folder.path, &f->templates, &f->err),
	    -1);
	assert_null(f->templates);
	assert_int_equal(f->err.kind, ERR_CONFIG);
	assert_true(text_starts(
	    f->err.text, "language \"en\" has no words: there is no /tmp/"));
	folder_put(f->folder.own, "en/words", "a\n");
	assert_int_equal(
	    templates_open(&f->config, f->folder.path, &f->templates, &f->err),
	    -1);
	assert_non_null(
	    strstr(f->err.text, "/own/en/words:1: there is no \"=\""));
}

static void
raw_texts(void **state)
{
	struct fixture *f = *state;

	folder_put(f->folder.installed, "style.css", "a {{ }} b");
	folder_put(f->folder.own, "mark.txt", "\xef\xbb\xbf{{! c }}\nx");
	open_templates(f);
	assert_string_equal(
	    templates_text(f->templates, "style.css", &f->err), "a {{ }} b");
	assert_null(templates_text(f->templates, "other.css", &f->err));
	assert_int_equal(f->err.kind, ERR_CONFIG);
	assert_string_equal(rendered(f, "nl", "mark.txt"), "x");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_nearest_file_holds),
	    TEST(no_folder_of_the_operators),
	    TEST(suffix_chooses_escape),
	    TEST(partials_have_the_same_suffix),
	    TEST(strict_names_the_file),
	    TEST(mistakes_wait_until_asked_for),
	    TEST(check_is_content),
	    TEST(words_are_laid_over),
	    TEST(a_language_needs_words),
	    TEST(raw_texts),
	};

	return cmocka_run_group_tests_name("templates", tests, NULL, NULL);
}
