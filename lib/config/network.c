#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "config/network.h"
#include "config/url.h"
#include "model.h"

#define HTTP_PORT 80
#define HTTPS_PORT 443
#define LOCAL_PART_MAX 64 /* bytes (RFC 5321, section 4.5.3.1.1) */

void
network_server(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct url url;

	*(const char **)field = value->text;
	if (url_parse(value->text, &url) == -1 || url.rest[0] != '\0' ||
	    (!text_same(url.scheme, "smtp") && !text_same(url.scheme, "smtps")))
		place_wrong(place, value,
		    "expected a mail server, for example "
		    "\"smtp://mail.example.nl:587\" or "
		    "\"smtps://mail.example.nl\"");
}

/*
 * Whether it is as a browser writes it in Origin, with which the pages compare
 * it: in small letters and without the port that goes without saying.
 */
static bool
is_origin(const char *text, const struct url *url)
{
	bool https = text_same(url->scheme, "https");

	for (; *text != '\0'; text++) {
		if (isupper((unsigned char)*text))
			return false;
	}
	return url->port != (https ? HTTPS_PORT : HTTP_PORT);
}

void
network_base(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct url url;

	*(const char **)field = value->text;
	if (url_parse(value->text, &url) == -1 ||
	    (!text_same(url.scheme, "https") && !text_same(url.scheme, "http")))
		place_wrong(place, value,
		    "expected the address of the pages, for example "
		    "\"https://2fa.example.nl\"");
	else if (url.rest[0] != '\0')
		place_wrong(place, value,
		    "has \"%s\" after the host; the pages stand at the root of "
		    "their host, so leave that out",
		    url.rest);
	else if (text_same(url.scheme, "http") && !url_is_loopback(url.host))
		place_wrong(place, value,
		    "the key would travel unsealed; write https:// (http:// "
		    "is for this machine only)");
	else if (!is_origin(value->text, &url))
		place_wrong(place, value,
		    "browsers write it in small letters and leave out the "
		    "usual port; write it as they do");
}

void
network_webhook(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct url url;

	*(const char **)field = value->text;
	if (url_parse(value->text, &url) == -1 ||
	    strchr(url.rest, '#') != NULL ||
	    (!text_same(url.scheme, "https") && !text_same(url.scheme, "http")))
		place_wrong(place, value,
		    "expected the address that takes pop-ups, for example "
		    "\"https://app.example.nl/twofold\"");
}

/*
 * Stricter than RFC 5321: nobody has a quoted local part, and a blank or a
 * bracket in an address is always a slip.
 */
static bool
is_mailbox(const char *text)
{
	const char *at = strrchr(text, '@'), *c;

	if (at == NULL || at == text || at - text > LOCAL_PART_MAX ||
	    strlen(text) > EMAIL_MAX)
		return false;
	for (c = text; c < at; c++) {
		if ((unsigned char)*c < 0x80 && !isgraph((unsigned char)*c))
			return false;
		if (strchr("\"(),:;<>@[\\]", *c) != NULL)
			return false;
	}
	return url_is_host(at + 1) && strpbrk(at + 1, ":") == NULL;
}

void
network_mailbox(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;

	*(const char **)field = value->text;
	if (!is_mailbox(value->text))
		place_wrong(place, value,
		    "expected one mail address, without name or blanks, for "
		    "example \"2fa@example.nl\"");
}

void
network_listen(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct url url;

	*(const char **)field = value->text;
	if (url_parse_listen(value->text, &url) == -1)
		place_wrong(place, value,
		    "expected an address in numbers and a port, for example "
		    "\"127.0.0.1:8025\" or \"[::1]:8025\"");
}

void
network_hosts(const struct place *place, void *field)
{
	const char **hosts =
	    keep_get(place->keep, place->setting->count * sizeof(const char *));
	const struct value *value;
	size_t n = 0;

	if (hosts == NULL)
		return;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		if (!url_is_host(value->text))
			place_wrong(place, value,
			    "expected the name of a host and nothing else, "
			    "for example \"app.example.nl\"");
		hosts[n++] = value->text;
	}
	*(const char *const **)field = hosts;
	*place->count = n;
}
