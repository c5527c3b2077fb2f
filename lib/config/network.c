#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/subnet.h"
#include "base/text.h"
#include "config/network.h"
#include "config/texts.h"
#include "config/url.h"
#include "model.h"

#define EML_SCHEME "file:"
#define HTTP_PORT 80
#define HTTPS_PORT 443
#define LOCAL_PART_MAX 64 /* bytes (RFC 5321, section 4.5.3.1.1) */

static void
check_server(const struct place *place, const struct value *value)
{
	struct url url;

	if (url_parse(value->text, &url) == -1 || url.rest[0] != '\0' ||
	    (!text_same(url.scheme, "smtp") && !text_same(url.scheme, "smtps")))
		place_wrong(place, value,
		    "expected a mail server, for example "
		    "\"smtp://mail.example.nl:587\" or "
		    "\"smtps://mail.example.nl\"");
}

/* "file:FOLDER", with the folder as seen from where this program stands. */
static const char *
locate_folder(const struct place *place, const char *folder)
{
	char *path = file_beside(place->mistakes->path, folder), *kept = NULL;
	size_t size;

	if (path == NULL) {
		place->keep->failed = true;
		return "";
	}
	size = sizeof(EML_SCHEME) + strlen(path);
	kept = keep_get(place->keep, size);
	if (kept != NULL)
		snprintf(kept, size, EML_SCHEME "%s", path);
	free(path);
	return kept == NULL ? "" : kept;
}

void
network_server(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	const char *folder = value->text + strlen(EML_SCHEME);

	*(const char **)field = value->text;
	if (!text_starts(value->text, EML_SCHEME))
		check_server(place, value);
	else if (folder[0] == '\0')
		place_wrong(place, value,
		    "names no folder; write for example \"file:mail\"");
	else
		*(const char **)field = locate_folder(place, folder);
}

void
network_backups(const struct place *place, void *field)
{
	texts_read(place, field, check_server);
}

static void
check_host(const struct place *place, const struct value *value)
{
	if (!url_is_host(value->text))
		place_wrong(place, value,
		    "expected the name of a host and nothing else, "
		    "for example \"app.example.nl\"");
}

void
network_host(const struct place *place, void *field)
{
	*(const char **)field = place->setting->first->text;
	check_host(place, place->setting->first);
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

/* Whether it can be called: https or http, and nothing for a browser. */
static bool
is_callable(const char *text, struct url *url)
{
	return url_parse(text, url) == 0 && strchr(url->rest, '#') == NULL &&
	    (text_same(url->scheme, "https") || text_same(url->scheme, "http"));
}

void
network_webhook(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct url url;

	*(const char **)field = value->text;
	if (!is_callable(value->text, &url))
		place_wrong(place, value,
		    "expected the address that takes pop-ups, for example "
		    "\"https://app.example.nl/twofold\"");
}

void
network_ping(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct url url;

	*(const char **)field = value->text;
	if (!is_callable(value->text, &url))
		place_wrong(place, value,
		    "expected the address that is called after each run, for "
		    "example \"https://watch.example.nl/ping/twofold\"");
	else if (text_same(url.scheme, "http") && !url_is_loopback(url.host))
		place_wrong(place, value,
		    "others on the way could read it and call it in our "
		    "place; write https:// (http:// is for this machine only)");
}

void
network_meeting(const struct place *place, void *field)
{
	const struct value *value = place->setting->first;
	struct url url;

	*(const char **)field = value->text;
	if (url_parse(value->text, &url) == -1 ||
	    !text_same(url.scheme, "https"))
		place_wrong(place, value,
		    "expected where people can watch it, for example "
		    "\"https://video.example.nl/2fa\"");
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

static void
check_mailbox(const struct place *place, const struct value *value)
{
	if (!is_mailbox(value->text))
		place_wrong(place, value,
		    "expected one mail address, without name or blanks, for "
		    "example \"2fa@example.nl\"");
}

void
network_mailbox(const struct place *place, void *field)
{
	*(const char **)field = place->setting->first->text;
	check_mailbox(place, place->setting->first);
}

void
network_mailboxes(const struct place *place, void *field)
{
	texts_read(place, field, check_mailbox);
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
	texts_read(place, field, check_host);
}

void
network_subnets(const struct place *place, void *field)
{
	struct subnet *subnets =
	    keep_get(place->keep, place->setting->count * sizeof(*subnets));
	const struct value *value;
	size_t n = 0;

	if (subnets == NULL)
		return;
	for (value = place->setting->first; value != NULL;
	     value = value->next) {
		if (subnet_read(value->text, &subnets[n++]) == -1)
			place_wrong(place, value,
			    "expected addresses in numbers, for example "
			    "\"192.0.2.7\", \"10.0.0.0/8\" or "
			    "\"2001:db8::/32\"");
	}
	*(const struct subnet **)field = subnets;
	*place->count = n;
}
