#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "render/templates.h"
#include "web/front.h"
#include "web/look.h"

#define STYLE "style.css"
#define TAG_BYTES 16 /* of the hash; two stylesheets will not have the same */

int
front_write(const struct web *web, struct buf *out, struct err *err)
{
	const char *style = templates_text(web->templates, STYLE, err);

	if (style == NULL)
		return -1;
	buf_text(out, style);
	look_style(&web->config->look, out);
	return out->failed ? err_memory(err) : 0;
}

int
front_style(const struct call *call, struct answer *answer, struct err *err)
{
	const char *asked = request_value(call->request, HEADER_IF_NONE_MATCH);
	char tag[2 + ENCODE_HEX_SIZE(TAG_BYTES)],
	    hex[ENCODE_HEX_SIZE(TAG_BYTES)];
	uint8_t hash[HASH_SIZE];
	struct buf *body = &answer->body;

	if (front_write(call->web, body, err) == -1)
		return -1;
	if (hash_sha256(body->data, body->len, hash) == -1)
		return err_set(err, ERR_INTERNAL,
		    "%s: its hash cannot be computed", STYLE);
	encode_hex(hash, TAG_BYTES, hex);
	snprintf(tag, sizeof(tag), "\"%s\"", hex);
	answer->type = "text/css; charset=utf-8";
	answer_header(answer, "ETag", tag);
	answer_header(answer, "Cache-Control", "max-age=3600");
	answer_header(answer, "X-Content-Type-Options", "nosniff");
	if (text_same(asked, tag)) {
		answer->status = 304;
		buf_clear(body);
	}
	return 0;
}
