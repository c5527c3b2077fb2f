#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "deliver/smtp.h"

#define TALK_MAX 16

/* What is sent begins with "> "; the rest is received. */
static const struct {
	const char *name;
	const char *talk[TALK_MAX];
	enum delivery delivery;
	const char *detail;
} cases[] = {
    {"no greeting", {NULL}, DELIVERY_DOWN, ""},
    {"greeting refuses", {"554 5.7.1 go away\r\n"}, DELIVERY_DOWN,
	"554 5.7.1 go away"},
    {"log-in refused",
	{"220 hi", "> EHLO me", "250-x", "250 AUTH PLAIN", "> AUTH PLAIN",
	    "334 ", "> AGEAYg==", "535 5.7.8 wrong"},
	DELIVERY_DOWN, "535 5.7.8 wrong"},
    {"sender refused", {"220 hi", "> MAIL FROM:<a>", "550 5.1.1 no"},
	DELIVERY_BARRED, "550 5.1.1 no"},
    {"sender later", {"> MAIL FROM:<a>", "451 4.3.0 busy"}, DELIVERY_RETRY,
	"451 4.3.0 busy"},
    {"dropped at MAIL", {"> MAIL FROM:<a>"}, DELIVERY_RETRY, ""},
    {"no such person",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "550 5.1.1 who"},
	DELIVERY_REFUSED, "550 5.1.1 who"},
    {"farewell after it",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "550 5.1.1 who",
	    "> QUIT\r\n", "221 bye"},
	DELIVERY_REFUSED, "550 5.1.1 who"},
    {"no such person, plainly",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "550 who"},
	DELIVERY_REFUSED, "550 who"},
    {"full", {"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "452 4.2.2 full"},
	DELIVERY_RETRY, "452 4.2.2 full"},
    {"policy", {"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "550 5.7.1 no"},
	DELIVERY_BARRED, "550 5.7.1 no"},
    {"sender refused late",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "553 5.1.8 sender"},
	DELIVERY_BARRED, "553 5.1.8 sender"},
    {"the enhanced status decides",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "550 4.7.1 wait"},
	DELIVERY_RETRY, "550 4.7.1 wait"},
    {"closing", {"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "421 bye"},
	DELIVERY_RETRY, "421 bye"},
    {"several lines",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "550-5.1.1 no\r\n",
	    "550 such\x1b person\r\n"},
	DELIVERY_REFUSED, "550 5.1.1 no such\\x1b person"},
    {"dropped in an answer",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "550-5.1.1 no"},
	DELIVERY_RETRY, ""},
    {"dropped before 354",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "250 ok", "> DATA\r\n"},
	DELIVERY_RETRY, ""},
    {"dropped after 354",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "250 ok", "> DATA\r\n",
	    "354 go"},
	DELIVERY_UNKNOWN, ""},
    {"taken",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "250 ok", "> DATA\r\n",
	    "354 go", "250 2.0.0 queued"},
	DELIVERY_SENT, "250 2.0.0 queued"},
    {"part of the last answer",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "250 ok", "> DATA\r\n",
	    "354 go", "250-2.0.0 queued"},
	DELIVERY_UNKNOWN, ""},
    {"content refused",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "250 ok", "> DATA\r\n",
	    "354 go", "554 looks like spam"},
	DELIVERY_BARRED, "554 looks like spam"},
    {"person refused late",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "250 ok", "> DATA\r\n",
	    "354 go", "550 5.1.1 who"},
	DELIVERY_REFUSED, "550 5.1.1 who"},
    {"content later",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "250 ok", "> DATA\r\n",
	    "354 go", "451 4.3.0 later"},
	DELIVERY_RETRY, "451 4.3.0 later"},
    {"no enhanced status",
	{"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "550 4.5.6x no"},
	DELIVERY_REFUSED, "550 4.5.6x no"},
    {"nonsense", {"> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", "x", "hello"},
	DELIVERY_RETRY, ""},
};

static void
play(struct smtp *smtp, const char *const *talk)
{
	smtp_begin(smtp);
	for (; *talk != NULL; talk++) {
		if (strncmp(*talk, "> ", 2) == 0)
			smtp_sent(smtp, *talk + 2, strlen(*talk + 2));
		else
			smtp_received(smtp, *talk, strlen(*talk));
	}
}

static void
test_outcomes(void **state)
{
	struct outcome outcome;
	struct smtp smtp;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		play(&smtp, cases[i].talk);
		smtp_outcome(&smtp, &outcome);
		if (outcome.delivery != cases[i].delivery)
			fail_msg("%s: %d, not %d", cases[i].name,
			    outcome.delivery, cases[i].delivery);
		assert_string_equal(outcome.detail, cases[i].detail);
		assert_int_equal(outcome.retry_after, 0);
	}
}

static void
test_smtputf8(void **state)
{
	static const char *const with[] = {"220 hi", "> EHLO me", "250-x",
	    "250-SMTPUTF8\r\n", "250 8BITMIME", "> MAIL FROM:<a>", NULL};
	static const char *const without[] = {
	    "220 hi", "> EHLO me", "250-x", "250 SMTPUTF8X", NULL};
	struct smtp smtp;

	(void)state;
	play(&smtp, with);
	assert_true(smtp.utf8);
	play(&smtp, without);
	assert_false(smtp.utf8);
}

static void
test_unheard(void **state)
{
	static const char *const closed[] = {"> MAIL FROM:<a>", NULL};
	static const char *const farewell[] = {
	    "> MAIL FROM:<a>", "421 4.4.2 idle", NULL};
	static const char *const answered[] = {
	    "> MAIL FROM:<a>", "250 ok", "> RCPT TO:<b>", NULL};
	struct smtp smtp;

	(void)state;
	play(&smtp, closed);
	assert_true(smtp_unheard(&smtp));
	play(&smtp, farewell);
	assert_true(smtp_unheard(&smtp));
	play(&smtp, answered);
	assert_false(smtp_unheard(&smtp));
}

static void
test_endless(void **state)
{
	char line[2000];
	struct outcome outcome;
	struct smtp smtp;
	int i;

	(void)state;
	memset(line, 'x', sizeof(line));
	memcpy(line, "550-", 4);
	smtp_begin(&smtp);
	for (i = 0; i < 100; i++)
		smtp_received(&smtp, line, sizeof(line));
	assert_true(strlen(smtp.answer) < SMTP_ANSWER_SIZE);
	smtp_outcome(&smtp, &outcome);
	assert_true(strlen(outcome.detail) <= DETAIL_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_outcomes),
	    cmocka_unit_test(test_smtputf8),
	    cmocka_unit_test(test_unheard),
	    cmocka_unit_test(test_endless),
	};

	return cmocka_run_group_tests_name("smtp", tests, NULL, NULL);
}
