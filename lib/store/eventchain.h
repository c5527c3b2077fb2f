#ifndef STORE_EVENTCHAIN_H
#define STORE_EVENTCHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/hash.h"
#include "db/db.h"
#include "store/event.h"

/*
 * How the chain holds an event's detail: by EVENT_SALT bytes of salt, by the
 * sum of salt and detail (HASH_SIZE) once the detail was forgotten, by nothing
 * when there is none.  EVENTCHAIN_GIVEN is for a detail that was forgotten
 * without ever having had a salt.
 */
struct eventchain_cover {
	uint8_t bytes[HASH_SIZE];
	size_t len;
};
#define EVENTCHAIN_GIVEN 1

/* Reads it from a column of a row. */
void eventchain_cover(
    struct db_rows *rows, int column, struct eventchain_cover *cover);

/* Makes the sum of a detail and its salt.  Returns 0 or -1. */
int eventchain_sum(
    const char *detail, struct eventchain_cover *cover, struct err *err);

/* The hash of what came before and of an event.  Returns 0 or -1. */
int eventchain_hash(const uint8_t before[HASH_SIZE], const struct event *event,
    const struct eventchain_cover *cover, uint8_t hash[HASH_SIZE],
    struct err *err);

#endif
