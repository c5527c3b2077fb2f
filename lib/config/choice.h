#ifndef CONFIG_CHOICE_H
#define CONFIG_CHOICE_H

#include "config/place.h"

/* Readers of settings that take one or some of a few words, and of lists. */
place_reader choice_audiences;     /* unsigned int: bits of enum audience */
place_reader choice_channels;      /* unsigned int: bits of enum channel */
place_reader choice_turns;         /* struct turns */
place_reader choice_conditions;    /* unsigned int: bits of enum condition */
place_reader choice_gate;          /* enum gate_mode */
place_reader choice_otherwise;     /* nothing: there is one word */
place_reader choice_tls;           /* enum tls */
place_reader choice_auth;          /* bool: with a token and not a password */
place_reader choice_proof;         /* enum proof */
place_reader choice_managers;      /* const char *const *, and a count */
place_reader choice_languages;     /* const char *const *, and a count */
place_reader choice_words;         /* the same, of "nl=text" */
place_reader choice_pairs;         /* the same, of "field=Title" */
place_reader choice_roles;         /* the same, of "word=admin" */
place_reader choice_organisations; /* the same, of keys */

#endif
