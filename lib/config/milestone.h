#ifndef CONFIG_MILESTONE_H
#define CONFIG_MILESTONE_H

#include "config/place.h"

/*
 * Reader of a curve, in the order of time: "start=25%", "deadline-14d=72%";
 * gives const struct reference_point *, and a count.
 */
place_reader milestone_points;

#endif
