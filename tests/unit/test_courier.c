#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "deliver/courier.h"
#include "http_server.h"
#include "smtp_server.h"

#define CONNECTIONS 4
#define MANY 60
#define NOW 1614265330

static const struct mail sample = {
    .to = "jan@example.nl",
    .to_name = "Jan de Vries",
    .subject = "Een code erbij",
    .text = "Hallo",
    .html = "<p>Hallo</p>",
    .message_id = "1.announce.0@example.nl",
    .language = "nl",
};

static const struct webhook call = {.id = "1", .body = "{}"};

static struct server smtp, http;
static char smtp_url[64], http_url[64];

static struct config
config_of(bool rehearsal)
{
	struct config config = {.campaign = {.rehearsal = rehearsal},
	    .mail = {.server = smtp_url,
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
		.connections = CONNECTIONS,
		.timeout = 5},
	    .webhook = {.url = http_url,
		.secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
		.ca_file = "",
		.allow_loopback = true,
		.connections = 2,
		.timeout = 5}};

	return config;
}

/* Servers anew for each test, so that what they count is the test's. */
static int
set_up(void **state)
{
	(void)state;
	if (server_start(&smtp, smtp_serve) == -1 ||
	    server_start(&http, http_serve) == -1)
		return -1;
	snprintf(smtp_url, sizeof(smtp_url), "smtp://127.0.0.1:%d", smtp.port);
	snprintf(
	    http_url, sizeof(http_url), "http://127.0.0.1:%d/ok", http.port);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	server_stop(&smtp);
	server_stop(&http);
	return 0;
}

static struct courier *
courier_of(const struct config *config)
{
	struct courier *courier = NULL;
	struct err err = {0};

	if (courier_new(config, &courier, &err) == -1)
		fail_msg("%s", err.text);
	return courier;
}

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Takes what ended and marks it in "seen"; all of it must have been sent. */
static void
take(struct courier *courier, int *seen)
{
	struct delivered done[3];
	struct err err = {0};
	int i, n = courier_wait(courier, done, 3, CLOCK_TICKS, &err);

	assert_true(n >= 0 && n <= 3);
	for (i = 0; i < n; i++) {
		if (done[i].outcome.delivery != DELIVERY_SENT)
			fail_msg("%s", done[i].outcome.detail);
		assert_int_equal(done[i].channel,
		    done[i].tag % 2 == 0 ? CHANNEL_EMAIL : CHANNEL_POPUP);
		seen[done[i].tag]++;
	}
}

/* Mail and webhooks side by side, each once, over as few connections. */
static void
test_many(void **state)
{
	struct config config = config_of(false);
	struct courier *courier = courier_of(&config);
	struct err err = {0};
	int seen[MANY] = {0}, i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		enum channel channel =
		    i % 2 == 0 ? CHANNEL_EMAIL : CHANNEL_POPUP;

		while (!courier_takes(courier, channel))
			take(courier, seen);
		if (channel == CHANNEL_EMAIL)
			assert_int_equal(
			    courier_mail(courier, i, &sample, NOW, &err), 0);
		else
			assert_int_equal(
			    courier_webhook(courier, i, &call, NOW, &err), 0);
	}
	while (courier_busy(courier) > 0)
		take(courier, seen);
	for (i = 0; i < MANY; i++)
		assert_int_equal(seen[i], 1);
	assert_int_equal(atomic_load(&smtp.seen->messages), MANY / 2);
	assert_int_equal(atomic_load(&http.seen->messages), MANY / 2);
	assert_true(atomic_load(&smtp.seen->connections) <= CONNECTIONS);
	assert_true(atomic_load(&http.seen->connections) <= 2);
	courier_free(courier);
}

/* A server that thinks about the end of a mail holds up that mail alone. */
static void
test_side_by_side(void **state)
{
	struct config config = config_of(false);
	struct courier *courier = courier_of(&config);
	struct mail mail = sample;
	struct err err = {0};
	int seen[2 * CONNECTIONS] = {0}, i;

	(void)state;
	mail.to = "slow@example.nl";
	atomic_store(&smtp.seen->awaited, CONNECTIONS);
	for (i = 0; i < CONNECTIONS; i++) {
		assert_true(courier_takes(courier, CHANNEL_EMAIL));
		assert_int_equal(
		    courier_mail(courier, 2 * i, &mail, NOW, &err), 0);
	}
	assert_false(courier_takes(courier, CHANNEL_EMAIL));
	assert_true(courier_takes(courier, CHANNEL_POPUP));
	assert_int_equal(courier_busy(courier), CONNECTIONS);
	assert_int_equal(courier_mail(courier, 0, &mail, NOW, &err), -1);
	assert_int_equal(err.kind, ERR_INTERNAL);
	while (courier_busy(courier) > 0)
		take(courier, seen);
	assert_int_equal(atomic_load(&smtp.seen->held), CONNECTIONS);
	assert_true(courier_takes(courier, CHANNEL_EMAIL));
	courier_free(courier);
}

static void
test_rehearsal(void **state)
{
	struct config config = config_of(true);
	struct courier *courier = courier_of(&config);
	struct err err = {0};
	int seen[1] = {0};

	(void)state;
	assert_int_equal(courier_mail(courier, 0, &sample, NOW, &err), 0);
	while (courier_busy(courier) > 0)
		take(courier, seen);
	assert_non_null(
	    strstr(smtp.seen->text, "RCPT TO:<rehearsal@example.nl>"));
	assert_null(strstr(smtp.seen->text, "RCPT TO:<jan@example.nl>"));
	assert_non_null(
	    strstr(smtp.seen->text, "To: Jan de Vries <jan@example.nl>"));
	courier_free(courier);
}

/* Nobody waits for a server that says nothing. */
static void
test_breaks_off(void **state)
{
	struct config config = config_of(false);
	struct courier *courier;
	struct delivered done;
	struct err err = {0};
	char slow[64];
	int64_t began;

	(void)state;
	config.webhook.timeout = 60;
	snprintf(slow, sizeof(slow), "http://127.0.0.1:%d/slow", http.port);
	config.webhook.url = slow;
	courier = courier_of(&config);
	assert_int_equal(courier_webhook(courier, 1, &call, NOW, &err), 0);
	began = milliseconds();
	assert_int_equal(courier_wait(courier, &done, 1, CLOCK_TICKS, &err), 0);
	assert_true(milliseconds() - began < 20000);
	courier_free(courier);
	assert_true(milliseconds() - began < 30000);
}

/* What cannot be sent takes no place. */
static void
test_refused(void **state)
{
	struct config config = config_of(false);
	struct courier *courier;
	struct mail mail = sample;
	struct delivered done;
	struct err err = {0};

	(void)state;
	config.webhook.url = "";
	courier = courier_of(&config);
	mail.to_name = "Jan\r\nBcc: all@example.nl";
	assert_int_equal(courier_mail(courier, 1, &mail, NOW, &err), -1);
	assert_int_equal(err.kind, ERR_DATA);
	assert_int_equal(courier_busy(courier), 0);
	assert_int_equal(courier_wait(courier, &done, 1, CLOCK_TICKS, &err), 0);
	/* No webhook in the configuration: no place for one. */
	assert_false(courier_takes(courier, CHANNEL_POPUP));
	assert_int_equal(courier_webhook(courier, 1, &call, NOW, &err), -1);
	courier_free(courier);
	courier = NULL;
	config.mail.from = "nobody";
	assert_int_equal(courier_new(&config, &courier, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_null(courier);
	courier_free(courier);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_many, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_side_by_side, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_rehearsal, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_breaks_off, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("courier", tests, NULL, NULL);
}
