#ifndef CONFIG_WEEK_H
#define CONFIG_WEEK_H

#define WEEK_MINUTE_MAX 1440 /* "24:00", the end of a day */

/*
 * Reads days of the week, "mon-fri", "mon,wed,fri" or "mon-wed,sat", as a mask
 * of 1 << enum weekday.  A range may go past Sunday: "sat-mon".  Returns 0, or
 * -1 when it is none.
 */
int week_days(const char *text, unsigned int *days);

/*
 * Reads a time of the day, "08:00" to "24:00", as the minute of that day.
 * Returns 0, or -1 when it is none.
 */
int week_minute(const char *text, int *minute);

#endif
