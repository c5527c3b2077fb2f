#ifndef BASE_SHADE_H
#define BASE_SHADE_H

#include "base/colour.h"

/* The grounds that texts stand on, by day and by night. */
extern const struct colour shade_white;
extern const struct colour shade_night;

/*
 * The operator's colour as texts use it, on light and on dark: as it is, or as
 * much darker or lighter as it takes to be read (WCAG 2.2, 1.4.3).
 */
struct colour shade_light(struct colour own);
struct colour shade_dark(struct colour own);

/* "ground" with a little of the colour in it. */
struct colour shade_soft(struct colour accent, struct colour ground);

/* All that mails and printed sheets use, as "#0b5f6b". */
struct shades {
	char accent[COLOUR_SIZE];
	char dark[COLOUR_SIZE]; /* the accent by night */
	char soft[COLOUR_SIZE]; /* what is tinted with it */
	char deep[COLOUR_SIZE]; /* a ground for white text */
};

/* Those of a colour such as "#7a1f5c"; of our own one when it is none. */
struct shades shades_of(const char *colour);

#endif
