#ifndef CONFIG_PLAIN_H
#define CONFIG_PLAIN_H

#include <stdbool.h>

#include "config/place.h"

/*
 * Readers of texts, numbers and times.  Every text in the configuration goes
 * through plain_check first: it is UTF-8 without control characters, neither
 * empty nor longer than PLACE_TEXT_MAX.
 */
int plain_check(const struct place *place, const struct value *value);

/* Whether it can name something: 1 to LABEL_MAX of a to z, 0 to 9 and "-". */
bool plain_is_label(const char *text);

place_reader plain_text;         /* const char * */
place_reader plain_label;        /* const char *: "last-weeks" */
place_reader plain_product;      /* const char *, without a colon */
place_reader plain_number;       /* int64_t, from place->low to place->high */
place_reader plain_percent;      /* int64_t: "95%" */
place_reader plain_flag;         /* bool: true or false */
place_reader plain_country_code; /* const char *: "+31" */
place_reader plain_colour;       /* const char *: "#0b5f6b" */
place_reader plain_zone;         /* const char *; also sets the zone */
place_reader plain_day;          /* int64_t: "2026-12-01" */
place_reader plain_minute;       /* int: "08:00" */
place_reader plain_weekday;      /* int64_t, of enum weekday: "mon" */
place_reader plain_weekdays;     /* unsigned int: "mon-fri" */
place_reader plain_moment;       /* struct moment: "deadline-14d" */
place_reader plain_period;       /* int64_t: "14d" */

#endif
