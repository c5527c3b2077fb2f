#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "render/leaflet.h"

#define PAGE_MAX (256 * 1024)

static int
count_of(const char *text, const char *part)
{
	int count = 0;

	while ((text = strstr(text, part)) != NULL) {
		count++;
		text++;
	}
	return count;
}

/* Five cards stand on two sheets, each page begun and ended once. */
static void
test_cards_by_four(void **state)
{
	struct fixture *f = *state;
	struct person person = {
	    .ref = "kim", .name = "Kim <Bos>", .language = "nl"};
	struct letter letter = {.config = &f->config,
	    .person = &person,
	    .organisation = &f->organisation,
	    .deadline_day = the_day("2026-12-01"),
	    .today = the_day("2026-10-05")};
	struct leaflet_start start = {"7K4M-2QX9", the_day("2026-11-03")};
	struct leaflet_page page = {.config = &f->config, .kind = LEAFLET_CARD};
	struct templates *templates;
	struct buf out;
	int i;

	f->config.templates = f->folder;
	assert_int_equal(
	    templates_open(&f->config, ".", &templates, &f->err), 0);
	page.templates = templates;
	buf_init(&out, PAGE_MAX);
	assert_int_equal(leaflet_begin(&page, &out, &f->err), 0);
	for (i = 0; i < 5; i++)
		assert_int_equal(
		    leaflet_add(&page, &letter, &start, &out, &f->err), 0);
	assert_int_equal(leaflet_end(&page, &out, &f->err), 0);
	assert_int_equal(page.count, 5);
	assert_int_equal(count_of(out.data, "<div class=\"four\">"), 2);
	assert_int_equal(count_of(out.data, "7K4M-2QX9"), 5);
	assert_int_equal(count_of(out.data, "</html>"), 1);
	assert_int_equal(count_of(out.data, "Kim &lt;Bos&gt;"), 5);
	assert_non_null(strstr(out.data, "dinsdag 3 november 2026"));
	buf_free(&out);
	templates_free(templates);
}

static void
test_check(void **state)
{
	struct fixture *f = *state;
	struct templates *templates;
	struct buf mistakes;

	f->config.templates = f->folder;
	assert_int_equal(
	    templates_open(&f->config, ".", &templates, &f->err), 0);
	buf_init(&mistakes, PAGE_MAX);
	assert_int_equal(
	    leaflet_check(templates, &f->config, &mistakes, &f->err), 0);
	assert_string_equal(mistakes.data, "");
	buf_free(&mistakes);
	templates_free(templates);
}

/* Both kinds end with it, before the deadline and after. */
static void
test_check_says_a_mistake_once(void **state)
{
	struct fixture *f = *state;
	struct templates *templates;
	struct buf mistakes;
	char path[300];
	FILE *file;

	snprintf(path, sizeof(path), "%s/handout-foot.html", f->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("{{nowhere}}", file);
	fclose(file);
	f->config.templates = f->folder;
	assert_int_equal(
	    templates_open(&f->config, ".", &templates, &f->err), 0);
	unlink(path);
	buf_init(&mistakes, PAGE_MAX);
	assert_int_equal(
	    leaflet_check(templates, &f->config, &mistakes, &f->err), -1);
	assert_int_equal(count_of(mistakes.data, "\"nowhere\""), 1);
	buf_free(&mistakes);
	templates_free(templates);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_cards_by_four),
	    FIXTURE_TEST(test_check),
	    FIXTURE_TEST(test_check_says_a_mistake_once),
	};

	return cmocka_run_group_tests_name("leaflet", tests, NULL, NULL);
}
