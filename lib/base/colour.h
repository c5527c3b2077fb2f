#ifndef BASE_COLOUR_H
#define BASE_COLOUR_H

#include <stdint.h>

/* A colour of sRGB. */
struct colour {
	uint8_t red, green, blue;
};

/* The least contrast that text needs (WCAG 2.2, 1.4.3). */
#define COLOUR_READABLE 4.5

/* Reads "#0b5f6b".  Returns 0, or -1 when it is none. */
int colour_parse(const char *text, struct colour *colour);

#define COLOUR_SIZE 8
void colour_text(struct colour colour, char out[COLOUR_SIZE]);

/* How much two colours differ in brightness (WCAG 2.2): from 1 to 21. */
double colour_contrast(struct colour a, struct colour b);

/* "colour" with "percent" of another one in it. */
struct colour colour_mix(
    struct colour colour, struct colour other, int percent);

/*
 * "colour", or the nearest one on the way to "end" whose contrast with "ground"
 * is at least "least"; "end" when there is none before it.
 */
struct colour colour_toward(struct colour colour, struct colour end,
    struct colour ground, double least);

#endif
