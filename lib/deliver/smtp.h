#ifndef DELIVER_SMTP_H
#define DELIVER_SMTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model.h"

#define SMTP_ANSWER_SIZE 512 /* bytes of an answer that are kept */

/* Where in a mail's transfer (RFC 5321, section 3.3) the two sides are. */
enum smtp_step {
	SMTP_OPENING, /* greeting, EHLO, STARTTLS, AUTH */
	SMTP_MAIL,
	SMTP_RCPT,
	SMTP_DATA,
	SMTP_CONTENT /* 354 was seen: the mail, and the answer to its end */
};

/* What was said between us and a mail server about one mail. */
struct smtp {
	enum smtp_step step;
	int code;      /* of the last answer to this step; 0: none yet */
	bool complete; /* the answer's last line was seen */
	bool over;     /* QUIT was sent; what comes is about that */
	bool utf8;     /* SMTPUTF8 was offered on this connection */
	char answer[SMTP_ANSWER_SIZE]; /* its lines, joined with blanks */
};

void smtp_begin(struct smtp *smtp);

/* A line that was sent, and one that was received; with or without CR LF. */
void smtp_sent(struct smtp *smtp, const char *line, size_t len);
void smtp_received(struct smtp *smtp, const char *line, size_t len);

/*
 * Whether the server did nothing for this mail, not even answer its first
 * command; a farewell (421) is no answer.
 */
bool smtp_unheard(const struct smtp *smtp);

/*
 * What became of the mail when the transfer has ended.  An enhanced status code
 * (RFC 3463) decides before the reply code.  Only RCPT and the mail itself are
 * about the receiver: a refusal of anything before, and one for what we are or
 * send (5.7.x, 5.1.7, 5.1.8, 5.5.x), is DELIVERY_BARRED.  Without a final
 * answer it is DELIVERY_UNKNOWN once the mail was asked for (RFC 1047).
 *
 * "detail" becomes the answer, or "" when there was none that decided.
 */
void smtp_outcome(const struct smtp *smtp, struct outcome *outcome);

#endif
