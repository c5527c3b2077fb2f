#ifndef REPORT_ADOPTION_H
#define REPORT_ADOPTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "model.h"
#include "report/headcount.h"

/*
 * At the end of a day: who was on the list then, and who had enrolled.  Some
 * come with a second factor, and some leave with one; "won" are those who
 * enrolled on that day (or in the week that ends with it), on the list before.
 */
struct adoption_point {
	int64_t population, enrolled, won;
};

struct adoption_line {
	struct organisation organisation;
	int64_t deadline_day; /* the latest of its people's; its extension */
	struct headcount people;
	struct adoption_point *weeks; /* "week_count" of them, up to today */
};

/* People of one wave, "" for those without. */
struct adoption_wave {
	const char *name;
	int64_t deadline_day;
	struct headcount people;
};

/* Enrolled people who have something in common. */
struct adoption_share {
	char name[LABEL_MAX + 1];
	char channel[LABEL_MAX + 1]; /* "" when it is no message */
	int64_t people;
};

/* The messages of a stage by one channel. */
struct adoption_stage {
	char name[LABEL_MAX + 1];
	char channel[LABEL_MAX + 1];
	int64_t sent;     /* bounced ones among them */
	int64_t bounced;  /* came back */
	int64_t failed;   /* given up */
	int64_t followed; /* enrolled within OUTREACH_DAYS of it */
	int64_t settled;  /* sent longer ago than that, and not bounced */
	int64_t settled_followed; /* and followed: their share of those */
};

/* Messages of a stage on one day. */
struct adoption_dispatch {
	int64_t day;
	size_t stage; /* in adoption.stages */
	int64_t sent;
};

enum adoption_call {
	CALL_REACHED,
	CALL_NO_ANSWER,
	CALL_WRONG_NUMBER,
	CALL_REFUSED,
	CALL_OTHER
};
#define ADOPTION_CALLS 5
const char *adoption_call_name(enum adoption_call call);

/*
 * How far a campaign is, at one moment: every figure that a report has, in
 * whatever form it comes.  Counted by adoption_count alone.
 */
struct adoption {
	int64_t as_of;        /* Unix seconds */
	int64_t today;        /* day of it */
	int64_t start_day;    /* of the first wave */
	int64_t first_day;    /* of the curve: that, or today before it */
	int64_t deadline_day; /* of the campaign; waves have their own */
	int64_t days_left;    /* negative after the deadline */
	struct headcount total;
	struct headcount audiences[AUDIENCES];
	struct adoption_wave *waves; /* as configured, those without last */
	size_t wave_count;
	struct adoption_line *organisations; /* the lowest percentage first */
	size_t count;
	size_t week_count;           /* points in each one's "weeks" */
	struct adoption_point *days; /* from "first_day" to today */
	size_t day_count;
	struct adoption_share *methods; /* by which they are enrolled */
	size_t method_count;
	struct adoption_share *led; /* by the message that came before it, most
				       first; "" for no message of ours */
	size_t led_count;
	int64_t timed;        /* enrolled people who had been invited before */
	int64_t median_hours; /* from the invitation to it, for half of them */
	int64_t slow_hours;   /* for nine in ten */
	struct adoption_stage *stages; /* of which something was sent */
	size_t stage_count;
	struct adoption_dispatch *dispatches; /* by day */
	size_t dispatch_count;
	int64_t calls[ADOPTION_CALLS];
};

/*
 * Counts everyone, or with "ref" not NULL the people of that organisation.
 * Returns 0, and the adoption to free with adoption_free; or -1 with "err"
 * (ERR_DATA when there is no such organisation), and then it is empty.
 */
int adoption_count(struct db *db, const struct config *config, const char *ref,
    int64_t now, struct adoption *adoption, struct err *err);
void adoption_free(struct adoption *adoption);

#endif
