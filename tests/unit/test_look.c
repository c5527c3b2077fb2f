#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "template_folder.h"
#include "visitor.h"
#include "web/look.h"

static void
changes_nothing_by_itself(void **state)
{
	struct visitor *v = *state;

	get(v, "/style.css");
	assert_shows(v, "--accent: #0b5f6b");
	assert_int_equal(get(v, "/logo"), 404);
	get(v, "/bye");
	assert_hides(v, "/logo");
}

static void
takes_the_operators_colour(void **state)
{
	struct visitor *v = *state;
	char tag[BODY_SIZE];

	get(v, "/style.css");
	snprintf(tag, sizeof(tag), "%s", answer_value(&v->answer, "ETag"));
	v->fixture->config.look.colour = "#7a1f5c";
	get(v, "/style.css");
	assert_shows(v, ":root { --accent: #7a1f5c;");
	assert_string_not_equal(answer_value(&v->answer, "ETag"), tag);
}

static void
shows_the_operators_logo(void **state)
{
	static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg'/>";
	struct visitor *v = *state;
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s/logo.svg", v->fixture->folder);
	folder_put(v->fixture->folder, "logo.svg", svg);
	v->fixture->config.look.logo = path;
	assert_int_equal(get(v, "/logo"), 200);
	assert_string_equal(v->answer.body.data, svg);
	assert_string_equal(v->answer.type, "image/svg+xml");
	assert_non_null(strstr(
	    answer_value(&v->answer, "Content-Security-Policy"), "sandbox"));
	get(v, "/bye");
	assert_shows(v, "<img src=\"/logo\" alt=\"\"");
	unlink(path);
	assert_int_equal(get(v, "/logo"), 500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(changes_nothing_by_itself),
	    VISITOR_TEST(takes_the_operators_colour),
	    VISITOR_TEST(shows_the_operators_logo),
	};

	return cmocka_run_group_tests_name("look", tests, NULL, NULL);
}
