#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "config/config.h"
#include "db/db.h"
#include "report/report.h"
#include "schedule/calendar.h"

#define MISTAKES_MAX 65536 /* bytes */

/*
 * Makes the figures of a report and forecasts so many times, from an open
 * database, and prints the milliseconds of the fastest: how long the
 * computation takes by itself.
 *
 * usage: bench_figures CONFIGURATION NOW TIMES
 */
static double
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Once; below 0 with "err". */
static double
measure(
    struct db *db, const struct config *config, int64_t now, struct err *err)
{
	double from = milliseconds();
	struct report report;

	if (report_make(db, config, calendar_sending_day, NULL, now, &report,
		err) == -1)
		return -1;
	report_free(&report);
	return milliseconds() - from;
}

int
main(int argc, char **argv)
{
	double least = 0, took;
	struct config *config = NULL;
	struct db *db = NULL;
	struct buf mistakes;
	struct err err;
	int i, times;

	if (argc != 4)
		return 64;
	times = (int)strtol(argv[3], NULL, 10);
	buf_init(&mistakes, MISTAKES_MAX);
	if (config_load(argv[1], &config, &mistakes, &err) == -1 ||
	    db_open(config->database, DB_EXISTING, &db, &err) == -1) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	for (i = 0; i < times; i++) {
		took = measure(db, config, strtoll(argv[2], NULL, 10), &err);
		if (took < 0) {
			fprintf(stderr, "%s\n", err.text);
			return 1;
		}
		if (i == 0 || took < least)
			least = took;
	}
	printf("%.1f\n", least);
	db_close(db);
	config_free(config);
	buf_free(&mistakes);
	return 0;
}
