#ifndef CONFIG_RULES_H
#define CONFIG_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/grammar.h"
#include "config/place.h"

/* How one setting is read. */
struct rule {
	const char *name;
	place_reader *read;
	size_t field; /* where in the section's struct */
	bool list;
	size_t count;         /* where its number of values; 0 for nowhere */
	int64_t low, high;    /* of a number */
	const char *standard; /* read when it is not set; NULL for nothing */
	const char *example;  /* for one that has to be set, else NULL */
};

/* The settings of one kind of section. */
struct rules {
	const char *kind; /* "" for what stands outside sections */
	bool titled;
	const struct rule *rules;
	size_t count;
};

/* The rules of a kind that there is. */
const struct rules *rules_of(const char *kind);

/* All kinds as libconfuse is to know them. */
void rules_grammar(struct grammar *grammar);

#endif
