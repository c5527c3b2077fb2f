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

/* Whatever the colour is, what is written with it or on it can be read. */
static void
every_colour_can_be_read(void **state)
{
	const struct colour white = {255, 255, 255}, black = {0, 0, 0},
			    night = {0x17, 0x21, 0x24};
	struct colour own, used;
	int red, green, blue;

	(void)state;
	for (red = 0; red <= 255; red += 51) {
		for (green = 0; green <= 255; green += 51) {
			for (blue = 0; blue <= 255; blue += 51) {
				own = (struct colour){(uint8_t)red,
				    (uint8_t)green, (uint8_t)blue};
				used = look_light(own);
				assert_true(
				    colour_contrast(used, white) >= 4.5);
				assert_true(
				    colour_contrast(used,
					colour_mix(used, white, 88)) >= 4.5);
				used = look_dark(own);
				assert_true(
				    colour_contrast(used, night) >= 4.5);
				assert_true(
				    colour_contrast(used, black) >= 4.5);
				assert_true(
				    colour_contrast(used,
					colour_mix(used, night, 88)) >= 4.5);
			}
		}
	}
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
	    cmocka_unit_test(every_colour_can_be_read),
	};

	return cmocka_run_group_tests_name("look", tests, NULL, NULL);
}
