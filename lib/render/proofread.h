#ifndef RENDER_PROOFREAD_H
#define RENDER_PROOFREAD_H

#include "base/buf.h"
#include "base/err.h"
#include "config/config.h"
#include "render/templates.h"

/*
 * Writes to nobody in particular all the letters that the campaign can need: of
 * each stage, in each language, to each audience and over each channel it has,
 * before the deadline and after, with a link and without.  Adds a line to
 * "mistakes" for each mistake that is not there yet.  Returns 0 when there are
 * none, or -1 with "err", the first of them.  What a stage has no text for is a
 * mistake of the configuration's line.
 */
int proofread(const struct templates *templates, const struct config *config,
    struct buf *mistakes, struct err *err);

#endif
