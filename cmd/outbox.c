#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "deliver/pace.h"
#include "line.h"
#include "outbox.h"
#include "parcel.h"
#include "store/message.h"
#include "outage.h"

#define ENDED_MAX 64      /* transfers that are looked at in one go */
#define KEEP 1024         /* KiB of the database that are kept in memory */
#define PROGRESS_WIDTH 60 /* characters, to wipe the line */

struct outbox {
	struct campaign_set *set;
	const struct clock *clock;
	struct packer packer;
	struct line lines[CHANNELS];
	struct outage outage;
	struct parcel *parcels; /* as many as there are places */
	size_t size;
	struct results results;
	struct outbox_counts *counts;
	struct pace pace; /* of mail */
	bool due;         /* there is something to send */
	bool at_terminal;
};

/*
 * Claims what goes next.  What has ended is recorded in the same transaction,
 * so that a night writes to disk once for many messages.
 */
static int
claim(struct outbox *outbox, struct line *line, struct err *err)
{
	struct db *db = outbox->set->db;

	if (db_begin(db, err) == -1)
		return -1;
	if (results_write(&outbox->results, err) == -1 ||
	    line_claim(line, db, (size_t)outbox->set->config->webhook.batch,
		clock_now(outbox->clock), err) == -1) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, err);
}

static struct parcel *
free_parcel(struct outbox *outbox)
{
	size_t i;

	for (i = 0; i < outbox->size; i++) {
		if (outbox->parcels[i].count == 0)
			return &outbox->parcels[i];
	}
	return NULL;
}

/* Fills the free places of a channel. */
static int
fill(struct outbox *outbox, enum channel channel, struct err *err)
{
	struct line *line = &outbox->lines[channel];
	const struct person *people;
	struct parcel *parcel;

	while (!outbox->counts[channel].down &&
	    courier_takes(outbox->packer.courier, channel) &&
	    (parcel = free_parcel(outbox)) != NULL) {
		if (line_waits(line) == 0 && !line->empty &&
		    claim(outbox, line, err) == -1)
			return -1;
		if (line_waits(line) == 0 ||
		    (channel == CHANNEL_EMAIL &&
			!pace_take(&outbox->pace, clock_ticks())))
			return 0;
		if (line_take(line, outbox->set->db, parcel, &people, err) ==
			-1 ||
		    parcel_begin(&outbox->packer, parcel, people,
			parcel - outbox->parcels, err) == -1)
			return -1;
	}
	return 0;
}

/*
 * How long to wait, in milliseconds, unless something ends.  Who is asked to
 * stop begins nothing, and so does not wait for the pace.
 */
static int64_t
patience(const struct outbox *outbox, bool stopping)
{
	const struct line *line = &outbox->lines[CHANNEL_EMAIL];
	int64_t wait = CLOCK_TICKS, paced;

	if (!stopping && line_waits(line) > 0 &&
	    !outbox->counts[CHANNEL_EMAIL].down &&
	    courier_takes(outbox->packer.courier, CHANNEL_EMAIL)) {
		paced = pace_wait(&outbox->pace, clock_ticks());
		wait = paced < wait ? paced : wait;
	}
	return wait;
}

/* Takes in what has ended. */
static int
collect(struct outbox *outbox, bool stopping, struct err *err)
{
	struct delivered done[ENDED_MAX];
	struct parcel *parcel;
	int ended, i;

	ended = courier_wait(outbox->packer.courier, done, ENDED_MAX,
	    patience(outbox, stopping), err);
	for (i = 0; i < ended; i++) {
		parcel = &outbox->parcels[done[i].tag];
		if (results_add(&outbox->results, parcel->messages,
			parcel->count, &done[i].outcome, err) == -1 ||
		    outage_watch(&outbox->outage, &done[i], err) == -1)
			return -1;
		parcel->count = 0;
	}
	if (ended != -1 && results_are_old(&outbox->results))
		return results_record(&outbox->results, err);
	return ended == -1 ? -1 : 0;
}

/* Someone at a terminal sees that it goes on. */
static void
show_progress(const struct outbox *outbox)
{
	if (outbox->at_terminal)
		fprintf(stderr, "\rmail %lld, pop-ups %lld sent",
		    (long long)outbox->counts[CHANNEL_EMAIL].sent,
		    (long long)outbox->counts[CHANNEL_POPUP].sent);
}

/* Whether something is on its way or only waits for the pace. */
static bool
goes_on(const struct outbox *outbox)
{
	return courier_busy(outbox->packer.courier) > 0 ||
	    (line_waits(&outbox->lines[CHANNEL_EMAIL]) > 0 &&
		!outbox->counts[CHANNEL_EMAIL].down);
}

/* What is left when nothing more can be sent. */
static int
settle(struct outbox *outbox, struct err *err)
{
	int channel;

	if (results_record(&outbox->results, err) == -1 ||
	    db_begin(outbox->set->db, err) == -1)
		return -1;
	for (channel = 0; channel < CHANNELS; channel++) {
		if (line_release(&outbox->lines[channel], outbox->set->db,
			clock_now(outbox->clock), err) == -1) {
			db_rollback(outbox->set->db);
			return -1;
		}
	}
	if (db_commit(outbox->set->db, err) == -1)
		return -1;
	outage_end(&outbox->outage);
	for (channel = 0; channel < CHANNELS; channel++) {
		if (message_waiting(outbox->set->db, (enum channel)channel,
			&outbox->counts[channel].waiting, err) == -1)
			return -1;
	}
	return 0;
}

/* A master key may have come or gone; the others work all the same. */
static void
follow_keys(const struct outbox *outbox)
{
	struct err err;

	if (keyring_follow(outbox->set->keys, &err) == -1)
		log_write(
		    outbox->results.log, LOG_WARNING, "run: %s", err.text);
}

static int
send_all(
    struct outbox *outbox, const volatile sig_atomic_t *stop, struct err *err)
{
	int channel;

	for (;;) {
		follow_keys(outbox);
		for (channel = 0; channel < CHANNELS && !*stop; channel++) {
			if (fill(outbox, (enum channel)channel, err) == -1)
				return -1;
		}
		if (courier_busy(outbox->packer.courier) == 0 &&
		    (*stop || !goes_on(outbox)))
			break;
		if (collect(outbox, *stop != 0, err) == -1)
			return -1;
		show_progress(outbox);
	}
	if (outbox->at_terminal)
		fprintf(stderr, "\r%*s\r", PROGRESS_WIDTH, "");
	return settle(outbox, err);
}

/* What keeps a channel from being used at all in this run. */
static int
look_ahead(struct outbox *outbox, struct err *err)
{
	int64_t now = clock_now(outbox->clock);

	/* A night with nothing to send reads no templates. */
	if (message_due(outbox->set->db, now, &outbox->due, err) == -1 ||
	    (outbox->due && campaign_templates(outbox->set, err) == -1))
		return -1;
	outbox->lines[CHANNEL_POPUP].channel = CHANNEL_POPUP;
	/* Outside its hours mail waits; pop-ups show at any hour. */
	outbox->lines[CHANNEL_EMAIL].empty =
	    almanac_next(outbox->packer.almanac, now) != now;
	return outage_recall(&outbox->outage, err);
}

int
outbox_send(struct campaign_set *set, const struct clock *clock,
    const struct log *log, const volatile sig_atomic_t *stop,
    struct outbox_counts *counts, struct err *err)
{
	const struct config *config = set->config;
	struct outbox *outbox = calloc(1, sizeof(*outbox));
	int rc = -1;

	memset(counts, 0, CHANNELS * sizeof(*counts));
	if (outbox == NULL)
		return err_memory(err);
	outbox->set = set;
	outbox->clock = clock;
	outbox->counts = counts;
	outbox->at_terminal = isatty(STDERR_FILENO) == 1;
	outbox->results = (struct results){
	    .db = set->db, .clock = clock, .log = log, .counts = counts};
	outbox->outage =
	    (struct outage){.set = set, .log = log, .counts = counts};
	outbox->packer = (struct packer){.set = set,
	    .clock = clock,
	    .results = &outbox->results,
	    .counts = counts};
	packer_init(&outbox->packer);
	pace_begin(&outbox->pace, config->mail.per_minute, clock_ticks());
	outbox->size =
	    (size_t)(config->mail.connections + config->webhook.connections);
	outbox->parcels = calloc(outbox->size, sizeof(struct parcel));
	if (outbox->parcels == NULL) {
		err_memory(err);
		goto out;
	}
	if (db_keep(set->db, KEEP, err) == -1 ||
	    almanac_read(set->db, config, &outbox->packer.almanac, err) == -1 ||
	    look_ahead(outbox, err) == -1 ||
	    setting_get(set->db, SETTING_UID, outbox->packer.uid, err) ==
		LOOKUP_FAILED ||
	    standings_read(set->db, config, &outbox->packer.standings, err) ==
		-1)
		goto out;
	if (!outbox->due)
		rc = settle(outbox, err);
	else if (courier_new(config, &outbox->packer.courier, err) == 0)
		rc = send_all(outbox, stop, err);
out:
	courier_free(outbox->packer.courier);
	packer_free(&outbox->packer);
	free(outbox->parcels);
	free(outbox);
	return rc;
}
