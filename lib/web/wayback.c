#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "enrol/receipt.h"
#include "web/cookie.h"
#include "web/wayback.h"

void
wayback_keep(struct answer *answer, const char *url, const char *ticket)
{
	char value[ENCODE_BASE64URL_SIZE(TICKET_RETURN_MAX)];

	encode_base64url((const uint8_t *)url, strlen(url), value);
	answer_cookie(answer, COOKIE_RETURN, value);
	answer_cookie(answer, COOKIE_TICKET, url[0] == '\0' ? "" : ticket);
}

/*
 * Scheme, host and port stand in a policy, so nothing else may be in them that
 * means something there.
 */
static int
origin_of(const char *url, char origin[WAYBACK_ORIGIN_SIZE])
{
	const char *host = strstr(url, "://");
	size_t len;

	if (host == NULL)
		return -1;
	len = (size_t)(host - url) + 3;
	len += strspn(url + len,
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789.-:");
	if (len >= WAYBACK_ORIGIN_SIZE || strchr("/?#", url[len]) == NULL)
		return -1;
	memcpy(origin, url, len);
	origin[len] = '\0';
	return 0;
}

static void
read_return(const struct request *request, char url[TICKET_RETURN_MAX + 1])
{
	char value[ENCODE_BASE64URL_SIZE(TICKET_RETURN_MAX)];
	int len = 0;

	if (cookie_read(request_value(request, HEADER_COOKIE), COOKIE_RETURN,
		value, sizeof(value)) == 0)
		len =
		    decode_base64url(value, (uint8_t *)url, TICKET_RETURN_MAX);
	url[len > 0 ? len : 0] = '\0';
}

void
wayback_read(const struct call *call, char url[TICKET_RETURN_MAX + 1],
    char origin[WAYBACK_ORIGIN_SIZE])
{
	origin[0] = '\0';
	read_return(call->request, url);
	if (!ticket_return_allowed(call->web->config, url) ||
	    origin_of(url, origin) == -1)
		url[0] = '\0';
}

/* The ticket or the receipt, whichever is there by now; "" for none. */
static void
read_ticket(const struct call *call, char out[TICKET_SIZE])
{
	cookie_read(request_value(call->request, HEADER_COOKIE), COOKIE_TICKET,
	    out, TICKET_SIZE);
}

void
wayback_enrolled(
    const struct call *call, const struct person *person, struct answer *answer)
{
	char ticket[TICKET_SIZE], receipt[RECEIPT_SIZE] = "";
	struct err err;

	read_ticket(call, ticket);
	/* Whatever goes wrong: then the host app asks for a code. */
	if (ticket[0] != '\0' &&
	    receipt_make(&call->desk, person, ticket, receipt, &err) == 0)
		answer_cookie(answer, COOKIE_TICKET, receipt);
	hash_wipe(receipt, sizeof(receipt));
}

void
wayback_go(const struct call *call, const char *url, struct answer *answer)
{
	char receipt[TICKET_SIZE], place[RECEIPT_URL_SIZE];

	read_ticket(call, receipt);
	receipt_url(url, receipt, place);
	answer_redirect(answer, place);
	hash_wipe(receipt, sizeof(receipt));
	hash_wipe(place, sizeof(place));
}

void
wayback_forget(struct answer *answer)
{
	answer_cookie(answer, COOKIE_RETURN, "");
	answer_cookie(answer, COOKIE_TICKET, "");
}
