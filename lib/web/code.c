#include <stdio.h>

#include "base/clock.h"
#include "base/hash.h"
#include "enrol/enrolment.h"
#include "web/code.h"
#include "web/complaint.h"
#include "web/session.h"
#include "web/trouble.h"
#include "web/typing.h"
#include "web/wait.h"
#include "web/wayback.h"

#define FIELD "code"

static int
show(const struct call *call, const struct session *session,
    struct complaint *complaint, struct answer *answer, struct err *err)
{
	const struct person *person = &session->visit.person;
	struct throttle throttle;
	struct page page;

	if (throttle_get(call->desk.db, person->id, THROTTLE_CODE, &throttle,
		err) == -1 ||
	    page_open(&page, call, person, STEP_CODE, err) == -1)
		return -1;
	page_offer_languages(&page);
	session_fill(session->csrf, &page);
	complaint->mistake =
	    wait_mistake(&throttle, call->desk.now, complaint->mistake);
	complaint_fill(&page, person->ref, complaint);
	if (wait_fill(&page, &throttle, person->id, answer, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(
	    &page, complaint->status, "page-code.html", "", answer, err);
}

void
code_fill_done(struct page *page, char codes[RECOVERY_CODES][RECOVERY_SIZE],
    const char *account, bool returns)
{
	struct value *list = value_set_list(page->data, "codes");
	size_t i;

	value_set(page->data, "account", account);
	value_set_bool(page->data, "returns", returns);
	for (i = 0; i < RECOVERY_CODES; i++)
		value_add_text(list, codes[i]);
}

/* The last page: the recovery codes, and the button that signs out. */
static int
show_done(const struct call *call, const struct session *session,
    char codes[RECOVERY_CODES][RECOVERY_SIZE], struct answer *answer,
    struct err *err)
{
	const struct person *person = &session->visit.person;
	char url[TICKET_RETURN_MAX + 1], origin[WAYBACK_ORIGIN_SIZE];
	struct page page;

	if (page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	session_fill(session->csrf, &page);
	wayback_read(call, url, origin);
	code_fill_done(&page, codes, person->ref, url[0] != '\0');
	return page_send(&page, 200, "page-done.html", origin, answer, err);
}

static int
show_first(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	struct complaint none = {200, MISTAKE_NONE, 0, 0};

	return show(call, session, &none, answer, err);
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
	struct complaint complaint = complaint_of(verdict);

	return show(call, session, &complaint, answer, err);
}

static int
answer_typed(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	char codes[RECOVERY_CODES][RECOVERY_SIZE] = {""};
	struct verdict verdict = {.result = VERIFY_FAILED};
	struct complaint slip = {422, MISTAKE_NONE, 0, 0};
	char digits[TOTP_DIGITS + 1];
	int rc = -1;

	/* A slip of the fingers is no guess, so it does not count as one. */
	slip.mistake =
	    typing_judge(typed == NULL ? "" : typed, digits, &slip.count);
	if (slip.mistake != MISTAKE_NONE)
		return show(call, session, &slip, answer, err);
	if (enrolment_confirm(&call->desk, &session->visit.person, digits,
		&verdict, codes, err) == -1)
		goto out;
	rc = 0;
	if (verdict.result == VERIFY_ACCEPTED && !session->visit.renews)
		wayback_enrolled(call, &session->visit.person, answer);
	if (verdict.result == VERIFY_ACCEPTED)
		rc = show_done(call, session, codes, answer, err);
	else if (verdict.result == VERIFY_NOT_ENROLLED)
		page_redirect(call, "/enrol/key", answer);
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

int
code_specimen(struct page *page, unsigned int state, struct err *err)
{
	bool many = state >= MISTAKES;
	struct complaint complaint = {.mistake = state % MISTAKES,
	    .count = 7,
	    .drift = many ? CLOCK_MINUTE : -5 * CLOCK_MINUTE};

	(void)err;
	session_fill("token", page);
	complaint_fill(page, "kim", &complaint);
	wait_show(page, many ? "14:05" : "", many ? "472-109-3816" : "");
	return 0;
}

int
code_specimen_done(struct page *page, unsigned int state, struct err *err)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE];
	size_t i;

	(void)err;
	for (i = 0; i < RECOVERY_CODES; i++)
		snprintf(codes[i], RECOVERY_SIZE, "K7MP-4Q2X-9DRT-3B%zuA", i);
	session_fill("token", page);
	code_fill_done(page, codes, "kim", state > 0);
	return 0;
}
