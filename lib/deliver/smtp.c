#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "deliver/smtp.h"

#define CODE_LEN 3
#define CODE_OK 250
#define CODE_GO_AHEAD 354
#define CODE_CLOSING 421

/* Refusals that are about us and not about the receiver. */
static const struct {
	int subject;
	int detail; /* -1: any */
} about_us[] = {
    {1, 7},  /* sender's address malformed */
    {1, 8},  /* sender's domain unknown */
    {5, -1}, /* protocol */
    {7, -1}, /* security or policy */
};

struct status {
	int class;
	int subject;
	int detail;
};

static void
await(struct smtp *smtp, enum smtp_step step)
{
	smtp->step = step;
	smtp->answer = (struct smtp_answer){.step = step};
}

void
smtp_open(struct smtp *smtp)
{
	memset(smtp, 0, sizeof(*smtp));
	await(smtp, SMTP_OPENING);
}

void
smtp_begin(struct smtp *smtp)
{
	smtp->said = SMTP_OPENING;
	smtp->verdict = (struct smtp_answer){0};
	await(smtp, smtp->half_way ? SMTP_RESET : SMTP_MAIL);
}

static void
say(struct smtp *smtp, enum smtp_step step, const char *from, const char *to,
    bool needs_utf8, struct buf *out)
{
	smtp->said = step;
	switch (step) {
	case SMTP_RESET:
		buf_text(out, "RSET\r\n");
		break;
	case SMTP_MAIL:
		smtp->half_way = true;
		buf_format(out, "MAIL FROM:%s%s\r\n", from,
		    needs_utf8 ? " SMTPUTF8" : "");
		break;
	case SMTP_RCPT:
		buf_format(out, "RCPT TO:%s\r\n", to);
		break;
	case SMTP_DATA:
		buf_text(out, "DATA\r\n");
		break;
	case SMTP_OPENING:
	case SMTP_CONTENT:
	case SMTP_FINAL:
	case SMTP_OVER:
		break;
	}
}

enum smtp_turn
smtp_next(struct smtp *smtp, const char *from, const char *to, bool needs_utf8,
    struct buf *out)
{
	if (smtp->step == SMTP_OVER)
		return SMTP_FINISHED;
	if (smtp->step == SMTP_CONTENT) {
		if (smtp->verdict.code == 0)
			return SMTP_DELIVER;
		/* Go-ahead for a mail that is refused (RFC 2920, 3.1). */
		buf_text(out, ".\r\n");
		await(smtp, SMTP_FINAL);
		return SMTP_SAY;
	}
	if (smtp->said >= smtp->step)
		return SMTP_WAIT;
	do {
		say(smtp, smtp->said < smtp->step ? smtp->step : smtp->said + 1,
		    from, to, needs_utf8, out);
	} while (smtp->pipelining && smtp->said < SMTP_DATA);
	return SMTP_SAY;
}

void
smtp_delivered(struct smtp *smtp)
{
	if (smtp->step == SMTP_CONTENT)
		await(smtp, SMTP_FINAL);
}

/* What the server offers stands in the answer to EHLO, a line each. */
static void
note_offer(struct smtp *smtp, const char *word, size_t len)
{
	static const struct {
		const char *word;
		size_t flag;
	} offers[] = {
	    {"PIPELINING", offsetof(struct smtp, pipelining)},
	    {"SMTPUTF8", offsetof(struct smtp, utf8)},
	};
	size_t i;

	for (i = 0; i < sizeof(offers) / sizeof(offers[0]); i++) {
		if (len == strlen(offers[i].word) &&
		    strncmp(word, offers[i].word, len) == 0)
			*(bool *)((char *)smtp + offers[i].flag) = true;
	}
}

/* An answer is complete: it moves the mail on, or decides about it. */
static void
take(struct smtp *smtp)
{
	enum smtp_step step = smtp->step;
	int code = smtp->answer.code;
	bool good = step == SMTP_DATA ? code == CODE_GO_AHEAD : code / 100 == 2;

	if (smtp->verdict.code == 0 && (!good || step == SMTP_FINAL))
		smtp->verdict = smtp->answer;
	smtp->closing = smtp->closing || code == CODE_CLOSING ||
	    step == SMTP_CONTENT || (!good && code / 100 < 4) ||
	    (step == SMTP_RESET && !good);
	if (step == SMTP_FINAL || (step == SMTP_RESET && good))
		smtp->half_way = false;
	/* What was said already is still answered. */
	if (smtp->closing || step >= SMTP_CONTENT ||
	    (!good && (step == SMTP_DATA || smtp->said == step)))
		await(smtp, SMTP_OVER);
	else
		await(smtp, step + 1);
}

static void
keep(struct smtp_answer *answer, const char *text, size_t len)
{
	size_t used = strlen(answer->text);

	snprintf(answer->text + used, sizeof(answer->text) - used, "%s%.*s",
	    used > 0 ? " " : "", (int)len, text);
}

void
smtp_received(struct smtp *smtp, const char *line, size_t len)
{
	struct smtp_answer *answer = &smtp->answer;
	int code;
	size_t i;

	while (len > 0 && isspace((unsigned char)line[len - 1]))
		len--;
	if (len < CODE_LEN || smtp->step == SMTP_OVER)
		return;
	for (i = 0; i < CODE_LEN; i++) {
		if (!isdigit((unsigned char)line[i]))
			return;
	}
	code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0';
	/* While it opens, the last answer counts, and the last one to EHLO. */
	if (answer->complete) {
		await(smtp, smtp->step);
		if (code == CODE_OK)
			smtp->pipelining = smtp->utf8 = false;
	}
	answer->code = code;
	answer->complete = len == CODE_LEN || line[CODE_LEN] != '-';
	if (answer->text[0] == '\0')
		keep(answer, line, CODE_LEN);
	if (len > CODE_LEN + 1)
		keep(answer, line + CODE_LEN + 1, len - CODE_LEN - 1);
	if (smtp->step != SMTP_OPENING) {
		if (answer->complete)
			take(smtp);
	} else if (len > CODE_LEN + 1) {
		note_offer(smtp, line + CODE_LEN + 1, len - CODE_LEN - 1);
	}
}

bool
smtp_unheard(const struct smtp *smtp)
{
	const struct smtp_answer *verdict = &smtp->verdict;

	if (verdict->code == 0)
		return smtp->step == SMTP_RESET || smtp->step == SMTP_MAIL;
	return verdict->step == SMTP_RESET ||
	    (verdict->step == SMTP_MAIL && verdict->code == CODE_CLOSING);
}

/* The enhanced status at the start of an answer, class 0 if there is none. */
static struct status
status_of(const char *answer)
{
	struct status none = {0}, status;
	int end = 0;

	if (sscanf(answer, "%*3d %1d.%3d.%3d%n", &status.class, &status.subject,
		&status.detail, &end) != 3 ||
	    end == 0 || (answer[end] != ' ' && answer[end] != '\0'))
		return none;
	return status;
}

static bool
is_about_us(struct status status)
{
	size_t i;

	for (i = 0; i < sizeof(about_us) / sizeof(about_us[0]); i++) {
		if (status.subject == about_us[i].subject &&
		    (about_us[i].detail == -1 ||
			status.detail == about_us[i].detail))
			return true;
	}
	return false;
}

static enum delivery
judge(const struct smtp_answer *answer)
{
	struct status status = status_of(answer->text);
	int class = status.class != 0 ? status.class : answer->code / 100;

	if (answer->step == SMTP_OPENING)
		return DELIVERY_DOWN;
	if (answer->step == SMTP_FINAL && answer->code / 100 < 4)
		return answer->code / 100 == 2 ? DELIVERY_SENT
					       : DELIVERY_UNKNOWN;
	if (answer->code == CODE_CLOSING || class != 5)
		return DELIVERY_RETRY;
	if (answer->step < SMTP_RCPT || is_about_us(status))
		return DELIVERY_BARRED;
	/* Without a word more, a mail that was refused tells of no receiver. */
	if (answer->step > SMTP_RCPT && status.class == 0)
		return DELIVERY_BARRED;
	return DELIVERY_REFUSED;
}

void
smtp_outcome(const struct smtp *smtp, struct outcome *outcome)
{
	const struct smtp_answer *answer = &smtp->verdict;

	memset(outcome, 0, sizeof(*outcome));
	if (smtp->step == SMTP_OPENING && smtp->answer.complete &&
	    smtp->answer.code / 100 >= 4)
		answer = &smtp->answer;
	if (answer->code != 0) {
		outcome->delivery = judge(answer);
		text_show(answer->text, DETAIL_MAX, outcome->detail,
		    sizeof(outcome->detail));
	} else if (smtp->step == SMTP_OPENING) {
		outcome->delivery = DELIVERY_DOWN;
	} else {
		/* Over without a verdict: taken before its end was sent. */
		outcome->delivery = smtp->step >= SMTP_FINAL ? DELIVERY_UNKNOWN
							     : DELIVERY_RETRY;
	}
}
