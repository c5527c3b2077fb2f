#include <ctype.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <curl/curl.h>

#include "base/text.h"
#include "deliver/mailbox.h"

#define LOCAL_MAX 64   /* bytes; RFC 5321, section 4.5.3.1.1 */
#define DOMAIN_MAX 255 /* bytes; RFC 5321, section 4.5.3.1.2 */

static bool
is_ascii(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text > 0x7f)
			return false;
	}
	return true;
}

/* A dot-atom (RFC 5322, section 3.2.3), with letters of RFC 6531. */
static bool
is_local(const char *text, size_t len)
{
	size_t i;

	if (len == 0 || len > LOCAL_MAX || text[0] == '.' ||
	    text[len - 1] == '.' || !text_is_utf8(text, len))
		return false;
	for (i = 0; i < len; i++) {
		if (text[i] == '.' && text[i + 1] == '.')
			return false;
		if (!isalnum((unsigned char)text[i]) &&
		    (unsigned char)text[i] < 0x80 &&
		    strchr("!#$%&'*+-/=?^_`{|}~.", text[i]) == NULL)
			return false;
	}
	return true;
}

static bool
is_domain(const char *text)
{
	size_t len = strlen(text), i;

	if (len == 0 || len > DOMAIN_MAX || text[0] == '.' ||
	    strstr(text, "..") != NULL)
		return false;
	for (i = 0; i < len; i++) {
		if (!isalnum((unsigned char)text[i]) && text[i] != '-' &&
		    text[i] != '.')
			return false;
	}
	return true;
}

/*
 * The domain in A-labels, to free with curl_free; NULL when it has none.
 * libcurl takes a name to be in the locale's encoding, which is ASCII unless
 * the program asked for another.
 */
static char *
a_label(const char *domain)
{
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	locale_t before = (locale_t)0;
	CURLU *url = curl_url();
	char *host = NULL;

	if (url == NULL || utf8 == (locale_t)0)
		goto out;
	before = uselocale(utf8);
	if (curl_url_set(url, CURLUPART_HOST, domain, 0) != CURLUE_OK ||
	    curl_url_get(url, CURLUPART_HOST, &host, CURLU_PUNYCODE) !=
		CURLUE_OK)
		host = NULL;
	uselocale(before);
out:
	curl_url_cleanup(url);
	if (utf8 != (locale_t)0)
		freelocale(utf8);
	return host;
}

enum mailbox
mailbox_read(const char *address, char out[MAILBOX_SIZE])
{
	const char *at = strrchr(address, '@'), *domain;
	enum mailbox kind = MAILBOX_BAD;
	char *label = NULL;
	size_t len;

	if (at == NULL || !is_local(address, (size_t)(at - address)))
		return MAILBOX_BAD;
	len = (size_t)(at - address);
	domain = at + 1;
	if (!text_is_utf8(domain, strlen(domain)))
		goto out;
	if (!is_ascii(domain))
		domain = label = a_label(domain);
	if (domain == NULL || !is_domain(domain))
		goto out;
	snprintf(out, MAILBOX_SIZE, "%.*s@%s", (int)len, address, domain);
	kind = is_ascii(out) ? MAILBOX_ASCII : MAILBOX_UTF8;
out:
	curl_free(label);
	return kind;
}
