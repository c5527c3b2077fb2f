#ifndef DELIVER_ICS_H
#define DELIVER_ICS_H

#include <stdint.h>

#include "base/buf.h"
#include "model.h"

/*
 * Adds an appointment as a calendar program takes it in (iCalendar, RFC 5545):
 * lines of at most 75 bytes, folded between characters, that end with CR LF.
 * One of a whole day is free time; one with hours names its zone.  "organiser"
 * is an address, and "stamp" the instant as of which it holds: of two with the
 * same id, the later one is the change of the other.
 */
void ics_write(const struct appointment *appointment, const char *organiser,
    int64_t stamp, struct buf *out);

#endif
