#ifndef ENROL_PHONECALL_H
#define ENROL_PHONECALL_H

#include "enrol/desk.h"
#include "model.h"

/* How a call ended. */
enum phonecall {
	PHONECALL_REACHED,      /* was spoken to */
	PHONECALL_NO_ANSWER,    /* on the list again the next sending day */
	PHONECALL_WRONG_NUMBER, /* the number is not the person's */
	PHONECALL_REFUSED       /* does not want to; somebody else's turn */
};
#define PHONECALLS 4

/* "reached", "no-answer", ...; the value behind a name, -1 for none. */
const char *phonecall_name(enum phonecall outcome);
int phonecall_of(const char *name);

/*
 * Records what became of a call, with an event; "note" is "" for none.
 * "*open" is how many calls were on the list for this person.  Returns 0 or -1.
 */
int phonecall_record(const struct desk *desk, const struct person *person,
    enum phonecall outcome, const char *note, int64_t *open, struct err *err);

#endif
