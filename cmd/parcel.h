#ifndef PARCEL_H
#define PARCEL_H

#include <stdint.h>

#include "base/clock.h"
#include "campaign.h"
#include "compose.h"
#include "deliver/courier.h"
#include "results.h"
#include "schedule/almanac.h"
#include "schedule/standings.h"
#include "store/setting.h"

#define PARCEL_MAX CONFIG_BATCH_MAX

/* What one transfer carries: a mail, or pop-ups of many people. */
struct parcel {
	enum channel channel;
	size_t count; /* 0: there is none */
	struct message messages[PARCEL_MAX];
};

/* What parcels are made with. */
struct packer {
	const struct campaign_set *set;
	const struct clock *clock;
	struct courier *courier;
	struct standings *standings; /* which waves are paused */
	struct almanac *almanac;     /* whose institution is closed */
	struct results *results;
	struct outbox_counts *counts;
	char uid[SETTING_MAX + 1];
	struct composed composed;
	struct buf body, return_path;
};

void packer_init(struct packer *packer);
void packer_free(struct packer *packer);

/*
 * Writes the messages of a parcel to its people, one for each, and begins its
 * transfer, under the tag.
 * Messages that are no longer needed or that cannot be written end at once and
 * leave the parcel, of which "count" may become 0.  Returns -1 only when the
 * store fails.
 */
int parcel_begin(struct packer *packer, struct parcel *parcel,
    const struct person *people, int64_t tag, struct err *err);

#endif
