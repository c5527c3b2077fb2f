#include <stdarg.h>
#include <string.h>

#include "base/log.h"

#define LINE_MAX_SIZE 1024 /* bytes; what is longer is cut */

/* A word between blanks. */
static size_t
put(char *out, const char *word)
{
	size_t len = strlen(word);

	out[0] = ' ';
	memcpy(out + 1, word, len);
	out[len + 1] = ' ';
	return len + 2;
}

void
log_write(const struct log *log, enum log_level level, const char *format, ...)
{
	static const char *const names[] = {
	    "error", "warning", "info", "debug"};
	char line[LINE_MAX_SIZE];
	size_t len, room;
	va_list ap;
	int more;

	if (log == NULL || level > log->level)
		return;
	clock_text(clock_now(log->clock), line);
	len = CLOCK_TEXT_SIZE - 1;
	len += put(line + len, names[level]);
	/* The line ends with a line feed, in the place of the NUL. */
	room = sizeof(line) - len;
	va_start(ap, format);
	more = vsnprintf(line + len, room, format, ap);
	va_end(ap);
	len += more < 0 ? 0 : (size_t)more < room ? (size_t)more : room - 1;
	line[len++] = '\n';
	/* One call, so that lines of two threads do not mix. */
	fwrite(line, 1, len, log->out);
	if (level <= LOG_WARNING)
		log_flush(log);
}

void
log_flush(const struct log *log)
{
	if (log != NULL)
		fflush(log->out);
}
