#ifndef STORE_LETTERBOX_H
#define STORE_LETTERBOX_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/db.h"
#include "model.h"

/*
 * Sheets to hand out: messages by CHANNEL_LETTER, which people carry out.  One
 * stands for a person and a stage for which there is one to be printed.
 */
struct letterbox_entry {
	int64_t person; /* id */
	char stage[LABEL_MAX + 1];
};

/*
 * What is to be printed at "now" for an organisation, or for 0 of all, as it is
 * handed out: by organisation, then by name.  Free "*entries" with free(3).
 * Returns 0 or -1.
 */
int letterbox_due(struct db *db, int64_t organisation, int64_t now,
    struct letterbox_entry **entries, size_t *count, struct err *err);

/*
 * Who of an organisation has not enrolled, in the same order, without stage: at
 * most "most" of them from the person "first" on, or with 0 from the beginning.
 */
int letterbox_from(struct db *db, int64_t organisation, int64_t first,
    int64_t most, struct letterbox_entry **entries, size_t *count,
    struct err *err);

/* A person's open letters become "state", with a detail.  Returns 0 or -1. */
int letterbox_record(struct db *db, int64_t person, enum message_state state,
    const char *detail, int64_t now, struct err *err);

#endif
