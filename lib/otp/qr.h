#ifndef OTP_QR_H
#define OTP_QR_H

#include "base/buf.h"
#include "base/err.h"

#define QR_QUIET 4 /* modules kept white on each side; ISO/IEC 18004 */

/*
 * Adds a QR code (byte mode, error correction M) as an <svg> element to stand
 * in a page: one unit of its viewBox is a module, black on white whatever the
 * page's colours, with the quiet zone, without a style attribute.  "label" is
 * what a screen reader says.  A secret in "text" is in the picture too, so
 * "out" is for buf_wipe then.
 *
 * Returns 0, or -1 with "err": ERR_DATA when the text is empty or more than a
 * code holds (2,331 bytes), ERR_INTERNAL when memory runs out or "out" is full.
 * No part of the text stands in the sentence.
 */
int qr_svg(
    const char *text, const char *label, struct buf *out, struct err *err);

#endif
