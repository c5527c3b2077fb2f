#ifndef ROSTER_DIFFERENCE_H
#define ROSTER_DIFFERENCE_H

#include <stdint.h>

#include "model.h"

/* What a list says of a person that may differ from the store. */
enum difference_field {
	DIFFERENCE_NAME,
	DIFFERENCE_EMAIL,
	DIFFERENCE_PHONE,
	DIFFERENCE_IDENTIFIER,
	DIFFERENCE_LANGUAGE,
	DIFFERENCE_WAVE,
	DIFFERENCE_ROLE,
	DIFFERENCE_JOINED,
	DIFFERENCE_METHOD,
	DIFFERENCE_ORGANISATION
};
#define DIFFERENCE_FIELDS 10

/* "name", "email": as in the JSON of an import. */
const char *difference_field_name(enum difference_field field);

enum difference_kind {
	DIFFERENCE_ADDED,
	DIFFERENCE_CHANGED,
	DIFFERENCE_BACK, /* had left, and is on the list again */
	DIFFERENCE_LEFT  /* of a whole list: no longer on it */
};

/* "added", "left". */
const char *difference_kind_name(enum difference_kind kind);

/* One difference between a list and the store. */
struct difference {
	enum difference_kind kind;
	const struct person *person; /* as it becomes */
	unsigned int fields;         /* bits 1 << enum difference_field */
};

/* Where differences go. */
struct difference_sink {
	void (*tell)(const struct difference *difference, void *context);
	void *context;
};

/* All of them, counted. */
struct difference_counts {
	int64_t added;
	int64_t changed; /* and how often each field of them: */
	int64_t fields[DIFFERENCE_FIELDS];
	int64_t deadlines; /* of the changed, who has another deadline now */
	int64_t unchanged;
	int64_t back;
	int64_t left;
};

/* In which fields two pictures of one person differ, as bits. */
unsigned int difference_of(const struct person *a, const struct person *b);

void difference_add(
    struct difference_counts *to, const struct difference_counts *from);

#endif
