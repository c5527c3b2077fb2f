#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "deliver/ping.h"
#include "deliver/wire.h"

#define URL_MAX 2048         /* bytes */
#define SECONDS 10L          /* for one try, the answer included */
#define RESPONSE_MAX 65536   /* bytes; nothing in it is of use */
#define PLACE "$status"      /* where the status goes */
#define STATUS_BAD 400       /* HTTP: from here on the server says no */
#define STATUS_REDIRECTS 300 /* or elsewhere */

static size_t
on_body(char *data, size_t size, size_t len, void *user)
{
	size_t *received = user;

	(void)data;
	(void)size;
	*received += len;
	return *received > RESPONSE_MAX ? 0 : len;
}

/* The URL with the status in it. */
static int
make_url(struct buf *out, const char *url, int status, struct err *err)
{
	const char *place = strstr(url, PLACE);
	size_t len = strlen(url);

	if (place != NULL) {
		buf_add(out, url, (size_t)(place - url));
		buf_format(out, "%d%s", status, place + strlen(PLACE));
	} else {
		buf_text(out, url);
		buf_format(out, "%s%d",
		    len > 0 && url[len - 1] == '/' ? "" : "/", status);
	}
	return out->failed ? err_memory(err) : 0;
}

/* One try; whether there is nothing more to try for. */
static bool
try(struct wire *wire, size_t *received, struct outcome *outcome)
{
	long status = 0;
	CURLcode code;

	*received = 0;
	wire->words[0] = '\0';
	code = curl_easy_perform(wire->easy);
	curl_easy_getinfo(wire->easy, CURLINFO_RESPONSE_CODE, &status);
	*outcome = (struct outcome){.delivery = DELIVERY_DOWN};
	if (status == 0) {
		wire_trouble(wire, code, "", outcome->detail);
		return false;
	}
	if (status < STATUS_REDIRECTS) {
		outcome->delivery = DELIVERY_SENT;
		return true;
	}
	outcome->delivery = DELIVERY_REFUSED;
	snprintf(outcome->detail, sizeof(outcome->detail), "%s: HTTP %ld%s",
	    wire->server, status,
	    status < STATUS_BAD ? ", a redirection; write where it leads" : "");
	return status < 500;
}

int
ping_call(const char *url, int status, struct outcome *outcome, struct err *err)
{
	size_t received = 0;
	struct wire wire = {.easy = NULL};
	struct buf whole;
	unsigned int bad = 0, tries;
	int rc = -1;

	buf_init(&whole, URL_MAX);
	if (make_url(&whole, url, status, err) == -1 ||
	    wire_open(&wire, whole.data, "http,https", "", err) == -1)
		goto out;
	bad |= curl_easy_setopt(wire.easy, CURLOPT_USERAGENT, "Twofold");
	bad |= curl_easy_setopt(wire.easy, CURLOPT_TIMEOUT, SECONDS);
	bad |= curl_easy_setopt(wire.easy, CURLOPT_WRITEFUNCTION, on_body);
	bad |= curl_easy_setopt(wire.easy, CURLOPT_WRITEDATA, &received);
	if (bad != 0) {
		err_memory(err);
		goto out;
	}
	for (tries = 1; !try(&wire, &received, outcome) && tries < PING_TRIES;
	     tries++)
		sleep(tries);
	rc = 0;
out:
	wire_close(&wire);
	buf_free(&whole);
	return rc;
}
