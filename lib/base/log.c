#include <stdarg.h>

#include "base/log.h"

#define LINE_MAX_SIZE 1024 /* bytes; what is longer is cut */

void
log_write(const struct log *log, enum log_level level, const char *format, ...)
{
	static const char *const names[] = {
	    "error", "warning", "info", "debug"};
	char line[LINE_MAX_SIZE], when[CLOCK_TEXT_SIZE];
	va_list ap;

	if (log == NULL || level > log->level)
		return;
	va_start(ap, format);
	vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	clock_text(clock_now(log->clock), when);
	/* One call, so that lines of two threads do not mix. */
	fprintf(log->out, "%s %s %s\n", when, names[level], line);
	if (level <= LOG_WARNING)
		log_flush(log);
}

void
log_flush(const struct log *log)
{
	if (log != NULL)
		fflush(log->out);
}
