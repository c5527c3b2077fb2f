#ifndef DELIVER_MIME_H
#define DELIVER_MIME_H

#include <stdint.h>

#include <curl/curl.h>

#include "base/err.h"
#include "model.h"

/* Who writes; the texts belong to whoever made it. */
struct mime_sender {
	const char *address;
	const char *name;     /* "" for none */
	const char *reply_to; /* "" for none */
};

/*
 * The header fields of a mail (RFC 5322, RFC 3834), to free with
 * curl_slist_free_all.  NULL with "err" (ERR_DATA) when a value has a control
 * character, is not UTF-8 or is longer than a header takes, or an address is
 * none that mail could be sent to; or without memory (ERR_INTERNAL).
 */
struct curl_slist *mime_header(const struct mail *mail,
    const struct mime_sender *sender, int64_t now, struct err *err);

/*
 * The body: multipart/alternative, the text before the HTML, both in UTF-8 and
 * quoted-printable.  To free with curl_mime_free, before the handle.  NULL with
 * "err" without memory.
 */
curl_mime *mime_body(CURL *easy, const struct mail *mail, struct err *err);

#endif
