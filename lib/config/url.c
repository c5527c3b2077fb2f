#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <string.h>

#include "base/text.h"
#include "config/url.h"

#define PORT_LEN_MAX 5
#define PORT_MAX 65535
#define DOMAIN_LABEL_MAX 63 /* characters (RFC 1035, section 2.3.4) */

static bool
is_domain(const char *host)
{
	size_t label = 0;

	for (; *host != '\0'; host++) {
		if (*host == '.') {
			if (label == 0 || host[-1] == '-')
				return false;
			label = 0;
			continue;
		}
		if (!isalnum((unsigned char)*host) &&
		    (*host != '-' || label == 0))
			return false;
		if (++label > DOMAIN_LABEL_MAX)
			return false;
	}
	return label > 0 && host[-1] != '-';
}

static bool
is_ipv4(const char *host)
{
	struct in_addr addr;

	return inet_pton(AF_INET, host, &addr) == 1;
}

static bool
is_ipv6(const char *host)
{
	struct in6_addr addr;

	return inet_pton(AF_INET6, host, &addr) == 1;
}

bool
url_is_host(const char *host)
{
	/* Digits and dots alone are an address, or a mistake in one. */
	if (strspn(host, "0123456789.") == strlen(host))
		return is_ipv4(host);
	return is_ipv6(host) ||
	    (strlen(host) <= URL_HOST_MAX && is_domain(host));
}

bool
url_is_loopback(const char *host)
{
	struct in_addr v4;
	struct in6_addr v6;

	if (inet_pton(AF_INET, host, &v4) == 1)
		return ntohl(v4.s_addr) >> 24 == 127;
	if (inet_pton(AF_INET6, host, &v6) == 1)
		return IN6_IS_ADDR_LOOPBACK(&v6);
	return text_same_nocase(host, "localhost");
}

/* Reads "host", "host:port" or "[address]:port" from "len" characters. */
static int
authority(const char *text, size_t len, struct url *url)
{
	const char *end = text + len, *host = text, *stop;
	char port[PORT_LEN_MAX + 1];
	size_t n;
	bool bracket = *text == '[';

	if (bracket) {
		host++;
		stop = memchr(text, ']', len);
		if (stop == NULL)
			return -1;
	} else {
		stop = memchr(text, ':', len);
		if (stop == NULL)
			stop = end;
	}
	n = (size_t)(stop - host);
	if (n > URL_HOST_MAX)
		return -1;
	memcpy(url->host, host, n);
	url->host[n] = '\0';
	if (bracket ? !is_ipv6(url->host) : !url_is_host(url->host))
		return -1;
	stop += bracket;
	if (stop == end)
		return 0;
	n = (size_t)(end - stop) - 1;
	if (*stop != ':' || n == 0 || n > PORT_LEN_MAX)
		return -1;
	memcpy(port, stop + 1, n);
	port[n] = '\0';
	return text_number(port, 1, PORT_MAX, &url->port);
}

int
url_parse(const char *text, struct url *url)
{
	const char *colon = strstr(text, "://"), *c;
	size_t len;

	*url = (struct url){.rest = ""};
	if (colon == NULL || colon - text > URL_SCHEME_MAX)
		return -1;
	for (c = text; *c != '\0'; c++) {
		if (!isgraph((unsigned char)*c) || strchr("\"<>\\^`{|}", *c))
			return -1;
	}
	memcpy(url->scheme, text, (size_t)(colon - text));
	text = colon + strlen("://");
	len = strcspn(text, "/?#");
	url->rest = text + len;
	return authority(text, len, url);
}

int
url_parse_listen(const char *text, struct url *url)
{
	*url = (struct url){.rest = ""};
	if (authority(text, strlen(text), url) == -1 || url->port == 0)
		return -1;
	return is_ipv4(url->host) || is_ipv6(url->host) ? 0 : -1;
}
