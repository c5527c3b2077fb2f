#include <string.h>

#include "base/sheet.h"

static bool
is_formula(const char *text)
{
	return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

void
sheet_field(struct sheet *sheet, const char *text)
{
	static const char special[] = {SHEET_DELIMITER, '"', '\r', '\n', '\0'};
	bool quoted = strpbrk(text, special) != NULL;
	struct buf *out = sheet->out;

	if (sheet->begun)
		buf_char(out, SHEET_DELIMITER);
	sheet->begun = true;
	if (quoted)
		buf_char(out, '"');
	if (is_formula(text))
		buf_char(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_char(out, '"');
		buf_char(out, *text);
	}
	if (quoted)
		buf_char(out, '"');
}

void
sheet_end_line(struct sheet *sheet)
{
	buf_text(sheet->out, "\r\n");
	sheet->begun = false;
}
