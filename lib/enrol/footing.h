#ifndef ENROL_FOOTING_H
#define ENROL_FOOTING_H

#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"
#include "model.h"

/* Where a person stands with the second factor: what the gate goes by. */
struct footing {
	int64_t person; /* id */
	int64_t generation;
	int64_t start_day, deadline_day; /* the person's own */
	int64_t exempt_until;            /* with the team's; 0: not exempt */
	const struct wave *wave;         /* NULL: in none */
	bool enrolled;
};

struct footing footing_of(
    const struct config *config, const struct person *person);

#endif
