#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>

#include "base/text.h"
#include "deliver/address.h"
#include "deliver/endpoint.h"
#include "deliver/webhook.h"
#include "deliver/wire.h"

#define RESPONSE_MAX (64 * 1024) /* bytes; nothing in it is of use */
#define FIELD_MAX 1024           /* bytes of a header field */

struct endpoint {
	const struct webhook_settings *settings;
	CURLM *multi;
	struct wire wire;
	bool calls;    /* the handle is in the multi handle */
	bool connects; /* only to see whether it can */
	struct curl_slist *header;
	size_t received; /* bytes of the response's body */
	bool inward;     /* an address was refused */
};

static size_t
on_body(char *data, size_t size, size_t len, void *user)
{
	struct endpoint *endpoint = user;

	(void)data;
	(void)size;
	endpoint->received += len;
	return endpoint->received > RESPONSE_MAX ? 0 : len;
}

static bool
may_connect(
    const struct webhook_settings *settings, const struct sockaddr *address)
{
	switch (address_kind(address)) {
	case ADDRESS_PUBLIC:
		return text_starts(settings->url, "https:");
	case ADDRESS_LOOPBACK:
		return settings->allow_loopback;
	default:
		return false;
	}
}

static curl_socket_t
on_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct endpoint *endpoint = user;

	(void)purpose;
	if (may_connect(endpoint->settings, &address->addr))
		return socket(address->family, address->socktype | SOCK_CLOEXEC,
		    address->protocol);
	endpoint->inward = true;
	return CURL_SOCKET_BAD;
}

static bool
set_up(struct endpoint *endpoint)
{
	CURL *easy = endpoint->wire.easy;
	unsigned int bad = 0;

	bad |= curl_easy_setopt(easy, CURLOPT_POST, 1L);
	bad |= curl_easy_setopt(easy, CURLOPT_USERAGENT, "Twofold");
	bad |= curl_easy_setopt(
	    easy, CURLOPT_TIMEOUT, (long)endpoint->settings->timeout);
	bad |= curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	bad |= curl_easy_setopt(easy, CURLOPT_WRITEDATA, endpoint);
	bad |= curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	bad |= curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, endpoint);
	bad |= curl_easy_setopt(easy, CURLOPT_PRIVATE, endpoint);
	return bad == 0;
}

static int
check_secret(const struct webhook_settings *settings, struct err *err)
{
	struct buf signature;
	int rc;

	buf_init(&signature, FIELD_MAX);
	rc = webhook_sign_all(settings->secret, "", 0, "", &signature);
	buf_free(&signature);
	if (rc == 0)
		return 0;
	return err_set(err, ERR_CONFIG,
	    "the webhook's secret is not \"whsec_\" and base64 of %d to %d "
	    "bytes",
	    WEBHOOK_SECRET_MIN, WEBHOOK_SECRET_MAX);
}

int
endpoint_new(const struct webhook_settings *settings, CURLM *multi,
    struct endpoint **out, struct err *err)
{
	struct endpoint *endpoint = calloc(1, sizeof(*endpoint));
	int rc = -1;

	if (endpoint == NULL)
		return err_memory(err);
	endpoint->settings = settings;
	endpoint->multi = multi;
	if (check_secret(settings, err) == -1)
		goto out;
	if (wire_open(&endpoint->wire, settings->url,
		settings->allow_loopback ? "http,https" : "https",
		settings->ca_file, err) == -1)
		goto out;
	if (!set_up(endpoint)) {
		err_memory(err);
		goto out;
	}
	*out = endpoint;
	endpoint = NULL;
	rc = 0;
out:
	endpoint_free(endpoint);
	return rc;
}

void
endpoint_free(struct endpoint *endpoint)
{
	if (endpoint == NULL)
		return;
	if (endpoint->calls)
		curl_multi_remove_handle(endpoint->multi, endpoint->wire.easy);
	curl_slist_free_all(endpoint->header);
	wire_close(&endpoint->wire);
	free(endpoint);
}

static int
add_field(struct endpoint *endpoint, const char *format, ...)
{
	struct curl_slist *longer;
	char field[FIELD_MAX];
	va_list ap;
	int len;

	va_start(ap, format);
	len = vsnprintf(field, sizeof(field), format, ap);
	va_end(ap);
	if (len < 0 || (size_t)len >= sizeof(field))
		return -1;
	longer = curl_slist_append(endpoint->header, field);
	if (longer == NULL)
		return -1;
	endpoint->header = longer;
	return 0;
}

static int
add_header(struct endpoint *endpoint, const struct webhook *webhook,
    int64_t now, const char *signature)
{
	curl_slist_free_all(endpoint->header);
	endpoint->header = NULL;
	if (add_field(endpoint, "content-type: application/json") == -1 ||
	    add_field(endpoint, "webhook-id: %s", webhook->id) == -1 ||
	    add_field(endpoint, "webhook-timestamp: %" PRId64, now) == -1 ||
	    add_field(endpoint, "webhook-signature: %s", signature) == -1)
		return -1;
	/* A large body is not to wait for "100 Continue". */
	return add_field(endpoint, "expect:");
}

int
endpoint_begin(struct endpoint *endpoint, const struct webhook *webhook,
    int64_t now, struct err *err)
{
	CURL *easy = endpoint->wire.easy;
	struct buf signature;
	unsigned int bad = 0;
	int rc = -1;

	buf_init(&signature, FIELD_MAX);
	if (webhook->id[0] == '\0' || text_has_control(webhook->id) ||
	    strlen(webhook->id) > FIELD_MAX / 2) {
		err_set(err, ERR_DATA,
		    "a webhook's id is empty, too long or has a control "
		    "character");
		goto out;
	}
	if (webhook_sign_all(endpoint->settings->secret, webhook->id, now,
		webhook->body, &signature) == -1 ||
	    add_header(endpoint, webhook, now, signature.data) == -1) {
		err_memory(err);
		goto out;
	}
	bad |= curl_easy_setopt(easy, CURLOPT_HTTPHEADER, endpoint->header);
	bad |= curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
	    (curl_off_t)strlen(webhook->body));
	bad |= curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, webhook->body);
	endpoint->received = 0;
	endpoint->inward = false;
	endpoint->wire.words[0] = '\0';
	if (bad != 0 ||
	    curl_multi_add_handle(endpoint->multi, easy) != CURLM_OK) {
		err_memory(err);
		goto out;
	}
	endpoint->calls = true;
	rc = 0;
out:
	buf_free(&signature);
	return rc;
}

int
endpoint_connect(struct endpoint *endpoint, struct err *err)
{
	CURL *easy = endpoint->wire.easy;

	endpoint->connects = true;
	endpoint->inward = false;
	if (curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L) != CURLE_OK ||
	    curl_multi_add_handle(endpoint->multi, easy) != CURLM_OK)
		return err_memory(err);
	endpoint->calls = true;
	return 0;
}

/* Without a status: whether the host app may have seen the call all the same.
 */
static enum delivery
judge_broken(struct endpoint *endpoint, CURLcode code)
{
	long sent = 0;

	curl_easy_getinfo(endpoint->wire.easy, CURLINFO_REQUEST_SIZE, &sent);
	return sent > 0 && code != CURLE_OPERATION_TIMEDOUT ? DELIVERY_UNKNOWN
							    : DELIVERY_DOWN;
}

static void
say_status(struct endpoint *endpoint, long status, struct outcome *outcome)
{
	curl_off_t after = 0;
	const char *words;

	outcome->delivery = webhook_judge(status, &words);
	curl_easy_getinfo(endpoint->wire.easy, CURLINFO_RETRY_AFTER, &after);
	if (outcome->delivery == DELIVERY_RETRY && after > 0)
		outcome->retry_after = after;
	snprintf(outcome->detail, sizeof(outcome->detail), "HTTP %ld: %s",
	    status, words);
}

void
endpoint_end(struct endpoint *endpoint, CURLcode code, struct outcome *outcome)
{
	long status = 0;

	memset(outcome, 0, sizeof(*outcome));
	curl_easy_getinfo(endpoint->wire.easy, CURLINFO_RESPONSE_CODE, &status);
	/* Once there is a status, a body that breaks off changes nothing. */
	if (endpoint->connects && code == CURLE_OK) {
		outcome->delivery = DELIVERY_SENT;
	} else if (status >= 200) {
		say_status(endpoint, status, outcome);
	} else {
		outcome->delivery = judge_broken(endpoint, code);
		if (endpoint->inward)
			snprintf(outcome->detail, sizeof(outcome->detail),
			    "%.100s: its address is not on the public network, "
			    "or not by https; see webhook.allow_loopback",
			    endpoint->wire.server);
		else
			wire_trouble(
			    &endpoint->wire, code, "", outcome->detail);
	}
	curl_multi_remove_handle(endpoint->multi, endpoint->wire.easy);
	endpoint->calls = false;
}
