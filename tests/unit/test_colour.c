#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/colour.h"

static struct colour
the_colour(const char *text)
{
	struct colour colour;

	assert_int_equal(colour_parse(text, &colour), 0);
	return colour;
}

/* Contrasts as the examples of WCAG and its common checkers give them. */
static void
measures_contrast(void **state)
{
	static const struct {
		const char *a, *b;
		int hundredths;
	} cases[] = {
	    {"#000000", "#ffffff", 2100},
	    {"#ffffff", "#ffffff", 100},
	    {"#767676", "#ffffff", 454},
	    {"#777777", "#ffffff", 448},
	    {"#ff0000", "#ffffff", 400},
	    {"#0000ff", "#ffffff", 859},
	    {"#ffff00", "#ffffff", 107},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal((int)(100 *
					 colour_contrast(the_colour(cases[i].a),
					     the_colour(cases[i].b)) +
				     0.5),
		    cases[i].hundredths);
}

static void
reads_and_writes(void **state)
{
	static const char *const wrong[] = {
	    "", "#", "0b5f6b", "#0b5f6", "#0b5f6bb", "#0b5f6g", "red"};
	struct colour colour = the_colour("#0B5f6b");
	char text[COLOUR_SIZE];
	size_t i;

	(void)state;
	colour_text(colour, text);
	assert_string_equal(text, "#0b5f6b");
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(colour_parse(wrong[i], &colour), -1);
}

static void
goes_as_far_as_it_takes(void **state)
{
	struct colour white = {255, 255, 255}, black = {0, 0, 0};
	struct colour good = the_colour("#0b5f6b"), dark;
	char text[COLOUR_SIZE];

	(void)state;
	colour_text(colour_toward(good, black, white, 4.5), text);
	assert_string_equal(text, "#0b5f6b");
	dark = colour_toward(the_colour("#ffcc00"), black, white, 4.5);
	assert_true(colour_contrast(dark, white) >= 4.5);
	assert_true(colour_contrast(dark, white) < 4.8);
	assert_true(dark.red > dark.green && dark.blue == 0);
	colour_text(colour_toward(white, white, white, 4.5), text);
	assert_string_equal(text, "#ffffff");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(measures_contrast),
	    cmocka_unit_test(reads_and_writes),
	    cmocka_unit_test(goes_as_far_as_it_takes),
	};

	return cmocka_run_group_tests_name("colour", tests, NULL, NULL);
}
