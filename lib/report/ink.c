#include "base/text.h"
#include "report/ink.h"

#define EIGHTHS 8        /* steps within a block character */
#define CHARACTER_SIZE 4 /* bytes of the longest in UTF-8 */

void
ink_colour(const struct ink *ink, const char *colour)
{
	if (ink->colour)
		buf_text(ink->out, colour);
}

void
ink_cut(const struct ink *ink, const char *text, size_t width, bool pad)
{
	char shown[INK_COLUMNS * CHARACTER_SIZE + CHARACTER_SIZE * 2];
	size_t max = width;

	/* The ellipsis comes on top, and a control character takes four. */
	do {
		text_show(text, max, shown, sizeof(shown));
	} while (text_length(shown) > width && max-- > 0);
	buf_text(ink->out, shown);
	for (width -= text_length(shown); pad && width > 0; width--)
		buf_char(ink->out, ' ');
}

void
ink_bar(const struct ink *ink, const struct headcount *people, int width)
{
	static const char *const parts[EIGHTHS + 1] = {"\u2591", "\u258f",
	    "\u258e", "\u258d", "\u258c", "\u258b", "\u258a", "\u2589",
	    "\u2588"};
	int eighths = headcount_tenths(people) * width * EIGHTHS / 1000;
	int i, part;

	for (i = 0; i < width; i++) {
		part = eighths - i * EIGHTHS;
		if (part > EIGHTHS)
			part = EIGHTHS;
		buf_text(ink->out, parts[part > 0 ? part : 0]);
	}
}

void
ink_tenths(const struct ink *ink, int tenths)
{
	buf_format(ink->out, "%5d.%d %%", tenths / 10, tenths % 10);
}
