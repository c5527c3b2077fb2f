#include <string.h>

#include "enrol/startcode.h"
#include "web/page.h"
#include "web/start.h"
#include "web/wait.h"

#define FIELD "code"

/* What was typed stays, to be compared with the paper. */
static void
fill(struct page *page, const char *typed, enum mistake mistake)
{
	page_mistake(page, mistake);
	value_set(page->data, "typed", typed);
	wait_show(page, "", "");
}

static int
show(const struct call *call, unsigned int status, enum mistake mistake,
    int64_t retry_at, struct answer *answer, struct err *err)
{
	const struct throttle throttle = {.retry_at = retry_at};
	struct page page;

	if (page_open(&page, call, NULL, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	fill(&page, form_value(&call->request->form, FIELD), mistake);
	if (wait_fill(&page, &throttle, 0, answer, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(&page, status, "page-start.html", "", answer, err);
}

int
start_page(const struct call *call, struct answer *answer, struct err *err)
{
	return show(call, 200, MISTAKE_NONE, 0, answer, err);
}

int
start_typed(const struct call *call, struct answer *answer, struct err *err)
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
		return show(call, 422, MISTAKE_LETTERS, 0, answer, err);
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
start_specimen(struct page *page, unsigned int state, struct err *err)
{
	static const enum mistake mistakes[START_SPECIMENS] = {MISTAKE_NONE,
	    MISTAKE_EMPTY, MISTAKE_LETTERS, MISTAKE_WRONG, MISTAKE_WAIT};

	(void)err;
	fill(page, "7K4M-2QX9", mistakes[state]);
	if (mistakes[state] == MISTAKE_WAIT)
		wait_show(page, "14:05", "");
	return 0;
}
