#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "deliver/endpoint.h"
#include "http_server.h"

/* The vector of the Standard Webhooks specification. */
#define SECRET "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define NOW 1614265330
#define SIGNATURE "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

static const struct webhook sample = {
    .id = "msg_p5jXN8AQM9LWM0D4loKWxJek",
    .body = "{\"test\": 2432232314}",
};

static struct server server;
static CURLM *multi;
static char url[128];

static struct webhook_settings
settings_to(const char *path)
{
	struct webhook_settings settings = {.url = url,
	    .secret = SECRET,
	    .ca_file = "",
	    .allow_loopback = true,
	    .connections = 1,
	    .timeout = 2};

	snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", server.port, path);
	return settings;
}

static int
set_up(void **state)
{
	(void)state;
	multi = curl_multi_init();
	return multi == NULL ? -1 : server_start(&server, http_serve);
}

static int
tear_down(void **state)
{
	(void)state;
	server_stop(&server);
	curl_multi_cleanup(multi);
	return 0;
}

static struct endpoint *
endpoint_to(const struct webhook_settings *settings)
{
	struct endpoint *endpoint = NULL;
	struct err err = {0};

	if (endpoint_new(settings, multi, &endpoint, &err) == -1)
		fail_msg("%s", err.text);
	return endpoint;
}

/* Waits for the end of a call that was begun. */
static void
finish(struct endpoint *endpoint, struct outcome *outcome)
{
	struct CURLMsg *message;
	int running, left;

	curl_multi_perform(multi, &running);
	while ((message = curl_multi_info_read(multi, &left)) == NULL) {
		curl_multi_poll(multi, NULL, 0, 1000, NULL);
		curl_multi_perform(multi, &running);
	}
	endpoint_end(endpoint, message->data.result, outcome);
}

static struct outcome
call(const struct webhook_settings *settings)
{
	struct endpoint *endpoint = endpoint_to(settings);
	struct outcome outcome;
	struct err err = {0};

	if (endpoint_begin(endpoint, &sample, NOW, &err) == -1)
		fail_msg("%s", err.text);
	finish(endpoint, &outcome);
	endpoint_free(endpoint);
	return outcome;
}

static void
test_outcomes(void **state)
{
	static const struct {
		const char *path;
		enum delivery delivery;
		int64_t retry_after;
		const char *detail;
	} cases[] = {
	    {"/ok", DELIVERY_SENT, 0, "HTTP 200: "},
	    {"/moved", DELIVERY_RETRY, 0, "HTTP 302: "},
	    {"/gone", DELIVERY_BARRED, 0, "HTTP 410: "},
	    {"/calm", DELIVERY_RETRY, 120, "HTTP 429: "},
	    {"/fault", DELIVERY_RETRY, 0, "HTTP 500: "},
	    {"/drop", DELIVERY_UNKNOWN, 0, "http://127.0.0.1:"},
	    {"/slow", DELIVERY_DOWN, 0, "http://127.0.0.1:"},
	    {"/flood", DELIVERY_SENT, 0, "HTTP 200: "},
	    {"/cut", DELIVERY_SENT, 0, "HTTP 200: "},
	};
	struct webhook_settings settings;
	struct outcome outcome;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		settings = settings_to(cases[i].path);
		outcome = call(&settings);
		if (outcome.delivery != cases[i].delivery ||
		    outcome.retry_after != cases[i].retry_after ||
		    !text_starts(outcome.detail, cases[i].detail))
			fail_msg("%s: %d, \"%s\"", cases[i].path,
			    outcome.delivery, outcome.detail);
	}
}

static void
test_request(void **state)
{
	struct webhook_settings settings = settings_to("/ok?key=hidden");

	(void)state;
	server.seen->len = 0;
	call(&settings);
	assert_non_null(strstr(
	    server.seen->text, "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek\r\n"));
	assert_non_null(
	    strstr(server.seen->text, "webhook-timestamp: 1614265330\r\n"));
	assert_non_null(
	    strstr(server.seen->text, "webhook-signature: " SIGNATURE "\r\n"));
	assert_non_null(
	    strstr(server.seen->text, "content-type: application/json\r\n"));
	assert_non_null(strstr(server.seen->text, sample.body));
}

static void
test_reuse(void **state)
{
	struct webhook_settings settings = settings_to("/ok");
	struct endpoint *endpoint = endpoint_to(&settings);
	int connections = atomic_load(&server.seen->connections);
	struct outcome outcome;
	struct err err;
	int i;

	(void)state;
	for (i = 0; i < 20; i++) {
		assert_int_equal(
		    endpoint_begin(endpoint, &sample, NOW, &err), 0);
		finish(endpoint, &outcome);
		assert_int_equal(outcome.delivery, DELIVERY_SENT);
	}
	assert_int_equal(
	    atomic_load(&server.seen->connections), connections + 1);
	endpoint_free(endpoint);
}

/* Nothing leads inward, and nothing goes in the clear, unless allowed. */
static void
test_addresses(void **state)
{
	static const struct {
		const char *url; /* NULL: the server of the test */
		bool allow_loopback;
	} cases[] = {
	    {NULL, false},
	    {"https://127.0.0.1:1/", false},
	    {"https://localhost:1/", false},
	    {"https://169.254.169.254/latest", true},
	    {"https://10.0.0.1/", true},
	    {"https://[::ffff:10.0.0.1]/", true},
	    {"http://8.8.8.8/", true},
	};
	int connections = atomic_load(&server.seen->connections);
	struct webhook_settings settings;
	struct outcome outcome;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		settings = settings_to("/ok");
		settings.allow_loopback = cases[i].allow_loopback;
		if (cases[i].url != NULL)
			settings.url = cases[i].url;
		outcome = call(&settings);
		assert_int_equal(outcome.delivery, DELIVERY_DOWN);
		if (cases[i].url != NULL)
			assert_non_null(
			    strstr(outcome.detail, "webhook.allow_loopback"));
	}
	assert_int_equal(atomic_load(&server.seen->connections), connections);
}

/* By IPv6 the same holds. */
static void
test_ipv6(void **state)
{
	struct webhook_settings settings = settings_to("/ok");
	struct server six;
	char address[64];

	(void)state;
	if (server_start_at(&six, http_serve, AF_INET6) == -1)
		skip(); /* a machine without */
	snprintf(address, sizeof(address), "http://[::1]:%d/ok", six.port);
	settings.url = address;
	assert_int_equal(call(&settings).delivery, DELIVERY_SENT);
	assert_non_null(strstr(six.seen->text, sample.body));
	settings.allow_loopback = false;
	assert_int_equal(call(&settings).delivery, DELIVERY_DOWN);
	assert_int_equal(atomic_load(&six.seen->connections), 1);
	server_stop(&six);
}

static void
test_refused(void **state)
{
	struct webhook_settings settings = settings_to("/ok");
	struct endpoint *endpoint = NULL;
	struct webhook webhook = sample;
	struct err err = {0};

	(void)state;
	settings.secret = "secret";
	assert_int_equal(endpoint_new(&settings, multi, &endpoint, &err), -1);
	assert_int_equal(err.kind, ERR_CONFIG);
	assert_null(strstr(err.text, "\"secret\""));
	settings = settings_to("/ok");
	endpoint = endpoint_to(&settings);
	webhook.id = "a\r\nx-evil: 1";
	assert_int_equal(endpoint_begin(endpoint, &webhook, NOW, &err), -1);
	assert_int_equal(err.kind, ERR_DATA);
	webhook.id = "";
	assert_int_equal(endpoint_begin(endpoint, &webhook, NOW, &err), -1);
	endpoint_free(endpoint);
}

static void
test_no_proxy(void **state)
{
	struct webhook_settings settings = settings_to("/ok");

	(void)state;
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("all_proxy", "http://127.0.0.1:1", 1);
	assert_int_equal(call(&settings).delivery, DELIVERY_SENT);
	unsetenv("http_proxy");
	unsetenv("all_proxy");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_outcomes),
	    cmocka_unit_test(test_request),
	    cmocka_unit_test(test_reuse),
	    cmocka_unit_test(test_addresses),
	    cmocka_unit_test(test_ipv6),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_no_proxy),
	};

	return cmocka_run_group_tests_name(
	    "endpoint", tests, set_up, tear_down);
}
