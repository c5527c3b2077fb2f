#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/encode.h"
#include "base/text.h"
#include "deliver/header.h"
#include "deliver/mailbox.h"
#include "deliver/mime.h"

#define NOW INT64_C(1792738800) /* Fri 2026-10-23 07:00:00Z */

#define LONG_PLAIN                                                             \
	"plain but much too long for a line of seventy-eight characters, so "  \
	"that it has to be folded"
#define LONG_UTF8                                                                 \
	"Patiëntenzorg in de ĳstijd 🔑🔑 voor wie een heel lang onderwerp " \
	"nodig heeft 🔑🔑🔑 € en verder niets"

static const struct mail sample = {
    .to = "jan@example.nl",
    .to_name = "Jan de Vries",
    .subject = "Een code erbij",
    .text = "Hallo",
    .html = "<p>Hallo</p>",
    .message_id = "1.announce.0@example.nl",
    .language = "nl",
};

static const struct mime_sender sender = {
    .address = "2fa@example.nl",
    .name = "MedPlan",
    .reply_to = "helpdesk@example.nl",
};

/* Puts the text of encoded words back together; folding is part of it. */
static void
decode_words(const char *line, char *out, size_t size)
{
	static const char start[] = "=?utf-8?B?";
	char word[128];
	size_t used = 0, len;
	int n;

	while ((line = strstr(line, start)) != NULL) {
		line += strlen(start);
		len = strcspn(line, "?");
		assert_true(len > 0 && len + strlen(start) + 2 <= 75);
		memcpy(word, line, len);
		word[len] = '\0';
		n = decode_base64(word, (uint8_t *)out + used, size - used - 1);
		assert_true(n > 0);
		/* Every word is whole characters. */
		assert_true(text_is_utf8(out + used, (size_t)n));
		used += (size_t)n;
	}
	out[used] = '\0';
}

static void
check_lines(const char *text, size_t max)
{
	while (*text != '\0') {
		assert_true(strcspn(text, "\r") <= max);
		text += strcspn(text, "\r");
		if (*text == '\0')
			break;
		/* A fold: CR LF and a blank. */
		assert_true(text_starts(text, "\r\n "));
		text += 2;
	}
}

static void
test_text(void **state)
{
	static const char *const plain[] = {"", "Een code erbij", "a=b? c"};
	static const char *const encoded[] = {"\xc3\x89\xc3\xa9n code",
	    "=?utf-8?B?w6k=?= as text", " blank first", LONG_UTF8, LONG_PLAIN};
	char back[512];
	struct buf line;
	size_t i;

	(void)state;
	buf_init(&line, 4096);
	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		buf_clear(&line);
		header_text(&line, plain[i]);
		assert_string_equal(line.data, plain[i]);
	}
	for (i = 0; i < sizeof(encoded) / sizeof(encoded[0]); i++) {
		buf_clear(&line);
		buf_text(&line, "Subject: ");
		header_text(&line, encoded[i]);
		check_lines(line.data, 76);
		decode_words(line.data, back, sizeof(back));
		assert_string_equal(back, encoded[i]);
	}
	buf_free(&line);
}

/* Whatever the column, words are split between characters. */
static void
test_split(void **state)
{
	char text[200] = "", back[256];
	struct buf line;
	size_t shift, i;

	(void)state;
	buf_init(&line, 4096);
	for (shift = 0; shift < 8; shift++) {
		for (i = 0; i < shift; i++)
			text[i] = 'a';
		for (; i + 4 < sizeof(text); i += 4)
			memcpy(text + i, "\xf0\x9f\x94\x91", 5);
		buf_clear(&line);
		buf_text(&line, "Subject: ");
		header_text(&line, text);
		check_lines(line.data, 76);
		decode_words(line.data, back, sizeof(back));
		assert_string_equal(back, text);
	}
	buf_free(&line);
}

static void
test_mailbox_field(void **state)
{
	static const struct {
		const char *name;
		const char *field;
	} cases[] = {
	    {"", "To: jan@example.nl"},
	    {"Jan de Vries", "To: Jan de Vries <jan@example.nl>"},
	    {"Vries, Jan", "To: \"Vries, Jan\" <jan@example.nl>"},
	    {"J. \"Q\" \\", "To: \"J. \\\"Q\\\" \\\\\" <jan@example.nl>"},
	    {"Ren\xc3\xa9", "To: =?utf-8?B?UmVuw6k=?= <jan@example.nl>"},
	};
	char long_name[129], back[256];
	struct buf line;
	size_t i;

	(void)state;
	buf_init(&line, 4096);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&line);
		buf_text(&line, "To: ");
		header_mailbox(&line, cases[i].name, "jan@example.nl");
		assert_string_equal(line.data, cases[i].field);
	}
	memset(long_name, 'x', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	buf_clear(&line);
	buf_text(&line, "To: ");
	header_mailbox(&line, long_name, "jan@example.nl");
	check_lines(line.data, 78);
	decode_words(line.data, back, sizeof(back));
	assert_string_equal(back, long_name);
	assert_non_null(strstr(line.data, " <jan@example.nl>"));
	buf_free(&line);
}

static void
test_mailbox(void **state)
{
	static const struct {
		const char *address;
		enum mailbox kind;
		const char *written;
	} cases[] = {
	    {"jan@example.nl", MAILBOX_ASCII, "jan@example.nl"},
	    {"o'neil+x@a.b.example", MAILBOX_ASCII, "o'neil+x@a.b.example"},
	    {"jan@caf\xc3\xa9.example", MAILBOX_ASCII,
		"jan@xn--caf-dma.example"},
	    {"ren\xc3\xa9@example.nl", MAILBOX_UTF8, "ren\xc3\xa9@example.nl"},
	    {"", MAILBOX_BAD, NULL},
	    {"jan", MAILBOX_BAD, NULL},
	    {"jan@", MAILBOX_BAD, NULL},
	    {"@example.nl", MAILBOX_BAD, NULL},
	    {".jan@example.nl", MAILBOX_BAD, NULL},
	    {"j..n@example.nl", MAILBOX_BAD, NULL},
	    {"jan@example..nl", MAILBOX_BAD, NULL},
	    {"jan@exa mple.nl", MAILBOX_BAD, NULL},
	    {"a b@example.nl", MAILBOX_BAD, NULL},
	    {"a@b@example.nl", MAILBOX_BAD, NULL},
	    {"\"a\"@example.nl", MAILBOX_BAD, NULL},
	    {"jan@example.nl>", MAILBOX_BAD, NULL},
	    {"jan@example.nl\r\nRCPT TO:<x@example.nl>", MAILBOX_BAD, NULL},
	    {"jan\n@example.nl", MAILBOX_BAD, NULL},
	    {"jan\xff@example.nl", MAILBOX_BAD, NULL},
	    {"jan@\xff.nl", MAILBOX_BAD, NULL},
	};
	char out[MAILBOX_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (mailbox_read(cases[i].address, out) != cases[i].kind)
			fail_msg("case %zu: \"%s\"", i, cases[i].address);
		if (cases[i].written != NULL)
			assert_string_equal(out, cases[i].written);
	}
}

/* Writes the sample's like; gives the text, or NULL with "err". */
static const char *
write_mail(const struct mail *mail, const struct mime_sender *from,
    struct buf *out, struct err *err)
{
	buf_clear(out);
	return mime_write(mail, from, NOW, out, err) == 0 ? out->data : NULL;
}

static void
test_header(void **state)
{
	static const char header[] =
	    "Date: Fri, 23 Oct 2026 07:00:00 +0000\r\n"
	    "From: MedPlan <2fa@example.nl>\r\n"
	    "To: Jan de Vries <jan@example.nl>\r\n"
	    "Reply-To: helpdesk@example.nl\r\n"
	    "Subject: Een code erbij\r\n"
	    "Message-ID: <1.announce.0@example.nl>\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Auto-Submitted: auto-generated\r\n"
	    "X-Auto-Response-Suppress: OOF, AutoReply\r\n"
	    "Content-Language: nl\r\n"
	    "Content-Type: multipart/alternative; boundary=\"";
	struct buf out;
	struct err err;

	(void)state;
	buf_init(&out, 65536);
	assert_non_null(write_mail(&sample, &sender, &out, &err));
	assert_true(text_starts(out.data, header));
	assert_true(text_starts(out.data + out.len - 4, "--\r\n"));
	buf_free(&out);
}

/* With an appointment, text and HTML stand beside it as one. */
static void
test_appointment(void **state)
{
	static const struct appointment appointment = {
	    .id = "deadline-1@example.nl",
	    .title = "A day",
	    .text = "",
	    .place = "",
	    .timezone = "Europe/Amsterdam",
	    .day = 20788,
	    .from = APPOINTMENT_ALL_DAY};
	struct mail mail = sample;
	const char *at;
	struct buf out;
	struct err err;

	(void)state;
	mail.appointment = &appointment;
	buf_init(&out, 65536);
	assert_non_null(write_mail(&mail, &sender, &out, &err));
	at = strstr(out.data, "\r\nContent-Type: multipart/mixed; boundary=");
	assert_non_null(at);
	at = strstr(at, "\r\nContent-Type: multipart/alternative; boundary=");
	assert_non_null(at);
	at = strstr(at, "\r\nContent-Type: text/html");
	assert_non_null(at);
	at = strstr(at,
	    "\r\nContent-Type: text/calendar; charset=utf-8; "
	    "method=PUBLISH;\r\n name=\"agenda.ics\"\r\n");
	assert_non_null(at);
	assert_non_null(strstr(at, "\r\n\r\nQkVHSU46VkNBTEVOREFS"));
	for (at = out.data; *at != '\0'; at += strcspn(at, "\n") + 1)
		assert_true(strcspn(at, "\n") <= 79);
	assert_true(text_starts(out.data + out.len - 4, "--\r\n"));
	buf_free(&out);
}

/* What could begin another header or line is refused, in every value. */
static void
test_refused(void **state)
{
	static const char *const evil[] = {"a\r\nBcc: x@example.nl",
	    "a\nBcc: x@example.nl", "a\rb", "a\x7f", "a\xff"};
	struct mime_sender from;
	struct mail mail;
	struct buf out;
	struct err err;
	size_t i, k;

	(void)state;
	buf_init(&out, 65536);
	for (i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
		const char **places[] = {&mail.to, &mail.to_name, &mail.subject,
		    &mail.message_id, &mail.language, &from.name, &from.address,
		    &from.reply_to};

		for (k = 0; k < sizeof(places) / sizeof(places[0]); k++) {
			mail = sample;
			from = sender;
			*places[k] = evil[i];
			memset(&err, 0, sizeof(err));
			assert_null(write_mail(&mail, &from, &out, &err));
			assert_int_equal(err.kind, ERR_DATA);
			assert_false(text_has_control(err.text));
		}
	}
	buf_free(&out);
}

static void
test_too_long(void **state)
{
	static char subject[8000];
	struct mail mail = sample;
	struct err err = {0};
	struct buf out;

	(void)state;
	buf_init(&out, 65536);
	memset(subject, 'x', sizeof(subject) - 1);
	mail.subject = subject;
	assert_null(write_mail(&mail, &sender, &out, &err));
	assert_int_equal(err.kind, ERR_DATA);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_split),
	    cmocka_unit_test(test_mailbox_field),
	    cmocka_unit_test(test_mailbox),
	    cmocka_unit_test(test_header),
	    cmocka_unit_test(test_appointment),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_too_long),
	};

	return cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
