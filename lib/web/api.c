#include <jansson.h>

#include "base/hash.h"
#include "base/text.h"
#include "enrol/again.h"
#include "enrol/declare.h"
#include "enrol/doorman.h"
#include "enrol/receipt.h"
#include "enrol/verify.h"
#include "store/person.h"
#include "web/api.h"
#include "web/caller.h"
#include "web/wait.h"

/* Bytes of the figures: some 50,000 institutions. */
#define ADOPTION_MAX (16 * 1024 * 1024)

#define RECEIPT_MAX 64 /* bytes; a good one has 32 */
#define CODE_MAX 64    /* bytes; six digits, however spaced */

/* The pop-up of the person's stage, for who asks for it. */
static int
gate_popup(const struct caller *caller, const struct gate *gate,
    struct buf *popup, struct err *err)
{
	const struct writers *writers = &caller->call->web->writers;
	const char *wanted = caller->call->request->popup;
	struct person person;

	if (wanted == NULL || !text_same(wanted, "1") ||
	    gate->decision != DECISION_NUDGE || writers->popup == NULL)
		return 0;
	switch (
	    person_get(caller->desk.db, caller->footing.person, &person, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_NONE:
		return 0;
	case LOOKUP_FOUND:
		break;
	}
	return writers->popup(
	    writers->context, &caller->desk, &person, NULL, popup, err);
}

static int
gate(const struct caller *caller, struct answer *answer, struct err *err)
{
	struct buf popup;
	struct gate gate;
	int rc = -1;

	buf_init(&popup, WRITERS_POPUP_MAX);
	caller_answer(answer, 200);
	if (gate_decide(&caller->desk, &caller->footing, &gate, err) == -1 ||
	    gate_popup(caller, &gate, &popup, err) == -1 ||
	    doorman_write(&caller->desk, &caller->footing, &gate,
		popup.len > 0 ? popup.data : NULL, &answer->body, err) == -1)
		goto out;
	buf_char(&answer->body, '\n');
	rc = 0;
out:
	buf_wipe(&popup);
	return rc;
}

int
api_gate(const struct call *call, struct answer *answer, struct err *err)
{
	static const struct calling calling = {SCOPE_GATE, ABOUT_FOOTING, gate};

	return caller_serve(call, &calling, answer, err);
}

/* "at" is when the verdict was given. */
static int
send_verdict(const struct verdict *verdict, int64_t at, struct answer *answer,
    struct err *err)
{
	json_t *wait = verdict->retry_at != 0
	    ? json_integer(wait_seconds(verdict->retry_at, at))
	    : json_null();

	return caller_send(answer, 200,
	    json_pack("{s:s, s:o}", "result", verify_name(verdict->result),
		"retry_after", wait),
	    err);
}

static int
verify_again(const struct caller *caller, const char *code, const char *key,
    struct answer *answer, struct err *err)
{
	struct verdict verdict;
	int64_t at;

	switch (again_verify(
	    &caller->desk, &caller->person, code, key, &verdict, &at, err)) {
	case AGAIN_ANSWERED:
		return send_verdict(&verdict, at, answer, err);
	case AGAIN_OTHER:
		return caller_mixed_up(answer,
		    "The Idempotency-Key was another call's; each call has its "
		    "own.");
	case AGAIN_FAILED:
		break;
	}
	return -1;
}

static int
verify(const struct caller *caller, struct answer *answer, struct err *err)
{
	const char *code = caller_text(caller, "code", CODE_MAX), *key;
	char given[REPLAY_KEY_MAX + 1];
	struct verdict verdict;

	if (code == NULL)
		return caller_refuse(answer,
		    "code is missing, or is no text of at most 64 bytes.");
	key = caller_key(caller, given);
	if (key == NULL)
		return caller_refuse(answer,
		    "Idempotency-Key is none of 1 to 128 visible characters.");
	if (key[0] != '\0')
		return verify_again(caller, code, key, answer, err);
	if (verify_code(&caller->desk, &caller->person, code, caller->desk.now,
		&verdict, err) == -1)
		return -1;
	return send_verdict(&verdict, caller->desk.now, answer, err);
}

int
api_verify(const struct call *call, struct answer *answer, struct err *err)
{
	static const struct calling calling = {
	    SCOPE_VERIFY, ABOUT_PERSON, verify};

	return caller_serve(call, &calling, answer, err);
}

static int
ticket(const struct caller *caller, struct answer *answer, struct err *err)
{
	const char *return_to = "";
	char text[TICKET_SIZE] = "";
	int rc = -1;

	if (caller_has(caller, "return_to"))
		return_to = caller_text(caller, "return_to", TICKET_RETURN_MAX);
	switch (return_to == NULL ? TICKET_BAD_RETURN
				  : ticket_make(&caller->desk, &caller->person,
					return_to, text, err)) {
	case TICKET_MADE:
		rc = caller_send(answer, 201,
		    json_pack("{s:s++, s:i}", "url",
			caller->desk.config->enrol.base_url, "/t/", text,
			"expires_in", TICKET_SECONDS),
		    err);
		break;
	case TICKET_BAD_RETURN:
		rc = caller_refuse(
		    answer, "return_to is not at a host of enrol.return_to.");
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
	static const struct calling calling = {
	    SCOPE_TICKETS, ABOUT_PERSON, ticket};

	return caller_serve(call, &calling, answer, err);
}

static int
receipt(const struct caller *caller, struct answer *answer, struct err *err)
{
	const char *text = caller_text(caller, "receipt", RECEIPT_MAX);
	bool good;

	if (text == NULL)
		return caller_refuse(answer,
		    "receipt is missing, or is no text of at most 64 bytes.");
	if (receipt_take(&caller->desk, &caller->person, text, &good, err) ==
	    -1)
		return -1;
	return caller_send(answer, 200,
	    json_pack("{s:s}", "result", good ? "enrolled" : "unknown"), err);
}

int
api_receipts(const struct call *call, struct answer *answer, struct err *err)
{
	static const struct calling calling = {
	    SCOPE_TICKETS, ABOUT_PERSON, receipt};

	return caller_serve(call, &calling, answer, err);
}

static int
enrolled(const struct caller *caller, struct answer *answer, struct err *err)
{
	const char *method = caller_text(caller, "method", LABEL_MAX);
	char has[LABEL_MAX + 1];

	if (method == NULL || !declare_is_method(method))
		return caller_refuse(answer,
		    "method is missing, or is no name of 1 to 32 characters of "
		    "a-z, 0-9, - and _ other than totp.");
	if (declare_enrolled(
		&caller->desk, caller->person.id, method, has, err) == -1)
		return -1;
	return caller_send(answer, 200, json_pack("{s:s}", "method", has), err);
}

int
api_enrolled(const struct call *call, struct answer *answer, struct err *err)
{
	static const struct calling calling = {
	    SCOPE_ENROLLED, ABOUT_PERSON, enrolled};

	return caller_serve(call, &calling, answer, err);
}

static int
adoption(const struct caller *caller, struct answer *answer, struct err *err)
{
	const struct writers *writers = &caller->call->web->writers;

	caller_answer(answer, 200);
	/* A line for each institution may be longer than a page. */
	answer->body.max = ADOPTION_MAX;
	return writers->adoption(&caller->desk, &answer->body, err);
}

int
api_adoption(const struct call *call, struct answer *answer, struct err *err)
{
	static const struct calling calling = {
	    SCOPE_ADOPTION, ABOUT_NOBODY, adoption};

	return caller_serve(call, &calling, answer, err);
}
