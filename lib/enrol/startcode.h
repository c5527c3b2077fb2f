#ifndef ENROL_STARTCODE_H
#define ENROL_STARTCODE_H

#include <stdint.h>

#include "enrol/desk.h"
#include "enrol/link.h"
#include "model.h"
#include "otp/crockford.h"

/*
 * A code on paper for who gets no mail: 8 letters to type in at a short
 * address, in the place of a link.  It opens the same pages, and the proof is
 * asked all the same.
 *
 * It is computed from a master key, the person and when it was first made; what
 * is stored is a keyed hash, by which the person is found.  So a sheet that is
 * printed again carries the same code, the ones that were handed out stay good,
 * and a copy of the database gives nobody a code.  A reset, or an import that
 * withdraws the person's links, ends it as well.
 *
 * It has 40 bits.  Were codes of two million people live, one guess in 550,000
 * would be somebody's.  So from one address only STARTCODE_WRONG_HERE wrong
 * ones are looked at in an hour (a whole team may share it), and from all
 * together STARTCODE_WRONG_ALL: who guesses from everywhere at once, day and
 * night, finds one in eleven weeks, with 20,000 live codes in twenty years, and
 * stands before the proof.
 */
#define STARTCODE_LETTERS 8
#define STARTCODE_SIZE CROCKFORD_SIZE(STARTCODE_LETTERS)
#define STARTCODE_WRONG_HERE 20
#define STARTCODE_WRONG_ALL 300

/*
 * A person's code as it is shown; one that works is kept, and works for
 * enrol.start_code_days from now.  "*expires_at" is when it ends.  Within a
 * transaction.  Returns 0 or -1.
 */
int startcode_make(const struct desk *desk, const struct person *person,
    char code[STARTCODE_SIZE], int64_t *expires_at, struct err *err);

enum startcode_result {
	STARTCODE_RIGHT,
	STARTCODE_SLIP,  /* cannot be a code: does not count as a guess */
	STARTCODE_WRONG, /* unknown, expired and withdrawn ones alike */
	STARTCODE_WAIT,  /* was not looked at: see "retry_at" */
	STARTCODE_FAILED /* "err" says why */
};

/*
 * Takes a code as it was typed, by somebody at the network address "client" (""
 * when that is not known).  The right one gives the token of a link for a visit
 * that begins now.
 */
enum startcode_result startcode_take(const struct desk *desk, const char *typed,
    const char *client, char token[LINK_SIZE], int64_t *retry_at,
    struct err *err);

#endif
