#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "deliver/smtp.h"

#define TALK_MAX 12
#define SAID_MAX 4096

/* What the server says from MAIL on; what we say follows from it. */
static const struct {
	const char *name;
	const char *talk[TALK_MAX];
	enum delivery delivery;
	const char *detail;
} cases[] = {
    {"sender refused", {"550 5.1.1 no"}, DELIVERY_BARRED, "550 5.1.1 no"},
    {"sender later", {"451 4.3.0 busy"}, DELIVERY_RETRY, "451 4.3.0 busy"},
    {"dropped at MAIL", {NULL}, DELIVERY_RETRY, ""},
    {"no such person", {"250 ok", "550 5.1.1 who"}, DELIVERY_REFUSED,
	"550 5.1.1 who"},
    {"no such person, plainly", {"250 ok", "550 who"}, DELIVERY_REFUSED,
	"550 who"},
    {"full", {"250 ok", "452 4.2.2 full"}, DELIVERY_RETRY, "452 4.2.2 full"},
    {"policy", {"250 ok", "550 5.7.1 no"}, DELIVERY_BARRED, "550 5.7.1 no"},
    {"sender refused late", {"250 ok", "553 5.1.8 sender"}, DELIVERY_BARRED,
	"553 5.1.8 sender"},
    {"the enhanced status decides", {"250 ok", "550 4.7.1 wait"},
	DELIVERY_RETRY, "550 4.7.1 wait"},
    {"closing", {"250 ok", "421 bye"}, DELIVERY_RETRY, "421 bye"},
    {"several lines", {"250 ok", "550-5.1.1 no\r\n", "550 such\x1b person\r\n"},
	DELIVERY_REFUSED, "550 5.1.1 no such\\x1b person"},
    {"dropped in an answer", {"250 ok", "550-5.1.1 no"}, DELIVERY_RETRY, ""},
    {"dropped before 354", {"250 ok", "250 ok"}, DELIVERY_RETRY, ""},
    {"taken", {"250 ok", "250 ok", "354 go", "250 2.0.0 queued"}, DELIVERY_SENT,
	"250 2.0.0 queued"},
    {"dropped after the end", {"250 ok", "250 ok", "354 go", ""},
	DELIVERY_UNKNOWN, ""},
    {"part of the last answer",
	{"250 ok", "250 ok", "354 go", "250-2.0.0 queued"}, DELIVERY_UNKNOWN,
	""},
    {"a strange last answer", {"250 ok", "250 ok", "354 go", "354 more"},
	DELIVERY_UNKNOWN, "354 more"},
    {"content refused", {"250 ok", "250 ok", "354 go", "554 looks like spam"},
	DELIVERY_BARRED, "554 looks like spam"},
    {"person refused late", {"250 ok", "250 ok", "354 go", "550 5.1.1 who"},
	DELIVERY_REFUSED, "550 5.1.1 who"},
    {"content later", {"250 ok", "250 ok", "354 go", "451 4.3.0 later"},
	DELIVERY_RETRY, "451 4.3.0 later"},
    {"DATA refused", {"250 ok", "250 ok", "451 4.3.0 full"}, DELIVERY_RETRY,
	"451 4.3.0 full"},
    {"no enhanced status", {"250 ok", "550 4.5.6x no"}, DELIVERY_REFUSED,
	"550 4.5.6x no"},
    {"nonsense", {"250 ok", "x", "hello"}, DELIVERY_RETRY, ""},
    {"an answer of no use", {"354 go"}, DELIVERY_RETRY, "354 go"},
};

/* Opens a connection to a server that offers PIPELINING, or does not. */
static void
open_to(struct smtp *smtp, bool pipelining)
{
	static const char *const lines[] = {"220 hi", "250-me\r\n",
	    "250-PIPELINING\r\n", "250 SMTPUTF8\r\n", "334 go on",
	    "235 you are in"};
	size_t i;

	smtp_open(smtp);
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		if (i != 2 || pipelining)
			smtp_received(smtp, lines[i], strlen(lines[i]));
	}
}

/* Says what there is to say; returns whose turn it is then. */
static enum smtp_turn
say(struct smtp *smtp, struct buf *said)
{
	enum smtp_turn turn;

	do {
		turn = smtp_next(smtp, "<a>", "<b>", false, said);
		if (turn == SMTP_DELIVER) {
			buf_text(said, "(mail)");
			smtp_delivered(smtp);
		}
	} while (turn == SMTP_SAY || turn == SMTP_DELIVER);
	return turn;
}

/* Plays a mail; returns whether we were done when the server was. */
static bool
play(struct smtp *smtp, const char *const *talk, struct buf *said)
{
	smtp_begin(smtp);
	for (; *talk != NULL; talk++) {
		if (say(smtp, said) == SMTP_FINISHED)
			return false;
		smtp_received(smtp, *talk, strlen(*talk));
	}
	return say(smtp, said) == SMTP_FINISHED;
}

static void
test_outcomes(void **state)
{
	struct outcome outcome;
	struct smtp smtp;
	struct buf said;
	size_t i;

	(void)state;
	buf_init(&said, SAID_MAX);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		open_to(&smtp, false);
		buf_clear(&said);
		play(&smtp, cases[i].talk, &said);
		smtp_outcome(&smtp, &outcome);
		if (outcome.delivery != cases[i].delivery)
			fail_msg("%s: %d, not %d", cases[i].name,
			    outcome.delivery, cases[i].delivery);
		assert_string_equal(outcome.detail, cases[i].detail);
		assert_int_equal(outcome.retry_after, 0);
	}
	buf_free(&said);
}

/* Three commands in one go, and whatever the answers, all are waited for. */
static void
test_pipelining(void **state)
{
	static const struct {
		const char *talk[TALK_MAX];
		const char *said;
		enum delivery delivery;
	} piped[] = {
	    {{"250 ok", "250 ok", "354 go", "250 queued"}, "(mail)",
		DELIVERY_SENT},
	    {{"250 ok", "550 5.1.1 who", "503 no receiver"}, "",
		DELIVERY_REFUSED},
	    /* It lets us go ahead, with nobody to take it. */
	    {{"250 ok", "550 5.1.1 who", "354 go", "554 no receiver"}, ".\r\n",
		DELIVERY_REFUSED},
	    {{"451 4.3.0 busy", "503 MAIL first", "503 MAIL first"}, "",
		DELIVERY_RETRY},
	};
	static const char group[] = "MAIL FROM:<a>\r\nRCPT TO:<b>\r\nDATA\r\n";
	struct outcome outcome;
	struct smtp smtp;
	struct buf said;
	size_t i;

	(void)state;
	buf_init(&said, SAID_MAX);
	for (i = 0; i < sizeof(piped) / sizeof(piped[0]); i++) {
		open_to(&smtp, true);
		buf_clear(&said);
		assert_true(play(&smtp, piped[i].talk, &said));
		smtp_outcome(&smtp, &outcome);
		assert_int_equal(outcome.delivery, piped[i].delivery);
		assert_memory_equal(said.data, group, strlen(group));
		assert_string_equal(said.data + strlen(group), piped[i].said);
		assert_false(smtp.closing);
	}
	buf_free(&said);
}

/* What a refused mail left open is closed before the next one. */
static void
test_next_mail(void **state)
{
	static const char *const refused[] = {"250 ok", "550 5.1.1 who", NULL};
	static const char *const taken[] = {
	    "250 reset", "250 ok", "250 ok", "354 go", "250 queued", NULL};
	struct smtp smtp;
	struct buf said;

	(void)state;
	buf_init(&said, SAID_MAX);
	open_to(&smtp, false);
	assert_true(play(&smtp, refused, &said));
	buf_clear(&said);
	assert_true(play(&smtp, taken, &said));
	assert_string_equal(said.data,
	    "RSET\r\nMAIL FROM:<a>\r\nRCPT TO:<b>\r\nDATA\r\n(mail)");
	buf_clear(&said);
	assert_true(play(&smtp, taken + 1, &said));
	assert_memory_equal(said.data, "MAIL", 4);
	buf_free(&said);
}

static void
test_opening(void **state)
{
	static const struct {
		const char *talk[TALK_MAX];
		const char *detail;
	} openings[] = {
	    {{NULL}, ""},
	    {{"554 5.7.1 go away\r\n"}, "554 5.7.1 go away"},
	    {{"220 hi", "250-x", "250 AUTH PLAIN", "334 ", "535 5.7.8 wrong"},
		"535 5.7.8 wrong"},
	};
	struct outcome outcome;
	struct smtp smtp;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(openings) / sizeof(openings[0]); i++) {
		smtp_open(&smtp);
		for (k = 0; openings[i].talk[k] != NULL; k++)
			smtp_received(&smtp, openings[i].talk[k],
			    strlen(openings[i].talk[k]));
		smtp_outcome(&smtp, &outcome);
		assert_int_equal(outcome.delivery, DELIVERY_DOWN);
		assert_string_equal(outcome.detail, openings[i].detail);
	}
}

/* What counts is offered by the last EHLO, the one under TLS. */
static void
test_offers(void **state)
{
	static const char *const before[] = {
	    "220 hi", "250-x", "250-SMTPUTF8\r\n", "250 STARTTLS"};
	static const char *const after[] = {
	    "220 go ahead", "250-x", "250-PIPELINING", "250 SMTPUTF8X"};
	struct smtp smtp;
	size_t i;

	(void)state;
	smtp_open(&smtp);
	for (i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		smtp_received(&smtp, before[i], strlen(before[i]));
	assert_true(smtp.utf8);
	assert_false(smtp.pipelining);
	for (i = 0; i < sizeof(after) / sizeof(after[0]); i++)
		smtp_received(&smtp, after[i], strlen(after[i]));
	assert_false(smtp.utf8);
	assert_true(smtp.pipelining);
}

static void
test_unheard(void **state)
{
	static const struct {
		const char *talk[TALK_MAX];
		bool unheard;
	} closed[] = {
	    {{NULL}, true},
	    {{"421 4.4.2 idle"}, true},
	    {{"250 ok"}, false},
	    {{"550 5.7.1 no"}, false},
	};
	struct smtp smtp;
	struct buf said;
	size_t i;

	(void)state;
	buf_init(&said, SAID_MAX);
	for (i = 0; i < sizeof(closed) / sizeof(closed[0]); i++) {
		open_to(&smtp, true);
		play(&smtp, closed[i].talk, &said);
		assert_int_equal(smtp_unheard(&smtp), closed[i].unheard);
	}
	buf_free(&said);
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
	open_to(&smtp, true);
	smtp_begin(&smtp);
	for (i = 0; i < 100; i++)
		smtp_received(&smtp, line, sizeof(line));
	assert_true(strlen(smtp.answer.text) < SMTP_ANSWER_SIZE);
	smtp_outcome(&smtp, &outcome);
	assert_true(strlen(outcome.detail) <= DETAIL_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_outcomes),
	    cmocka_unit_test(test_pipelining),
	    cmocka_unit_test(test_next_mail),
	    cmocka_unit_test(test_opening),
	    cmocka_unit_test(test_offers),
	    cmocka_unit_test(test_unheard),
	    cmocka_unit_test(test_endless),
	};

	return cmocka_run_group_tests_name("smtp", tests, NULL, NULL);
}
