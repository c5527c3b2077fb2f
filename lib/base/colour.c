#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/colour.h"
#include "base/encode.h"
#include "base/text.h"

#define CHANNELS 3

/* What a channel gives to the brightness (WCAG 2.2, "relative luminance"). */
static double
linear(uint8_t channel)
{
	double c = channel / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
brightness(struct colour c)
{
	return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) +
	    0.0722 * linear(c.blue);
}

int
colour_parse(const char *text, struct colour *colour)
{
	uint8_t bytes[CHANNELS];
	char lower[COLOUR_SIZE];

	if (text[0] != '#' || strlen(text) >= sizeof(lower))
		return -1;
	snprintf(lower, sizeof(lower), "%s", text);
	text_lower(lower);
	if (decode_hex(lower + 1, bytes, sizeof(bytes)) != CHANNELS)
		return -1;
	*colour = (struct colour){bytes[0], bytes[1], bytes[2]};
	return 0;
}

void
colour_text(struct colour colour, char out[COLOUR_SIZE])
{
	snprintf(out, COLOUR_SIZE, "#%02x%02x%02x", colour.red, colour.green,
	    colour.blue);
}

double
colour_contrast(struct colour a, struct colour b)
{
	double one = brightness(a) + 0.05, two = brightness(b) + 0.05;

	return one > two ? one / two : two / one;
}

static uint8_t
mix(uint8_t a, uint8_t b, int percent)
{
	return (uint8_t)((a * (100 - percent) + b * percent + 50) / 100);
}

struct colour
colour_mix(struct colour colour, struct colour other, int percent)
{
	return (struct colour){mix(colour.red, other.red, percent),
	    mix(colour.green, other.green, percent),
	    mix(colour.blue, other.blue, percent)};
}

struct colour
colour_toward(
    struct colour colour, struct colour end, struct colour ground, double least)
{
	struct colour now = colour;
	int percent;

	for (percent = 1;
	     percent <= 100 && colour_contrast(now, ground) < least; percent++)
		now = colour_mix(colour, end, percent);
	return now;
}
