#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "enrol/startcode.h"
#include "render/templates.h"
#include "web/front.h"
#include "web/page.h"
#include "web/wait.h"

#define FIELD "code"
#define STYLE "style.css"
#define TAG_BYTES 16 /* of the hash; two stylesheets will not have the same */

/* What was typed stays, to be compared with the paper. */
static int
show(const struct call *call, unsigned int status, enum mistake mistake,
    int64_t retry_at, struct answer *answer, struct err *err)
{
	struct page page;

	if (page_open(&page, call, NULL, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	page_mistake(&page, mistake);
	value_set(page.data, "typed", form_value(&call->request->form, FIELD));
	value_set(page.data, "time", "");
	if (mistake == MISTAKE_WAIT)
		wait_fill(&page, retry_at, answer);
	return page_send(&page, status, "page-start.html", "", answer, err);
}

int
front_page(const struct call *call, struct answer *answer, struct err *err)
{
	return show(call, 200, MISTAKE_NONE, 0, answer, err);
}

int
front_typed(const struct call *call, struct answer *answer, struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	char token[LINK_SIZE], path[sizeof("/e/") + LINK_SIZE];
	int64_t retry_at;

	if (typed == NULL || typed[strspn(typed, " \t")] == '\0')
		return show(call, 422, MISTAKE_EMPTY, 0, answer, err);
	switch (startcode_take(
	    &call->desk, typed, call->request->client, token, &retry_at, err)) {
	case STARTCODE_RIGHT:
		snprintf(path, sizeof(path), "/e/%s", token);
		page_redirect(call, path, answer);
		return 0;
	case STARTCODE_SLIP:
		return show(call, 422, MISTAKE_DIGITS, 0, answer, err);
	case STARTCODE_WRONG:
		return show(call, 422, MISTAKE_WRONG, 0, answer, err);
	case STARTCODE_WAIT:
		return show(call, 429, MISTAKE_WAIT, retry_at, answer, err);
	case STARTCODE_FAILED:
		break;
	}
	return -1;
}

int
front_style(const struct call *call, struct answer *answer, struct err *err)
{
	const char *asked = request_value(call->request, HEADER_IF_NONE_MATCH);
	const struct web *web = call->web;
	char tag[2 + ENCODE_HEX_SIZE(TAG_BYTES)],
	    hex[ENCODE_HEX_SIZE(TAG_BYTES)];
	uint8_t hash[HASH_SIZE];
	const char *style;

	style = templates_text(web->templates, STYLE, err);
	if (style == NULL)
		return -1;
	if (hash_sha256(style, strlen(style), hash) == -1)
		return err_set(err, ERR_INTERNAL,
		    "%s: its hash cannot be computed", STYLE);
	encode_hex(hash, TAG_BYTES, hex);
	snprintf(tag, sizeof(tag), "\"%s\"", hex);
	answer->type = "text/css; charset=utf-8";
	answer_header(answer, "ETag", tag);
	answer_header(answer, "Cache-Control", "max-age=3600");
	answer_header(answer, "X-Content-Type-Options", "nosniff");
	if (text_same(asked, tag))
		answer->status = 304;
	else
		buf_text(&answer->body, style);
	return 0;
}
