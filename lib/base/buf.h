#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Text or bytes that grow up to a maximum which is set from the start.  The
 * bytes are always followed by a NUL that "len" does not count.
 *
 * A failure sticks: once something did not fit (or memory ran out), "failed" is
 * true and the rest of the additions do nothing, so it is enough to ask once,
 * at the end.
 */
struct buf {
	char *data; /* never NULL once initialised; "" when empty */
	size_t len;
	size_t size;
	size_t max; /* bytes that "len" may reach */
	bool failed;
};

/* An empty buffer that may hold "max" bytes.  Free with buf_free. */
void buf_init(struct buf *buf, size_t max);
void buf_free(struct buf *buf);

/* The same after overwriting what is in it; for secrets. */
void buf_wipe(struct buf *buf);

/* Empties the buffer and forgets a failure; the memory is kept. */
void buf_clear(struct buf *buf);

void buf_add(struct buf *buf, const void *data, size_t len);
void buf_text(struct buf *buf, const char *text);
void buf_char(struct buf *buf, char c);
void buf_format(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a text as a line, unless there is such a line already. */
void buf_line_once(struct buf *buf, const char *line);

/*
 * Hands the bytes over to the caller, who frees them with free(); the buffer is
 * empty afterwards.  NULL if it had failed.
 */
char *buf_take(struct buf *buf);

#endif
