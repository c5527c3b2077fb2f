#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>

#include "template_folder.h"
#include "visitor.h"
#include "web/specimen.h"

#define MISTAKES_MAX 65536

static void
our_own_pages_are_right(void **state)
{
	struct visitor *v = *state;
	struct buf mistakes;

	buf_init(&mistakes, MISTAKES_MAX);
	assert_int_equal(
	    specimen_write(&v->web, NULL, &mistakes, &v->fixture->err), 0);
	assert_string_equal(mistakes.data, "");
	buf_free(&mistakes);
}

/* Whoever makes a page has it written by check. */
static void
every_page_is_written(void **state)
{
	DIR *folder = opendir("templates/nl");
	const struct dirent *entry;
	struct err err;
	struct buf text;
	char path[PATH_SIZE + 256];
	int pages = 0;

	(void)state;
	assert_non_null(folder);
	buf_init(&text, MISTAKES_MAX);
	while ((entry = readdir(folder)) != NULL) {
		snprintf(path, sizeof(path), "templates/nl/%s", entry->d_name);
		buf_clear(&text);
		if (entry->d_name[0] == '.' ||
		    file_read(path, FILE_ANY, &text, &err) == -1 ||
		    strstr(text.data, "{{> page-head}}") == NULL)
			continue;
		pages++;
		if (!specimen_knows(entry->d_name))
			fail_msg(
			    "%s is not in lib/web/specimen.c", entry->d_name);
	}
	closedir(folder);
	buf_free(&text);
	assert_true(pages >= 15);
}

/* With this file in the operator's folder, this is the first mistake. */
static void
assert_mistake(
    struct visitor *v, const char *file, const char *text, const char *mistake)
{
	struct fixture *f = v->fixture;
	struct buf mistakes;
	char path[PATH_SIZE];

	folder_put(f->folder, file, text);
	templates_free(v->web.templates);
	v->web.templates = NULL;
	assert_int_equal(
	    templates_open(&f->config, ".", &v->web.templates, &f->err), 0);
	buf_init(&mistakes, MISTAKES_MAX);
	if (specimen_write(&v->web, NULL, &mistakes, &f->err) == 0)
		fail_msg("%s: nothing is found", file);
	assert_int_equal(f->err.kind, ERR_CONFIG);
	if (strstr(mistakes.data, mistake) == NULL)
		fail_msg("\"%s\" is not in: %s", mistake, mistakes.data);
	buf_free(&mistakes);
	snprintf(path, sizeof(path), "%s/%s", f->folder, file);
	unlink(path);
}

static void
misspelt_names_are_found(void **state)
{
	static const struct {
		const char *file, *text, *mistake;
	} cases[] = {
	    {"nl/page-bye.html", "\n{{produkt}}",
		"page-bye.html:2: \"produkt\""},
	    {"nl/page-welcome.html", "{{#label}}{{lable}}{{/label}}", "lable"},
	    {"nl/page-welcome.html", "{{^label}}{{lable}}{{/label}}", "lable"},
	    {"nl/page-code.html",
		"{{#mistake.clock}}{{minuts}}{{/mistake.clock}}", "minuts"},
	    {"en/page-code.html", "{{#mistake.wrng}}x{{/mistake.wrng}}",
		"wrng"},
	    {"nl/page-call.html", "{{#helpcode}}{{code}}{{/helpcode}}", "code"},
	    {"nl/page-key.html", "{{#groups}}{{x}}{{/groups}}", "\"x\""},
	    {"nl/manager-other.html", "{{acount}}", "acount"},
	    {"nl/page-done.html", "{{#returns}}{{url}}{{/returns}}", "url"},
	    {"nl/page-later.html", "{{#days}}{{word}}{{/days}}", "word"},
	    {"page-foot.html", "{{#languages}}{{tagg}}{{/languages}}", "tagg"},
	    {"nl/page-proof.html", "{{typd}}", "typd"},
	};
	struct visitor *v = *state;
	char path[PATH_SIZE];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_mistake(
		    v, cases[i].file, cases[i].text, cases[i].mistake);
	snprintf(path, sizeof(path), "%s/nl", v->fixture->folder);
	rmdir(path);
	snprintf(path, sizeof(path), "%s/en", v->fixture->folder);
	rmdir(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(our_own_pages_are_right),
	    VISITOR_TEST(misspelt_names_are_found),
	    cmocka_unit_test(every_page_is_written),
	};

	return cmocka_run_group_tests_name("specimen", tests, NULL, NULL);
}
