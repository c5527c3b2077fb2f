#ifndef CONFIG_CHOICE_H
#define CONFIG_CHOICE_H

#include "config/place.h"

/* Readers of settings that take one or some of a few words. */
place_reader choice_audiences;  /* unsigned int: bits of enum audience */
place_reader choice_channels;   /* unsigned int: bits of enum channel */
place_reader choice_turns;      /* struct turns */
place_reader choice_conditions; /* unsigned int: bits of enum condition */
place_reader choice_gate;       /* enum gate_mode */
place_reader choice_otherwise;  /* nothing: there is one word */
place_reader choice_tls;        /* enum tls */
place_reader choice_auth;       /* bool: with a token and not a password */
place_reader choice_proof;      /* enum proof */

#endif
