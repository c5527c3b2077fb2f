#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "base/hash.h"
#include "store/person.h"
#include "web/caller.h"
#include "web/porter.h"
#include "web/trouble.h"

#define SCHEME "Bearer "

/* Whether to go on with a call: the answer is filled when not. */
enum step_result {
	GO_ON,
	ANSWERED,
	BROKEN
};

static enum step_result
problem(struct answer *answer, unsigned int status, const char *title,
    const char *detail)
{
	trouble_problem(answer, status, title, detail);
	return ANSWERED;
}

static enum step_result
check_key(struct caller *caller, enum scope scope, struct answer *answer,
    struct err *err)
{
	const struct call *call = caller->call;
	const char *given = request_value(call->request, HEADER_AUTHORIZATION);
	enum lookup lookup = LOOKUP_NONE;
	struct hostkey hostkey;

	if (strncasecmp(given, SCHEME, strlen(SCHEME)) == 0)
		lookup = porter_find(call->web->porter, call->desk.db,
		    given + strlen(SCHEME), &hostkey, err);
	if (lookup == LOOKUP_FAILED)
		return BROKEN;
	if (lookup == LOOKUP_NONE) {
		answer_header(
		    answer, "WWW-Authenticate", "Bearer realm=\"twofold\"");
		return problem(answer, 401, "Unauthorized",
		    "Authorization: Bearer and the host app's key are needed.");
	}
	if ((hostkey.scopes & 1U << scope) == 0)
		return problem(answer, 403, "Forbidden",
		    "The key is not for this call; see key list.");
	memcpy(caller->actor, CALLER_ACTOR, sizeof(CALLER_ACTOR) - 1);
	memcpy(caller->actor + sizeof(CALLER_ACTOR) - 1, hostkey.name,
	    sizeof(hostkey.name));
	caller->desk = call->desk;
	caller->desk.actor = caller->actor;
	return GO_ON;
}

static enum step_result
read_body(struct caller *caller, struct answer *answer)
{
	const struct request *request = caller->call->request;
	const struct buf *body = &request->body;

	if (!request_has_type(request, "application/json"))
		return problem(answer, 415, "Unsupported Media Type",
		    "The body has to be application/json.");
	caller->body =
	    json_loadb(body->data, body->len, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(caller->body))
		return problem(answer, 400, "Bad Request",
		    "The body is not a JSON object.");
	return GO_ON;
}

static enum step_result
find_person(struct caller *caller, enum calling_about about,
    struct answer *answer, struct err *err)
{
	const struct request *request = caller->call->request;
	const char *ref = request->method == METHOD_GET
	    ? request->user
	    : caller_text(caller, "user", REF_MAX);
	enum lookup lookup;

	if (ref == NULL || ref[0] == '\0' || strlen(ref) > REF_MAX)
		return problem(answer, 400, "Bad Request",
		    "user is missing, or is no text of 1 to 64 bytes.");
	lookup = about == ABOUT_FOOTING
	    ? gatebook_find(caller->call->web->book, &caller->desk, ref,
		  &caller->footing, err)
	    : person_find(caller->desk.db, ref, &caller->person, err);
	if (lookup == LOOKUP_FAILED)
		return BROKEN;
	if (lookup == LOOKUP_NONE)
		return problem(
		    answer, 404, "Not Found", "There is no such user.");
	return GO_ON;
}

/* Everything that comes before what a call is about. */
static enum step_result
begin(struct caller *caller, const struct calling *calling,
    struct answer *answer, struct err *err)
{
	enum step_result result =
	    check_key(caller, calling->scope, answer, err);

	if (result == GO_ON && caller->call->request->method == METHOD_POST)
		result = read_body(caller, answer);
	if (result == GO_ON && calling->about != ABOUT_NOBODY)
		result = find_person(caller, calling->about, answer, err);
	return result;
}

int
caller_serve(const struct call *call, const struct calling *calling,
    struct answer *answer, struct err *err)
{
	struct caller caller = {.call = call};
	int rc = -1;

	switch (begin(&caller, calling, answer, err)) {
	case GO_ON:
		rc = calling->action(&caller, answer, err);
		break;
	case ANSWERED:
		rc = 0;
		break;
	case BROKEN:
		break;
	}
	json_decref(caller.body);
	return rc;
}

const char *
caller_text(const struct caller *caller, const char *name, size_t max)
{
	const json_t *value = json_object_get(caller->body, name);

	if (!json_is_string(value) || json_string_length(value) > max)
		return NULL;
	return json_string_value(value);
}

bool
caller_has(const struct caller *caller, const char *name)
{
	return json_object_get(caller->body, name) != NULL;
}

void
caller_answer(struct answer *answer, unsigned int status)
{
	answer->status = status;
	answer->type = "application/json";
	answer_header(answer, "Cache-Control", "no-store");
	answer_header(answer, "X-Content-Type-Options", "nosniff");
}

int
caller_send(
    struct answer *answer, unsigned int status, json_t *object, struct err *err)
{
	char *text = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);

	json_decref(object);
	if (text == NULL)
		return err_memory(err);
	caller_answer(answer, status);
	buf_text(&answer->body, text);
	buf_char(&answer->body, '\n');
	hash_wipe(text, strlen(text));
	free(text);
	return 0;
}

const char *
caller_key(const struct caller *caller, char key[REPLAY_KEY_MAX + 1])
{
	const char *given =
	    request_value(caller->call->request, HEADER_IDEMPOTENCY_KEY);
	size_t len = strlen(given), i;

	key[0] = '\0';
	if (len == 0)
		return key;
	if (len > 1 && given[0] == '"' && given[len - 1] == '"') {
		given++;
		len -= 2;
	}
	if (len == 0 || len > REPLAY_KEY_MAX)
		return NULL;
	for (i = 0; i < len; i++) {
		if (given[i] <= ' ' || given[i] > '~' || given[i] == '"')
			return NULL;
	}
	memcpy(key, given, len);
	key[len] = '\0';
	return key;
}

int
caller_mixed_up(struct answer *answer, const char *detail)
{
	problem(answer, 422, "Unprocessable Content", detail);
	return 0;
}

int
caller_refuse(struct answer *answer, const char *detail)
{
	problem(answer, 400, "Bad Request", detail);
	return 0;
}

int
caller_missing(struct answer *answer, const char *detail)
{
	problem(answer, 404, "Not Found", detail);
	return 0;
}
