#ifndef CONFIG_DATES_H
#define CONFIG_DATES_H

#include "config/place.h"

/* Readers of lists of days. */
place_reader dates_days;     /* const int64_t *, and a count */
place_reader dates_holidays; /* struct send: all that holidays are in it */

#endif
