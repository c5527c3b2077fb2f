#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "base/day.h"
#include "base/hash.h"
#include "base/text.h"
#include "enrol/gate.h"
#include "enrol/invitation.h"
#include "enrol/ticket.h"
#include "enrol/verify.h"
#include "store/hostkey.h"
#include "store/person.h"
#include "web/api.h"
#include "web/wait.h"
#include "web/trouble.h"

#define SCHEME "Bearer "
#define ACTOR_SIZE (sizeof("host:") + LABEL_MAX)
#define CODE_MAX 64 /* bytes; six digits, however they were spaced */
#define URL_MAX 1024

/* A call that came with a good key. */
struct caller {
	struct desk desk;
	char actor[ACTOR_SIZE];
	json_t *body; /* NULL for GET */
	struct person person;
};

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
check_key(const struct call *call, struct caller *caller, struct answer *answer,
    struct err *err)
{
	const char *given = request_value(call->request, HEADER_AUTHORIZATION);
	enum lookup lookup = LOOKUP_NONE;
	char name[LABEL_MAX + 1];

	if (strncasecmp(given, SCHEME, strlen(SCHEME)) == 0)
		lookup = hostkey_find(
		    call->desk.db, given + strlen(SCHEME), name, err);
	if (lookup == LOOKUP_FAILED)
		return BROKEN;
	if (lookup == LOOKUP_NONE) {
		answer_header(
		    answer, "WWW-Authenticate", "Bearer realm=\"twofold\"");
		return problem(answer, 401, "Unauthorized",
		    "Authorization: Bearer and the host app's key are needed.");
	}
	caller->desk = call->desk;
	snprintf(caller->actor, sizeof(caller->actor), "host:%s", name);
	caller->desk.actor = caller->actor;
	return GO_ON;
}

static enum step_result
read_body(const struct call *call, struct caller *caller, struct answer *answer)
{
	const struct buf *body = &call->request->body;

	if (!request_has_type(call->request, "application/json"))
		return problem(answer, 415, "Unsupported Media Type",
		    "The body has to be application/json.");
	caller->body =
	    json_loadb(body->data, body->len, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(caller->body))
		return problem(answer, 400, "Bad Request",
		    "The body is not a JSON object.");
	return GO_ON;
}

/* A text of the body of at most "max" bytes, NULL when there is none. */
static const char *
member(const struct caller *caller, const char *name, size_t max)
{
	const json_t *value = json_object_get(caller->body, name);

	if (!json_is_string(value) || json_string_length(value) > max)
		return NULL;
	return json_string_value(value);
}

static enum step_result
find_person(const struct call *call, struct caller *caller,
    struct answer *answer, struct err *err)
{
	const char *ref = call->request->method == METHOD_GET
	    ? call->request->user
	    : member(caller, "user", REF_MAX);
	enum lookup lookup;

	if (ref == NULL || ref[0] == '\0')
		return problem(answer, 400, "Bad Request",
		    "user is missing, or is no text of 1 to 64 bytes.");
	lookup = person_find(call->desk.db, ref, &caller->person, err);
	if (lookup == LOOKUP_FAILED)
		return BROKEN;
	if (lookup == LOOKUP_NONE)
		return problem(
		    answer, 404, "Not Found", "There is no such user.");
	return GO_ON;
}

/* Everything that comes before what a call is about. */
static enum step_result
caller_open(const struct call *call, struct caller *caller,
    struct answer *answer, struct err *err)
{
	enum step_result result;

	memset(caller, 0, sizeof(*caller));
	result = check_key(call, caller, answer, err);
	if (result == GO_ON && call->request->method == METHOD_POST)
		result = read_body(call, caller, answer);
	if (result == GO_ON)
		result = find_person(call, caller, answer, err);
	return result;
}

/* Takes "object", which is NULL when it could not be made. */
static int
send(
    struct answer *answer, unsigned int status, json_t *object, struct err *err)
{
	char *text = NULL;
	int rc = -1;

	if (object != NULL)
		text = json_dumps(object, JSON_COMPACT);
	if (text == NULL) {
		err_memory(err);
		goto out;
	}
	answer->status = status;
	answer->type = "application/json";
	answer_header(answer, "Cache-Control", "no-store");
	answer_header(answer, "X-Content-Type-Options", "nosniff");
	buf_text(&answer->body, text);
	buf_char(&answer->body, '\n');
	rc = 0;
out:
	if (text != NULL)
		hash_wipe(text, strlen(text));
	free(text);
	json_decref(object);
	return rc;
}

/* Runs what a call is about once everything before it is in order. */
static int
serve(const struct call *call,
    int (*action)(
	const struct caller *, struct answer *answer, struct err *err),
    struct answer *answer, struct err *err)
{
	struct caller caller;
	int rc = -1;

	switch (caller_open(call, &caller, answer, err)) {
	case GO_ON:
		rc = action(&caller, answer, err);
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

static int
gate(const struct caller *caller, struct answer *answer, struct err *err)
{
	char deadline[DAY_TEXT_SIZE];
	struct buf url;
	struct gate gate;
	int rc = -1;

	buf_init(&url, URL_MAX);
	if (gate_decide(&caller->desk, &caller->person, &gate, err) == -1)
		goto out;
	if (caller->person.enrolled_at == 0 &&
	    invitation_url(&caller->desk, &caller->person, &url, err) == -1)
		goto out;
	day_text(gate.deadline_day, deadline);
	rc = send(answer, 200,
	    json_pack("{s:s, s:s?, s:s, s:I, s:n, s:b}", "decision",
		model_decision(gate.decision), "enrol_url",
		url.len > 0 ? url.data : NULL, "deadline", deadline,
		"days_left", (json_int_t)gate.days_left, "popup", "later",
		(int)gate.later),
	    err);
out:
	buf_wipe(&url);
	return rc;
}

int
api_gate(const struct call *call, struct answer *answer, struct err *err)
{
	return serve(call, gate, answer, err);
}

static int
verify(const struct caller *caller, struct answer *answer, struct err *err)
{
	const char *code = member(caller, "code", CODE_MAX);
	struct verdict verdict;
	json_t *wait;

	if (code == NULL) {
		problem(answer, 400, "Bad Request",
		    "code is missing, or is no text of at most 64 bytes.");
		return 0;
	}
	if (verify_code(&caller->desk, &caller->person, code, caller->desk.now,
		&verdict, err) == -1)
		return -1;
	if (verdict.retry_at != 0)
		wait = json_integer(
		    wait_seconds(verdict.retry_at, caller->desk.now));
	else
		wait = json_null();
	return send(answer, 200,
	    json_pack("{s:s, s:o}", "result", verify_name(verdict.result),
		"retry_after", wait),
	    err);
}

int
api_verify(const struct call *call, struct answer *answer, struct err *err)
{
	return serve(call, verify, answer, err);
}

static int
ticket(const struct caller *caller, struct answer *answer, struct err *err)
{
	const char *return_to = "";
	char text[TICKET_SIZE] = "";
	int rc = -1;

	if (json_object_get(caller->body, "return_to") != NULL)
		return_to = member(caller, "return_to", TICKET_RETURN_MAX);
	switch (return_to == NULL ? TICKET_BAD_RETURN
				  : ticket_make(&caller->desk, &caller->person,
					return_to, text, err)) {
	case TICKET_MADE:
		rc = send(answer, 201,
		    json_pack("{s:s++, s:i}", "url",
			caller->desk.config->enrol.base_url, "/t/", text,
			"expires_in", TICKET_SECONDS),
		    err);
		break;
	case TICKET_BAD_RETURN:
		problem(answer, 400, "Bad Request",
		    "return_to is not at a host of enrol.return_to.");
		rc = 0;
		break;
	case TICKET_FAILED:
		break;
	}
	hash_wipe(text, sizeof(text));
	return rc;
}

int
api_tickets(const struct call *call, struct answer *answer, struct err *err)
{
	return serve(call, ticket, answer, err);
}

int
api_health(const struct call *call, struct answer *answer, struct err *err)
{
	int64_t one = 0;

	if (db_number(call->desk.db, err, &one,
		"SELECT count(*) FROM organisation", DB_NONE) == -1) {
		log_write(call->web->log, LOG_ERROR, "healthz: %s", err->text);
		trouble_problem(answer, 503, "Service Unavailable",
		    "The database does not answer.");
		return 0;
	}
	return send(answer, 200, json_pack("{s:s}", "status", "ok"), err);
}
