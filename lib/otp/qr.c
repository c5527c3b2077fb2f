#include <errno.h>
#include <stdbool.h>
#include <stddef.h>

#include <qrencode.h>

#include "base/hash.h"
#include "base/quote.h"
#include "otp/qr.h"

#define BLACK 0x01 /* the bit of a module's byte that is its colour */

/* Black modules side by side are one rectangle of the path. */
static void
add_row(struct buf *out, const unsigned char *row, int width, int y)
{
	int x = 0, start;

	while (x < width) {
		start = x;
		while (x < width && (row[x] & BLACK) != 0)
			x++;
		if (x > start)
			buf_format(out, "M%d %dh%dv1H%dz", start + QR_QUIET,
			    y + QR_QUIET, x - start, start + QR_QUIET);
		else
			x++;
	}
}

static void
add_svg(struct buf *out, const QRcode *code, const char *label)
{
	int y, side = code->width + 2 * QR_QUIET;

	buf_format(out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
	    "role=\"img\" aria-label=\"",
	    side, side);
	quote_html(out, label);
	buf_format(out,
	    "\" shape-rendering=\"crispEdges\">"
	    "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>"
	    "<path fill=\"#000\" d=\"",
	    side, side);
	for (y = 0; y < code->width; y++)
		add_row(out, code->data + y * code->width, code->width, y);
	buf_text(out, "\"/></svg>");
}

int
qr_svg(const char *text, const char *label, struct buf *out, struct err *err)
{
	QRcode *code;
	int rc = -1;

	code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (code == NULL && errno == ENOMEM)
		return err_memory(err);
	if (code == NULL)
		return err_set(err, ERR_DATA,
		    "QR code \"%s\": the text is empty or too long", label);
	add_svg(out, code, label);
	if (out->failed)
		err_set(err, ERR_INTERNAL,
		    "QR code \"%s\": is larger than the page allows", label);
	else
		rc = 0;
	hash_wipe(code->data, (size_t)code->width * (size_t)code->width);
	QRcode_free(code);
	return rc;
}
