#ifndef CONFIG_URL_H
#define CONFIG_URL_H

#include <stdbool.h>
#include <stdint.h>

#define URL_SCHEME_MAX 8 /* characters; "https" is the longest we take */
#define URL_HOST_MAX 253 /* characters of a domain name (RFC 1035, 2.3.4) */

/* The parts of a URL (RFC 3986, section 3) without user information. */
struct url {
	char scheme[URL_SCHEME_MAX + 1]; /* as it is written */
	char host[URL_HOST_MAX + 1];     /* an IPv6 address without brackets */
	int64_t port;                    /* 0: not given */
	const char *rest; /* of the text: path, query, fragment; or "" */
};

/* Takes a URL to pieces.  Returns 0, or -1 when it is none of that form. */
int url_parse(const char *text, struct url *url);

/*
 * Takes "127.0.0.1:8025" or "[::1]:8025" to pieces: an address of numbers and a
 * port.  Returns 0 or -1.
 */
int url_parse_listen(const char *text, struct url *url);

/* Whether it is a domain name or an IPv4 or IPv6 address (no brackets). */
bool url_is_host(const char *host);

/* Whether the host is this machine: 127.0.0.0/8, ::1 or localhost. */
bool url_is_loopback(const char *host);

#endif
