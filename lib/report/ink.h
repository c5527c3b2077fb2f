#ifndef REPORT_INK_H
#define REPORT_INK_H

#include <stdbool.h>

#include "base/buf.h"
#include "report/headcount.h"

/* What a report on a terminal is drawn with, in UTF-8. */
struct ink {
	struct buf *out;
	bool colour;
};

/* Colours of ANSI, by what they say; only "colour" adds them. */
#define INK_STRONG "\033[1m"
#define INK_FAINT "\033[2m"
#define INK_ALARM "\033[31m"
#define INK_GOOD "\033[32m"
#define INK_PLAIN "\033[0m"
void ink_colour(const struct ink *ink, const char *colour);

/*
 * Add a text cut to "width" columns, and blanks up to there when "pad"; a bar
 * of so many blocks, the last of them in eighths; "  74.6 %".
 */
#define INK_COLUMNS 80 /* of the terminal; a text is cut to fewer */
void ink_cut(const struct ink *ink, const char *text, size_t width, bool pad);
void ink_bar(const struct ink *ink, const struct headcount *people, int width);
void ink_tenths(const struct ink *ink, int tenths);

#endif
