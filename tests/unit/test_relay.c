#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <poll.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "deliver/relay.h"
#include "smtp_server.h"

#define NOW INT64_C(1792738800)

/* Lines that need care: dots, blanks at the end, length, letters, no end. */
#define TEXT                                                                   \
	".\n.dot\n..dots\r\nblank \ntab\t\n\nFrom here = there\n"              \
	"Eén wachtwoord is niet genoeg, dus vragen we er voortaan een code "  \
	"bij, die uw wachtwoordbeheerder maakt. 🔑 ĳ\nlast"
#define HTML "<!doctype html>\n<html lang=\"nl\"><p>Eén code</p></html>\n"

static const struct mail sample = {
    .to = "jan@example.nl",
    .to_name = "René de Vries",
    .subject = "Eén code erbij",
    .text = TEXT,
    .html = HTML,
    .message_id = "1.announce.0@example.nl",
    .language = "nl",
};

static struct server server;
static char url[64];

static struct mail_settings
settings_to(const char *to)
{
	struct mail_settings settings = {.server = to,
	    .tls = TLS_NONE,
	    .helo = "",
	    .user = "",
	    .password = "",
	    .ca_file = "",
	    .from = "2fa@example.nl",
	    .from_name = "MedPlan",
	    .reply_to = "",
	    .bounces = "",
	    .rehearsal_to = "rehearsal@example.nl",
	    .connections = 1,
	    .timeout = 3};

	return settings;
}

static int
set_up(void **state)
{
	(void)state;
	if (server_start(&server, smtp_serve) == -1)
		return -1;
	snprintf(url, sizeof(url), "smtp://127.0.0.1:%d", server.port);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	server_stop(&server);
	return 0;
}

static int
begin(struct relay *relay, const struct mail *mail, const char *receiver,
    struct err *err)
{
	return relay_begin(relay, mail, receiver, NOW, clock_ticks(), err);
}

/* Waits for the end of a mail that was begun. */
static struct outcome
wait_for(struct relay *relay)
{
	struct curl_waitfd waits[DIALOGUE_FDS_MAX];
	struct pollfd fds[DIALOGUE_FDS_MAX];
	int64_t now = clock_ticks(), until;
	struct outcome outcome;
	bool readable = false;
	unsigned int n, i;

	while (!relay_step(relay, readable, now)) {
		until = now + CLOCK_TICKS;
		n = relay_waits(relay, waits, now, &until);
		for (i = 0; i < n; i++)
			fds[i] = (struct pollfd){.fd = waits[i].fd,
			    .events = (short)((waits[i].events &
							  CURL_WAIT_POLLIN
						      ? POLLIN
						      : 0) |
				(waits[i].events & CURL_WAIT_POLLOUT ? POLLOUT
								     : 0))};
		poll(fds, n, (int)(until > now ? until - now : 0));
		for (readable = false, i = 0; i < n; i++)
			readable = readable || (fds[i].revents & POLLIN) != 0;
		now = clock_ticks();
	}
	relay_outcome(relay, &outcome);
	return outcome;
}

static struct outcome
send_to(struct relay *relay, const char *receiver)
{
	struct mail mail = sample;
	struct err err = {0};

	mail.to = receiver;
	if (begin(relay, &mail, receiver, &err) == -1)
		fail_msg("%s", err.text);
	return wait_for(relay);
}

static struct relay *
relay_to(const struct mail_settings *settings)
{
	struct relay *relay = NULL;
	struct err err = {0};

	if (relay_new(settings, &relay, &err) == -1)
		fail_msg("%s", err.text);
	return relay;
}

static void
test_outcomes(void **state)
{
	static const struct {
		const char *receiver;
		enum delivery delivery;
		const char *detail;
	} cases[] = {
	    {"jan@example.nl", DELIVERY_SENT, "250 2.0.0 queued"},
	    {"gone@example.nl", DELIVERY_REFUSED,
		"550 5.1.1 no such 5.1.1 person"},
	    {"grey@example.nl", DELIVERY_RETRY, "451 4.2.0 come back later"},
	    {"policy@example.nl", DELIVERY_BARRED, "550 5.7.1 not from you"},
	    {"closing@example.nl", DELIVERY_RETRY, "421 4.3.2 going down"},
	    {"dropearly@example.nl", DELIVERY_RETRY, "smtp://127.0.0.1:"},
	    {"droplate@example.nl", DELIVERY_UNKNOWN, "smtp://127.0.0.1:"},
	    {"spam@example.nl", DELIVERY_BARRED, "554 5.7.1 spam"},
	    {"ren\xc3\xa9@example.nl", DELIVERY_REFUSED, "smtp://127.0.0.1:"},
	    {"jan@caf\xc3\xa9.example", DELIVERY_SENT, "250 2.0.0 queued"},
	};
	struct mail_settings settings = settings_to(url);
	struct relay *relay = relay_to(&settings);
	struct outcome outcome;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		outcome = send_to(relay, cases[i].receiver);
		if (outcome.delivery != cases[i].delivery ||
		    !text_starts(outcome.detail, cases[i].detail))
			fail_msg("%s: %d, \"%s\"", cases[i].receiver,
			    outcome.delivery, outcome.detail);
	}
	assert_non_null(
	    strstr(server.seen->text, "RCPT TO:<jan@xn--caf-dma.example>"));
	relay_free(relay);
}

/* The receiver, whatever To says; and one connection for many mails. */
static void
test_reuse(void **state)
{
	struct mail_settings settings = settings_to(url);
	struct relay *relay = relay_to(&settings);
	struct err err = {0};
	int i, connections = atomic_load(&server.seen->connections);

	(void)state;
	for (i = 0; i < 20; i++) {
		assert_int_equal(
		    begin(relay, &sample, "rehearsal@example.nl", &err), 0);
		assert_int_equal(wait_for(relay).delivery, DELIVERY_SENT);
	}
	assert_int_equal(
	    atomic_load(&server.seen->connections), connections + 1);
	assert_non_null(
	    strstr(server.seen->text, "RCPT TO:<rehearsal@example.nl>"));
	relay_free(relay);
}

/* A connection that the server closed meanwhile costs no try. */
static void
test_stale(void **state)
{
	struct mail_settings settings = settings_to(url);
	struct relay *relay = relay_to(&settings);
	int i;

	(void)state;
	for (i = 0; i < 5; i++)
		assert_int_equal(
		    send_to(relay, "last@example.nl").delivery, DELIVERY_SENT);
	relay_free(relay);
}

/* Decodes quoted-printable (RFC 2045) up to "end"; line ends become LF. */
static void
decode(const char *from, const char *end, char *out)
{
	unsigned int byte;

	while (from < end) {
		if (strncmp(from, "=\r\n", 3) == 0) {
			from += 3;
		} else if (*from == '=') {
			assert_int_equal(sscanf(from + 1, "%2X", &byte), 1);
			*out++ = (char)byte;
			from += 3;
		} else if (*from == '\r') {
			from++;
		} else {
			*out++ = *from++;
		}
	}
	*out = '\0';
}

static const char *
part_of(const char *text, const char *type, char *out)
{
	const char *at = strstr(text, type), *end;

	assert_non_null(at);
	at = strstr(at, "\r\n\r\n");
	assert_non_null(at);
	end = strstr(at + 4, "\r\n--");
	assert_non_null(end);
	decode(at + 4, end, out);
	return end;
}

static void
without_cr(char *text)
{
	char *to = text;

	for (; *text != '\0'; text++) {
		if (*text != '\r')
			*to++ = *text;
	}
	*to = '\0';
}

/* The mail arrives whole, in lines that any server takes. */
static void
test_content(void **state)
{
	struct mail_settings settings = settings_to(url);
	struct relay *relay = relay_to(&settings);
	char part[4096], text[] = TEXT;
	const char *mail, *at;

	(void)state;
	server.seen->len = 0;
	assert_int_equal(
	    send_to(relay, "whole@example.nl").delivery, DELIVERY_SENT);
	mail = strstr(server.seen->text, "DATA\r\n");
	assert_non_null(mail);
	mail += strlen("DATA\r\n");
	assert_non_null(strstr(mail, "Message-ID: <1.announce.0@example.nl>"));
	assert_non_null(strstr(mail, "\r\nMIME-Version: 1.0\r\n"));
	assert_non_null(
	    strstr(mail, "Content-Type: multipart/alternative; boundary="));
	assert_non_null(
	    strstr(mail, "To: =?utf-8?B?UmVuw6kgZGUgVnJpZXM=?= <whole@"));
	/* Line ends are line ends and not bytes. */
	assert_null(strstr(mail, "=0A"));
	assert_null(strstr(mail, "=0D"));
	without_cr(text);
	at = part_of(mail, "text/plain; charset=utf-8", part);
	assert_string_equal(part, text);
	part_of(at, "text/html; charset=utf-8", part);
	assert_string_equal(part, HTML);
	for (at = mail; *at != '\0'; at += strcspn(at, "\n") + 1)
		assert_true(strcspn(at, "\n") <= 78 ||
		    text_starts(at, "Content-Type: multipart/"));
	relay_free(relay);
}

static void
test_down(void **state)
{
	static const char *const servers[] = {
	    "smtp://127.0.0.1:1", "smtp://nowhere.invalid:25"};
	struct mail_settings settings;
	struct outcome outcome;
	struct relay *relay;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(servers) / sizeof(servers[0]); i++) {
		settings = settings_to(servers[i]);
		relay = relay_to(&settings);
		outcome = send_to(relay, "jan@example.nl");
		assert_int_equal(outcome.delivery, DELIVERY_DOWN);
		assert_non_null(strstr(outcome.detail, servers[i]));
		relay_free(relay);
	}
	/* The server does not offer STARTTLS: nothing goes in the clear. */
	settings = settings_to(url);
	settings.tls = TLS_STARTTLS;
	relay = relay_to(&settings);
	outcome = send_to(relay, "jan@example.nl");
	assert_int_equal(outcome.delivery, DELIVERY_DOWN);
	assert_non_null(strstr(outcome.detail, "STARTTLS"));
	relay_free(relay);
}

static void
test_refused(void **state)
{
	struct mail_settings settings = settings_to("no server at all");
	struct relay *relay = NULL;
	struct mail mail = sample;
	struct err err = {0};

	(void)state;
	assert_int_equal(relay_new(&settings, &relay, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	settings = settings_to(url);
	settings.from = "nobody";
	assert_int_equal(relay_new(&settings, &relay, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_null(relay);
	settings = settings_to(url);
	relay = relay_to(&settings);
	mail.subject = "a\r\nBcc: all@example.nl";
	assert_int_equal(begin(relay, &mail, "jan@example.nl", &err), -1);
	assert_int_equal(err.kind, ERR_DATA);
	assert_int_equal(begin(relay, &sample, "jan\r\n@example.nl", &err), -1);
	assert_int_equal(err.kind, ERR_DATA);
	/* The relay is as good as before. */
	assert_int_equal(
	    send_to(relay, "jan@example.nl").delivery, DELIVERY_SENT);
	relay_free(relay);
}

/* The second server takes what the first does not. */
static void
test_backup(void **state)
{
	const char *const backups[] = {"smtp://127.0.0.1:2", url};
	struct mail_settings settings = settings_to("smtp://127.0.0.1:1");
	int connections = atomic_load(&server.seen->connections);
	struct outcome outcome;
	struct relay *relay;

	(void)state;
	settings.backups = backups;
	settings.backup_count = 2;
	relay = relay_to(&settings);
	assert_int_equal(
	    send_to(relay, "jan@example.nl").delivery, DELIVERY_SENT);
	/* It stays with the one that answers, and its word counts. */
	assert_int_equal(
	    send_to(relay, "gone@example.nl").delivery, DELIVERY_REFUSED);
	assert_int_equal(
	    send_to(relay, "jan@example.nl").delivery, DELIVERY_SENT);
	assert_int_equal(
	    atomic_load(&server.seen->connections), connections + 1);
	relay_free(relay);
	settings.backup_count = 1;
	relay = relay_to(&settings);
	outcome = send_to(relay, "jan@example.nl");
	assert_int_equal(outcome.delivery, DELIVERY_DOWN);
	assert_non_null(strstr(outcome.detail, "127.0.0.1:2"));
	relay_free(relay);
}

static void
test_ipv6(void **state)
{
	struct mail_settings settings;
	struct relay *relay;
	struct server six;
	char address[64];

	(void)state;
	if (server_start_at(&six, smtp_serve, AF_INET6) == -1)
		skip(); /* a machine without */
	snprintf(address, sizeof(address), "smtp://[::1]:%d", six.port);
	settings = settings_to(address);
	relay = relay_to(&settings);
	assert_int_equal(
	    send_to(relay, "jan@example.nl").delivery, DELIVERY_SENT);
	assert_int_equal(atomic_load(&six.seen->messages), 1);
	relay_free(relay);
	server_stop(&six);
}

/* Whatever the name, a mail becomes one file, and the same mail the same. */
static void
test_folder(void **state)
{
	char folder[] = "/tmp/relay-XXXXXX", name[128], path[256];
	struct mail_settings settings;
	struct relay *relay;
	struct buf file;
	struct err err;
	int i;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(name, sizeof(name), "file:%s/mail", folder);
	snprintf(
	    path, sizeof(path), "%s/mail/%s.eml", folder, sample.message_id);
	settings = settings_to(name);
	relay = relay_to(&settings);
	for (i = 0; i < 2; i++)
		assert_int_equal(
		    send_to(relay, "jan@example.nl").delivery, DELIVERY_SENT);
	relay_free(relay);
	buf_init(&file, 65536);
	assert_int_equal(file_read(path, FILE_PRIVATE, &file, &err), 0);
	assert_true(text_starts(file.data, "Date: "));
	assert_null(strstr(file.data, "\r\n.\r\n"));
	buf_free(&file);
	assert_int_equal(unlink(path), 0);
	*strrchr(path, '/') = '\0';
	assert_int_equal(rmdir(path), 0); /* there was no other file */
	assert_int_equal(rmdir(folder), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_outcomes),
	    cmocka_unit_test(test_reuse),
	    cmocka_unit_test(test_stale),
	    cmocka_unit_test(test_content),
	    cmocka_unit_test(test_down),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_backup),
	    cmocka_unit_test(test_ipv6),
	    cmocka_unit_test(test_folder),
	};

	return cmocka_run_group_tests_name("relay", tests, set_up, tear_down);
}
