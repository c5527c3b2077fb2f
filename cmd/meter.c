#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "meter.h"

#define EVERY (CLOCK_TICKS / 5)
#define WIDTH 70 /* characters; no line is longer */

void
meter_begin(struct meter *meter, const char *what, int64_t total)
{
	*meter = (struct meter){
	    .shown = isatty(STDERR_FILENO) == 1, .what = what, .total = total};
}

void
meter_show(struct meter *meter, int64_t done)
{
	if (!meter->shown || clock_ticks() < meter->next_at)
		return;
	meter->next_at = clock_ticks() + EVERY;
	if (meter->total > 0)
		fprintf(stderr, "\r%" PRId64 " of %" PRId64 " %s", done,
		    meter->total, meter->what);
	else
		fprintf(stderr, "\r%" PRId64 " %s", done, meter->what);
}

void
meter_end(const struct meter *meter)
{
	if (meter->shown)
		fprintf(stderr, "\r%*s\r", WIDTH, "");
}
