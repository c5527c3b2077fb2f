#include "base/shade.h"

#define SOFT 88   /* percent of the ground in what is tinted by the colour */
#define DEEP 32   /* percent of black in the deep one */
#define SPARE 1.3 /* what the tint takes of the contrast */

static const struct colour black = {0, 0, 0};
const struct colour shade_white = {0xff, 0xff, 0xff};
const struct colour shade_night = {0x17, 0x21, 0x24};

/* As in templates/style.css. */
static const struct shades our_own = {
    "#0b5f6b", "#62c6d2", "#e2f0f1", "#083f48"};

struct colour
shade_light(struct colour own)
{
	return colour_toward(own, black, shade_white, COLOUR_READABLE * SPARE);
}

struct colour
shade_dark(struct colour own)
{
	return colour_toward(
	    own, shade_white, shade_night, COLOUR_READABLE * SPARE);
}

struct colour
shade_soft(struct colour accent, struct colour ground)
{
	return colour_mix(accent, ground, SOFT);
}

struct shades
shades_of(const char *colour)
{
	struct shades shades = our_own;
	struct colour own, light;

	if (colour_parse(colour, &own) == -1)
		return shades;
	light = shade_light(own);
	colour_text(light, shades.accent);
	colour_text(shade_dark(own), shades.dark);
	colour_text(shade_soft(light, shade_white), shades.soft);
	colour_text(colour_mix(light, black, DEEP), shades.deep);
	return shades;
}
