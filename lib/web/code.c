#include "base/hash.h"
#include "enrol/enrolment.h"
#include "web/code.h"
#include "web/page.h"
#include "web/wait.h"
#include "web/session.h"
#include "web/trouble.h"

#define FIELD "code"
#define MINUTE 60 /* seconds */

static int
show(const struct call *call, const struct session *session,
    unsigned int status, enum mistake mistake, const struct verdict *verdict,
    struct answer *answer, struct err *err)
{
	int64_t off = verdict->drift < 0 ? -verdict->drift : verdict->drift;
	struct page page;

	if (page_open(&page, call, &session->visit.person, STEP_CODE, err) ==
	    -1)
		return -1;
	page_offer_languages(&page);
	session_fill(session, &page);
	page_mistake(&page, mistake);
	/* Half a minute is rounded to a whole one. */
	off = (off + MINUTE / 2) / MINUTE;
	value_set_number(page.data, "minutes", off);
	value_set_bool(page.data, "one", off == 1);
	value_set_bool(page.data, "ahead", verdict->drift > 0);
	if (status == 429 && verdict->retry_at != 0)
		wait_fill(&page, verdict->retry_at, answer);
	return page_send(&page, status, "page-code.html", "", answer, err);
}

/* The last page: the recovery codes, and the button that signs out. */
static int
show_done(const struct call *call, const struct session *session,
    char codes[RECOVERY_CODES][RECOVERY_SIZE], struct answer *answer,
    struct err *err)
{
	char url[TICKET_RETURN_MAX + 1], origin[SESSION_ORIGIN_SIZE];
	struct value *list;
	struct page page;
	size_t i;

	if (page_open(&page, call, &session->visit.person, STEP_NONE, err) ==
	    -1)
		return -1;
	session_fill(session, &page);
	session_return(call, url, origin);
	value_set_bool(page.data, "returns", url[0] != '\0');
	list = value_set_list(page.data, "codes");
	for (i = 0; i < RECOVERY_CODES; i++)
		value_add_text(list, codes[i]);
	return page_send(&page, 200, "page-done.html", origin, answer, err);
}

static int
show_first(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	struct verdict none = {.result = VERIFY_WRONG};

	return show(call, session, 200, MISTAKE_NONE, &none, answer, err);
}

int
code_page(const struct call *call, struct answer *answer, struct err *err)
{
	return session_run(call, true, show_first, answer, err);
}

static int
show_refusal(const struct call *call, const struct session *session,
    const struct verdict *verdict, struct answer *answer, struct err *err)
{
	static const struct {
		unsigned int status;
		enum mistake mistake;
	} refusals[] = {
	    [VERIFY_WRONG] = {422, MISTAKE_WRONG},
	    [VERIFY_CLOCK] = {422, MISTAKE_CLOCK},
	    [VERIFY_THROTTLED] = {429, MISTAKE_WAIT},
	    [VERIFY_BLOCKED] = {429, MISTAKE_BLOCKED},
	};
	enum mistake mistake = refusals[verdict->result].mistake;

	if (verdict->used)
		mistake = MISTAKE_USED;
	return show(call, session, refusals[verdict->result].status, mistake,
	    verdict, answer, err);
}

static int
answer_typed(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	char codes[RECOVERY_CODES][RECOVERY_SIZE] = {""};
	struct verdict verdict = {.result = VERIFY_FAILED};
	char digits[TOTP_DIGITS + 1];
	int rc = -1;

	/* A slip of the fingers is no guess, so it does not count as one. */
	if (typed == NULL || !totp_normalise(typed, digits))
		return show(
		    call, session, 422, MISTAKE_DIGITS, &verdict, answer, err);
	if (enrolment_confirm(&call->desk, &session->visit.person, digits,
		&verdict, codes, err) == -1)
		goto out;
	if (verdict.result == VERIFY_ACCEPTED)
		rc = show_done(call, session, codes, answer, err);
	else if (verdict.result == VERIFY_NOT_ENROLLED)
		rc = trouble_answer(call, TROUBLE_SESSION, answer, err);
	else
		rc = show_refusal(call, session, &verdict, answer, err);
out:
	hash_wipe(codes, sizeof(codes));
	hash_wipe(digits, sizeof(digits));
	return rc;
}

int
code_typed(const struct call *call, struct answer *answer, struct err *err)
{
	return session_run(call, true, answer_typed, answer, err);
}
