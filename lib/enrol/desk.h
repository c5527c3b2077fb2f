#ifndef ENROL_DESK_H
#define ENROL_DESK_H

#include <stdint.h>

#include "config/config.h"
#include "db/db.h"
#include "otp/keyring.h"

/* What everything in enrol/ works with: one per request or command. */
struct desk {
	struct db *db;
	const struct config *config;
	const struct keyring *keys;
	int64_t now;       /* Unix seconds */
	const char *actor; /* who acts, for the events: "web", "host:medplan",
			      "cli:root" */
};

#endif
