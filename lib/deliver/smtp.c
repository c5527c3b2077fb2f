#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "deliver/smtp.h"

#define CODE_LEN 3
#define CODE_GO_AHEAD 354
#define CODE_CLOSING 421
#define COMMAND_QUIT "QUIT"

/* The commands that begin a step; what else is sent belongs to the opening. */
static const struct {
	const char *start;
	enum smtp_step before;
	enum smtp_step step;
} commands[] = {
    {"MAIL FROM:", SMTP_OPENING, SMTP_MAIL},
    {"RCPT TO:", SMTP_MAIL, SMTP_RCPT},
    {"DATA", SMTP_RCPT, SMTP_DATA},
};

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

void
smtp_begin(struct smtp *smtp)
{
	memset(smtp, 0, sizeof(*smtp));
}

static void
enter(struct smtp *smtp, enum smtp_step step)
{
	smtp->step = step;
	smtp->code = 0;
	smtp->complete = false;
	smtp->answer[0] = '\0';
}

void
smtp_sent(struct smtp *smtp, const char *line, size_t len)
{
	size_t i, n;

	if (smtp->over)
		return;
	smtp->over = len >= strlen(COMMAND_QUIT) &&
	    strncmp(line, COMMAND_QUIT, strlen(COMMAND_QUIT)) == 0;
	if (smtp->over)
		return;
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		n = strlen(commands[i].start);
		if (smtp->step == commands[i].before && len >= n &&
		    strncmp(line, commands[i].start, n) == 0) {
			enter(smtp, commands[i].step);
			return;
		}
	}
	/* Another command of the opening; its answer is the one that counts. */
	if (smtp->step == SMTP_OPENING)
		enter(smtp, SMTP_OPENING);
}

static void
keep(struct smtp *smtp, const char *text, size_t len)
{
	size_t used = strlen(smtp->answer);

	snprintf(smtp->answer + used, sizeof(smtp->answer) - used, "%s%.*s",
	    used > 0 ? " " : "", (int)len, text);
}

void
smtp_received(struct smtp *smtp, const char *line, size_t len)
{
	size_t i;

	while (len > 0 && isspace((unsigned char)line[len - 1]))
		len--;
	if (len < CODE_LEN || smtp->over)
		return;
	for (i = 0; i < CODE_LEN; i++) {
		if (!isdigit((unsigned char)line[i]))
			return;
	}
	if (smtp->complete)
		enter(smtp, smtp->step);
	smtp->code =
	    (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0';
	smtp->complete = len == CODE_LEN || line[CODE_LEN] != '-';
	if (smtp->answer[0] == '\0')
		keep(smtp, line, CODE_LEN);
	if (len > CODE_LEN + 1)
		keep(smtp, line + CODE_LEN + 1, len - CODE_LEN - 1);
	if (smtp->step == SMTP_OPENING && len == strlen("250 SMTPUTF8") &&
	    strncmp(line + CODE_LEN + 1, "SMTPUTF8", strlen("SMTPUTF8")) == 0)
		smtp->utf8 = true;
	if (smtp->step == SMTP_DATA && smtp->complete &&
	    smtp->code == CODE_GO_AHEAD)
		enter(smtp, SMTP_CONTENT);
}

bool
smtp_unheard(const struct smtp *smtp)
{
	return smtp->step <= SMTP_MAIL &&
	    (smtp->code == 0 || smtp->code == CODE_CLOSING);
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
judge(const struct smtp *smtp)
{
	struct status status = status_of(smtp->answer);
	int class = status.class != 0 ? status.class : smtp->code / 100;

	if (smtp->step == SMTP_OPENING)
		return DELIVERY_DOWN;
	if (smtp->code == CODE_CLOSING || class != 5)
		return DELIVERY_RETRY;
	if (smtp->step < SMTP_RCPT || is_about_us(status))
		return DELIVERY_BARRED;
	/* Without a word more, a mail that was refused tells of no receiver. */
	if (smtp->step > SMTP_RCPT && status.class == 0)
		return DELIVERY_BARRED;
	return DELIVERY_REFUSED;
}

void
smtp_outcome(const struct smtp *smtp, struct outcome *outcome)
{
	/* The answer that a step never got. */
	static const enum delivery broken[] = {
	    [SMTP_OPENING] = DELIVERY_DOWN,
	    [SMTP_MAIL] = DELIVERY_RETRY,
	    [SMTP_RCPT] = DELIVERY_RETRY,
	    [SMTP_DATA] = DELIVERY_RETRY,
	    [SMTP_CONTENT] = DELIVERY_UNKNOWN,
	};

	memset(outcome, 0, sizeof(*outcome));
	if (smtp->complete && smtp->step == SMTP_CONTENT &&
	    smtp->code / 100 == 2) {
		outcome->delivery = DELIVERY_SENT;
	} else if (smtp->complete && smtp->code / 100 >= 4) {
		outcome->delivery = judge(smtp);
	} else {
		outcome->delivery = broken[smtp->step];
		return;
	}
	text_show(
	    smtp->answer, DETAIL_MAX, outcome->detail, sizeof(outcome->detail));
}
