#ifndef DELIVER_SMTP_H
#define DELIVER_SMTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model.h"

#define SMTP_ANSWER_SIZE 512 /* bytes of an answer that are kept */

/* Whose answer is awaited (RFC 5321, section 3.3). */
enum smtp_step {
	SMTP_OPENING, /* greeting, EHLO, STARTTLS, AUTH: libcurl's */
	SMTP_RESET,   /* RSET, after a mail that was left half-way */
	SMTP_MAIL,
	SMTP_RCPT,
	SMTP_DATA,
	SMTP_CONTENT, /* 354 was seen, the mail is on its way */
	SMTP_FINAL,   /* all of it was handed over, the last dot too */
	SMTP_OVER
};

struct smtp_answer {
	enum smtp_step step;         /* to which it is the answer */
	int code;                    /* 0: not one line yet */
	bool complete;               /* the last line was seen */
	char text[SMTP_ANSWER_SIZE]; /* its lines, joined with blanks */
};

/*
 * What is said on one connection to a mail server, without the saying: no
 * bytes are sent or received here.
 */
struct smtp {
	bool pipelining, utf8; /* what the server offers (RFC 2920, RFC 6531) */
	bool half_way;         /* a transaction may be open: RSET first */
	bool closing;          /* the connection is of no more use */

	enum smtp_step step;
	enum smtp_step said; /* the last step whose command was given out */
	struct smtp_answer answer;  /* the one that is coming in */
	struct smtp_answer verdict; /* that decided; code 0: none did */
};

/* What comes next. */
enum smtp_turn {
	SMTP_WAIT,    /* for an answer */
	SMTP_SAY,     /* send the commands */
	SMTP_DELIVER, /* send the mail with its last dot, then smtp_delivered */
	SMTP_FINISHED /* smtp_outcome tells what became of the mail */
};

/* A connection begins, and a mail on one that is open. */
void smtp_open(struct smtp *smtp);
void smtp_begin(struct smtp *smtp);

/*
 * What comes next; for SMTP_SAY it is added to "out".  "from" and "to" are
 * paths, in angle brackets.  A server that allows it is told sender, receiver
 * and DATA in one go, so that a mail takes two round trips in place of four.
 */
enum smtp_turn smtp_next(struct smtp *smtp, const char *from, const char *to,
    bool needs_utf8, struct buf *out);

/* A line that was received, with or without CR LF. */
void smtp_received(struct smtp *smtp, const char *line, size_t len);

/* The mail was handed over to its last byte. */
void smtp_delivered(struct smtp *smtp);

/*
 * Whether the server did nothing for this mail, not even answer its first
 * command; a farewell (421) is no answer.
 */
bool smtp_unheard(const struct smtp *smtp);

/*
 * What became of the mail, also when the connection broke before its end.  An
 * enhanced status code (RFC 3463) decides before the reply code.  Only RCPT and
 * the mail itself are about the receiver: a refusal of anything before, and one
 * for what we are or send (5.7.x, 5.1.7, 5.1.8, 5.5.x), is DELIVERY_BARRED.
 * Without a final answer it is DELIVERY_UNKNOWN once the last dot was handed
 * over (RFC 1047).
 *
 * "detail" becomes the answer, or "" when there was none that decided.
 */
void smtp_outcome(const struct smtp *smtp, struct outcome *outcome);

#endif
