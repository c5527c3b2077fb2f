#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "deliver/smtp.h"

#define SAID_MAX 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the server says decides nothing that it could not have decided. */
static void
check(const struct smtp *smtp, bool delivered)
{
	struct outcome outcome;

	smtp_outcome(smtp, &outcome);
	if (text_has_control(outcome.detail))
		abort();
	if (!delivered && outcome.delivery == DELIVERY_SENT)
		abort();
}

/* A mail to a server that says these lines; the first byte chooses how. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = (const char *)data, *end;
	bool delivered = false;
	enum smtp_turn turn = SMTP_WAIT;
	struct smtp smtp;
	struct buf said;
	size_t len;

	if (size == 0)
		return 0;
	buf_init(&said, SAID_MAX);
	smtp_open(&smtp);
	smtp.pipelining = (*data & 1) != 0;
	smtp.half_way = (*data & 2) != 0;
	smtp_begin(&smtp);
	for (line++, size--; size > 0 && turn != SMTP_FINISHED;) {
		buf_clear(&said);
		turn = smtp_next(&smtp, "<a>", "<b>", false, &said);
		if (turn == SMTP_DELIVER) {
			smtp_delivered(&smtp);
			delivered = true;
		}
		if (turn != SMTP_WAIT)
			continue;
		end = memchr(line, '\n', size);
		len = end == NULL ? size : (size_t)(end - line) + 1;
		smtp_received(&smtp, line, len);
		line += len;
		size -= len;
	}
	check(&smtp, delivered);
	buf_free(&said);
	return 0;
}
