#ifndef METER_H
#define METER_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A line on the standard error that shows how far something long is, when
 * somebody is at a terminal.
 */
struct meter {
	bool shown;
	const char *what; /* "secrets sealed anew" */
	int64_t total;    /* 0: not known */
	int64_t next_at;  /* in the ticks of the clock */
};

void meter_begin(struct meter *meter, const char *what, int64_t total);

/* Some times in a second at most, however often it is called. */
void meter_show(struct meter *meter, int64_t done);

/* Takes the line away. */
void meter_end(const struct meter *meter);

#endif
