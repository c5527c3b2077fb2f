#include "base/hash.h"
#include "enrol/enrolment.h"
#include "enrol/visit.h"
#include "web/checkup.h"
#include "web/complaint.h"
#include "web/cookie.h"
#include "web/linked.h"
#include "web/session.h"
#include "web/trouble.h"
#include "web/typing.h"
#include "web/wait.h"
#include "web/wayback.h"

#define FIELD "code"

int
checkup_already(const struct call *call, const struct person *person,
    struct answer *answer, struct err *err)
{
	char token[LINK_SIZE];
	struct page page;

	if (visit_token(&call->desk, person, LINK_ENROL, token, err) == -1 ||
	    page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	page_aid_of(&page, token);
	value_set(page.data, "token", token);
	return page_send(&page, 200, "page-already.html", "", answer, err);
}

static void
fill(struct page *page, const char *account, const struct complaint *complaint,
    const char *token)
{
	complaint_fill(page, account, complaint);
	value_set(page->data, "token", token);
}

static int
show(const struct call *call, const struct person *person,
    struct complaint *complaint, struct answer *answer, struct err *err)
{
	struct throttle throttle;
	struct page page;

	if (throttle_get(call->desk.db, person->id, THROTTLE_CODE, &throttle,
		err) == -1 ||
	    page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	page_aid_of(&page, call->parameter);
	complaint->mistake =
	    wait_mistake(&throttle, call->desk.now, complaint->mistake);
	fill(&page, person->ref, complaint, call->parameter);
	if (wait_fill(&page, &throttle, person->id, answer, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(
	    &page, complaint->status, "page-check.html", "", answer, err);
}

static int
show_first(const struct call *call, const struct person *person,
    struct answer *answer, struct err *err)
{
	struct complaint none = {200, MISTAKE_NONE, 0, 0};

	return show(call, person, &none, answer, err);
}

int
checkup_page(const struct call *call, struct answer *answer, struct err *err)
{
	return linked_run(call, true, show_first, answer, err);
}

/* It works; whoever wants can make a new key now. */
static int
show_done(const struct call *call, const struct person *person, bool recovery,
    struct answer *answer, struct err *err)
{
	char token[LINK_SIZE];
	struct page page;

	if (visit_token(&call->desk, person, LINK_RENEW, token, err) == -1 ||
	    page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_aid_of(&page, call->parameter);
	value_set(page.data, "token", token);
	value_set_bool(page.data, "recovery", recovery);
	return page_send(&page, 200, "page-checked.html", "", answer, err);
}

static int
answer_typed(const struct call *call, const struct person *person,
    struct answer *answer, struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	char digits[TOTP_DIGITS + 1] = "", letters[RECOVERY_LETTERS + 1] = "";
	struct complaint complaint = {422, MISTAKE_NONE, 0, 0};
	struct verdict verdict;
	bool recovery;
	int rc = -1;

	recovery = typed != NULL && recovery_normalise(typed, letters);
	if (!recovery) {
		complaint.mistake = typing_judge(
		    typed == NULL ? "" : typed, digits, &complaint.count);
		if (complaint.mistake != MISTAKE_NONE)
			return show(call, person, &complaint, answer, err);
	}
	if (verify_code(&call->desk, person, recovery ? letters : digits,
		call->desk.now, &verdict, err) == -1)
		goto out;
	if (verdict.result == VERIFY_ACCEPTED) {
		rc = show_done(call, person, recovery, answer, err);
	} else if (verdict.result == VERIFY_NOT_ENROLLED) {
		rc = trouble_answer(call, TROUBLE_LINK, answer, err);
	} else {
		complaint = complaint_of(&verdict);
		rc = show(call, person, &complaint, answer, err);
	}
out:
	hash_wipe(digits, sizeof(digits));
	hash_wipe(letters, sizeof(letters));
	return rc;
}

int
checkup_typed(const struct call *call, struct answer *answer, struct err *err)
{
	return linked_run(call, true, answer_typed, answer, err);
}

int
checkup_renew(const struct call *call, struct answer *answer, struct err *err)
{
	char cookie[LINK_SIZE] = "";
	struct visit visit;
	int rc = -1;

	switch (
	    visit_renew(&call->desk, call->parameter, &visit, cookie, err)) {
	case VISIT_FAILED:
		break;
	case VISIT_INVALID:
		rc = trouble_answer(call, TROUBLE_LINK, answer, err);
		break;
	case VISIT_OK:
		if (enrolment_renew(&call->desk, &visit.person, err) ==
		    ENROLMENT_FAILED)
			break;
		answer_cookie(answer, COOKIE_SESSION, cookie);
		wayback_forget(answer);
		page_redirect(call, "/enrol/key", answer);
		rc = 0;
		break;
	}
	hash_wipe(cookie, sizeof(cookie));
	return rc;
}

int
checkup_specimen_already(struct page *page, unsigned int state, struct err *err)
{
	(void)state;
	(void)err;
	value_set(page->data, "token", "token");
	return 0;
}

int
checkup_specimen_code(struct page *page, unsigned int state, struct err *err)
{
	bool many = state >= MISTAKES;
	const struct complaint complaint = {
	    422, (enum mistake)(state % MISTAKES), 7, 300};

	(void)err;
	fill(page, "kim", &complaint, "token");
	wait_show(page, many ? "14:05" : "", many ? "472-109-3816" : "");
	return 0;
}

int
checkup_specimen_done(struct page *page, unsigned int state, struct err *err)
{
	(void)err;
	value_set(page->data, "token", "token");
	value_set_bool(page->data, "recovery", state > 0);
	return 0;
}
