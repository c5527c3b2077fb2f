#ifndef BASE_ERR_H
#define BASE_ERR_H

/* What a mistake means to the one who called; cmd/ makes an exit code of it. */
enum err_kind {
	ERR_NONE,
	ERR_USAGE,       /* the command line is wrong */
	ERR_DATA,        /* data that was handed in is refused */
	ERR_UNREACHABLE, /* a server could not be reached */
	ERR_LATER,       /* locked, full, interrupted: try again later */
	ERR_CONFIG,      /* configuration, key or templates are wrong */
	ERR_INTERNAL     /* no memory, or a defect */
};

struct err {
	enum err_kind kind;
	char text[512]; /* one sentence, without a final newline */
};

/*
 * Writes a sentence into "err" in the manner of printf.  Always returns -1, so
 * that a function can end with "return err_set(...)".  A text that is too long
 * is cut at its end.
 */
int err_set(struct err *err, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Puts "where" and a colon before the sentence in "err", for who knows more of
 * the place than who found the mistake.  Always returns -1.
 */
int err_at(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The sentence for want of memory.  Always returns -1. */
int err_memory(struct err *err);

#endif
