#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "web/answer.h"
#include "web/cookie.h"

void
answer_init(struct answer *answer)
{
	*answer = (struct answer){.status = 200, .type = "text/plain"};
	buf_init(&answer->body, ANSWER_BODY_MAX);
}

void
answer_free(struct answer *answer)
{
	size_t i;

	for (i = 0; i < answer->count; i++) {
		hash_wipe(
		    answer->headers[i].value, strlen(answer->headers[i].value));
		free(answer->headers[i].value);
	}
	buf_wipe(&answer->body);
	answer_init(answer);
}

void
answer_header(struct answer *answer, const char *name, const char *value)
{
	struct answer_header *header;

	if (answer->count == ANSWER_HEADERS || text_has_control(value)) {
		answer->failed = true;
		return;
	}
	header = &answer->headers[answer->count];
	header->name = name;
	header->value = text_copy(value);
	if (header->value == NULL)
		answer->failed = true;
	else
		answer->count++;
}

void
answer_cookie(struct answer *answer, const char *name, const char *value)
{
	struct buf text;

	buf_init(&text, ANSWER_VALUE_MAX);
	cookie_write(&text, name, value);
	if (text.failed)
		answer->failed = true;
	else
		answer_header(answer, "Set-Cookie", text.data);
	buf_wipe(&text);
}

const char *
answer_value(const struct answer *answer, const char *name)
{
	size_t i;

	for (i = 0; i < answer->count; i++) {
		if (text_same(answer->headers[i].name, name))
			return answer->headers[i].value;
	}
	return NULL;
}

void
answer_redirect(struct answer *answer, const char *location)
{
	answer->status = 303;
	answer_header(answer, "Location", location);
	answer_header(answer, "Cache-Control", "no-store");
	answer_header(answer, "Referrer-Policy", "no-referrer");
}
