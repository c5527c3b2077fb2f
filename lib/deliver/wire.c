#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "deliver/wire.h"

/* In our words where they help more than libcurl's. */
static const struct {
	CURLcode code;
	const char *words;
} troubles[] = {
    {CURLE_COULDNT_RESOLVE_HOST, "there is no server of that name"},
    {CURLE_COULDNT_CONNECT, "takes no connection"},
    {CURLE_OPERATION_TIMEDOUT, "did not answer in time"},
    {CURLE_USE_SSL_FAILED,
	"does not offer STARTTLS, which the configuration asks for"},
    {CURLE_PEER_FAILED_VERIFICATION, "its certificate is not trusted"},
    {CURLE_SSL_CACERT_BADFILE, "the file with certificates cannot be read"},
    {CURLE_SSL_CONNECT_ERROR, "no secure connection could be agreed upon"},
    {CURLE_LOGIN_DENIED, "does not accept the user and password"},
    {CURLE_UNSUPPORTED_PROTOCOL,
	"the configuration does not allow this kind of address"},
    {CURLE_GOT_NOTHING, "closed the connection without an answer"},
    {CURLE_RECV_ERROR, "closed the connection"},
    {CURLE_SEND_ERROR, "closed the connection"},
    {CURLE_WEIRD_SERVER_REPLY, "does not speak as a server should"},
};

/* What may be shown of a URL, to free with curl_free; NULL when it is none. */
static char *
server_of(const char *url)
{
	CURLU *parts = curl_url();
	char *server = NULL;
	size_t len;

	if (parts != NULL &&
	    curl_url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) ==
		CURLUE_OK &&
	    curl_url_set(parts, CURLUPART_USER, NULL, 0) == CURLUE_OK &&
	    curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0) == CURLUE_OK &&
	    curl_url_set(parts, CURLUPART_OPTIONS, NULL, 0) == CURLUE_OK &&
	    curl_url_set(parts, CURLUPART_PATH, NULL, 0) == CURLUE_OK &&
	    curl_url_set(parts, CURLUPART_QUERY, NULL, 0) == CURLUE_OK &&
	    curl_url_set(parts, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK &&
	    curl_url_get(parts, CURLUPART_URL, &server, 0) != CURLUE_OK)
		server = NULL;
	curl_url_cleanup(parts);
	/* What is left of the path. */
	len = server == NULL ? 0 : strlen(server);
	if (len > 0 && server[len - 1] == '/')
		server[len - 1] = '\0';
	return server;
}

static bool
set_up(struct wire *wire, const char *url, const char *schemes,
    const char *ca_file)
{
	CURL *easy = wire->easy;
	unsigned int bad = 0;

	bad |= curl_easy_setopt(easy, CURLOPT_URL, url);
	bad |= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, schemes);
	bad |= curl_easy_setopt(easy, CURLOPT_PROXY, "");
	bad |= curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	bad |= curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	bad |= curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
	bad |= curl_easy_setopt(
	    easy, CURLOPT_CONNECTTIMEOUT, WIRE_CONNECT_SECONDS);
	bad |= curl_easy_setopt(
	    easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	bad |= curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, wire->words);
	if (ca_file[0] != '\0') {
		bad |= curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
		bad |= curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
	return bad == 0;
}

int
wire_open(struct wire *wire, const char *url, const char *schemes,
    const char *ca_file, struct err *err)
{
	memset(wire, 0, sizeof(*wire));
	wire->server = server_of(url);
	if (wire->server == NULL)
		return err_set(err, ERR_CONFIG,
		    "\"%s\" is no address of a server; an example is "
		    "\"smtp://mail.example.nl:587\"",
		    url);
	wire->easy = curl_easy_init();
	if (wire->easy == NULL || !set_up(wire, url, schemes, ca_file))
		return err_memory(err);
	return 0;
}

void
wire_close(struct wire *wire)
{
	curl_easy_cleanup(wire->easy);
	curl_free(wire->server);
	wire->easy = NULL;
	wire->server = NULL;
}

void
wire_trouble(const struct wire *wire, CURLcode code, const char *said,
    char detail[DETAIL_MAX + 1])
{
	const char *ours = NULL;
	char all[CURL_ERROR_SIZE + DETAIL_MAX];
	size_t i;

	for (i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
		if (troubles[i].code == code)
			ours = troubles[i].words;
	}
	if (said[0] == '\0')
		said = wire->words;
	if (said[0] == '\0')
		said = curl_easy_strerror(code);
	if (ours == NULL)
		snprintf(all, sizeof(all), "%s: %s", wire->server, said);
	else
		snprintf(
		    all, sizeof(all), "%s: %s (%s)", wire->server, ours, said);
	text_show(all, DETAIL_MAX, detail, DETAIL_MAX + 1);
}
