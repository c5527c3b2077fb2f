#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdio.h>

#include "base/clock.h"

enum log_level {
	LOG_ERROR,
	LOG_WARNING,
	LOG_INFO,
	LOG_DEBUG
};

/*
 * Where a long-running part says what happens, a line each:
 *
 *	2026-10-23T07:00:00Z info message sent id=812 attempt=1
 *
 * A NULL log takes everything and says nothing.  No token, secret, code or full
 * link is ever handed to it.
 */
struct log {
	FILE *out;
	enum log_level level; /* the last one that is written */
	const struct clock *clock;
};

/*
 * May be called from several threads; a line stays whole.  Where "out" has a
 * buffer, errors and warnings do not stay in it.
 */
void log_write(const struct log *log, enum log_level level, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

/* Writes out what is in the buffer of "out". */
void log_flush(const struct log *log);

#endif
