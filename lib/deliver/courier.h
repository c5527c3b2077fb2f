#ifndef DELIVER_COURIER_H
#define DELIVER_COURIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "model.h"

/*
 * Delivers over all channels, many at a time: as many as the configuration
 * gives connections to a channel, each of which is kept open for the next.  All
 * run side by side in the one thread that uses the courier; they go on while it
 * waits.
 */
struct courier;

struct delivered {
	int64_t tag; /* as given when it began */
	enum channel channel;
	struct outcome outcome;
};

/*
 * A channel without a server in the configuration gets no place.  Returns 0, or
 * -1 with "err" (ERR_CONFIG when an address, URL or secret is none,
 * ERR_INTERNAL without memory).  The configuration must outlive the courier.
 *
 * courier_free breaks off what still runs.
 */
int courier_new(
    const struct config *config, struct courier **courier, struct err *err);
void courier_free(struct courier *courier);

/* Whether there is a free place for one more on that channel. */
bool courier_takes(const struct courier *courier, enum channel channel);

/* How many have begun and were not yet given by courier_wait. */
size_t courier_busy(const struct courier *courier);

/*
 * Begin a transfer; everything is copied.  There must be a free place.  "date"
 * is a mail's date, "now" a webhook's timestamp.
 * In rehearsal every mail goes to mail.rehearsal_to, while its To stays the
 * person's.
 *
 * Return 0, or -1 with "err": ERR_DATA when it cannot be sent at all (a line
 * end in a header, an address that is none), ERR_INTERNAL without memory or
 * without a free place.
 */
int courier_mail(struct courier *courier, int64_t tag, const struct mail *mail,
    int64_t date, struct err *err);
int courier_webhook(struct courier *courier, int64_t tag,
    const struct webhook *webhook, int64_t now, struct err *err);

/*
 * Waits until at least one transfer has ended, but no longer than "most"
 * milliseconds, all of them when none runs.  Returns how many of those that
 * ended stand in "done", at most "max", 0 if none; -1 with "err" when waiting
 * is not possible (ERR_INTERNAL).
 */
int courier_wait(struct courier *courier, struct delivered *done, size_t max,
    int64_t most, struct err *err);

#endif
