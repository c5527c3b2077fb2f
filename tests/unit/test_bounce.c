#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "deliver/bounce.h"

/* As Postfix writes it, with what differs in two places. */
#define REPORT(fields)                                                         \
	"Return-Path: <>\n"                                                    \
	"From: MAILER-DAEMON@mail.example.nl\n"                                \
	"To: bounces+12-0123456789ab@example.nl\n"                             \
	"Content-Type: multipart/report; report-type=delivery-status;\n"       \
	"\tboundary=\"x\"\n\n"                                                 \
	"--x\nContent-Type: text/plain\n\nStatus: 5.1.1 in a text\n\n"         \
	"--x\nContent-Description: Delivery report\n"                          \
	"Content-Type: message/delivery-status\n\n"                            \
	"Reporting-MTA: dns; mail.example.nl\n\n"                              \
	"Final-Recipient: rfc822; jan@example.nl\n" fields "\n"                \
	"--x\nContent-Type: message/rfc822\n\nAction: failed\n--x--\n"

static const struct {
	const char *text;
	enum bounce bounce;
	const char *detail;
} cases[] = {
    {REPORT("Action: failed\nStatus: 5.1.1\n"
	    "Diagnostic-Code: smtp; 550 5.1.1 no such\n    person here\n"),
	BOUNCE_HARD, "5.1.1 smtp; 550 5.1.1 no such person here"},
    {REPORT("Status: 5.0.0\nAction: failed\n"), BOUNCE_HARD, "5.0.0"},
    {REPORT("ACTION:FAILED\nstatus:\t5.1.10\n"), BOUNCE_HARD, "5.1.10"},
    {REPORT("Action: failed\nStatus: 5.2.2\n"), BOUNCE_SOFT, "5.2.2"},
    {REPORT("Action: failed\nStatus: 4.4.7\n"), BOUNCE_SOFT, "4.4.7"},
    {REPORT("Action: failed\n"), BOUNCE_SOFT, ""},
    {REPORT("Action: failed\nStatus: 5.7.1\n"), BOUNCE_POLICY, "5.7.1"},
    {REPORT("Action: delayed\nStatus: 4.4.1\n"), BOUNCE_DELAYED, "4.4.1"},
    {REPORT("Action: relayed\nStatus: 2.0.0\n"), BOUNCE_NONE, "2.0.0"},
    {REPORT(""), BOUNCE_NONE, ""},
    {"Subject: I am on holiday\n\nAction: failed\nStatus: 5.1.1\n", BOUNCE_NONE,
	""},
    {"Content-Type: message/delivery-status", BOUNCE_NONE, ""},
    {"Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5",
	BOUNCE_SOFT, "5"},
    {"", BOUNCE_NONE, ""},
};

/* A mail's lines end with CR LF on the way, and with LF in a mailbox. */
static const char *
with_cr(const char *text, char *out)
{
	char *to = out;

	for (; *text != '\0'; text++) {
		if (*text == '\n')
			*to++ = '\r';
		*to++ = *text;
	}
	*to = '\0';
	return out;
}

static void
test_reports(void **state)
{
	char detail[DETAIL_MAX + 1], crlf[4096];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (bounce_read(cases[i].text, detail) != cases[i].bounce)
			fail_msg("case %zu: \"%s\"", i, detail);
		assert_string_equal(detail, cases[i].detail);
		assert_int_equal(
		    bounce_read(with_cr(cases[i].text, crlf), detail),
		    cases[i].bounce);
		assert_string_equal(detail, cases[i].detail);
	}
}

/* What is endless is cut. */
static void
test_endless(void **state)
{
	static char text[100000];
	char detail[DETAIL_MAX + 1];
	int i, len;

	(void)state;
	len = snprintf(text, sizeof(text),
	    "Content-Type: message/delivery-status\n\nAction: failed\n"
	    "Status: 5.1.1\nDiagnostic-Code: x");
	for (i = 0; i < 4000; i++)
		len += snprintf(text + len, sizeof(text) - (size_t)len,
		    "\n and one more line");
	assert_int_equal(bounce_read(text, detail), BOUNCE_HARD);
	assert_true(strlen(detail) <= DETAIL_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_reports),
	    cmocka_unit_test(test_endless),
	};

	return cmocka_run_group_tests_name("bounce", tests, NULL, NULL);
}
