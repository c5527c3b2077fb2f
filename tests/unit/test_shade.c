#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/shade.h"

/* Whatever the colour is, what is written with it or on it can be read. */
static void
every_colour_can_be_read(void **state)
{
	const struct colour white = shade_white, night = shade_night,
			    black = {0, 0, 0};
	struct colour own, used;
	int red, green, blue;

	(void)state;
	for (red = 0; red <= 255; red += 51) {
		for (green = 0; green <= 255; green += 51) {
			for (blue = 0; blue <= 255; blue += 51) {
				own = (struct colour){(uint8_t)red,
				    (uint8_t)green, (uint8_t)blue};
				used = shade_light(own);
				assert_true(
				    colour_contrast(used, white) >= 4.5);
				assert_true(
				    colour_contrast(
					used, shade_soft(used, white)) >= 4.5);
				used = shade_dark(own);
				assert_true(
				    colour_contrast(used, night) >= 4.5);
				assert_true(
				    colour_contrast(used, black) >= 4.5);
				assert_true(
				    colour_contrast(
					used, shade_soft(used, night)) >= 4.5);
			}
		}
	}
}

static void
our_own_without_a_colour(void **state)
{
	const struct shades shades = shades_of("");

	(void)state;
	assert_string_equal(shades.accent, "#0b5f6b");
	assert_string_equal(shades.dark, "#62c6d2");
	assert_string_equal(shades.soft, "#e2f0f1");
	assert_string_equal(shades.deep, "#083f48");
}

static void
shades_of_a_colour(void **state)
{
	const struct shades shades = shades_of("#7a1f5c");

	(void)state;
	assert_string_equal(shades.accent, "#7a1f5c");
	assert_string_equal(shades.soft, "#efe4eb");
	assert_string_equal(shades.deep, "#53153f");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_colour_can_be_read),
	    cmocka_unit_test(our_own_without_a_colour),
	    cmocka_unit_test(shades_of_a_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
