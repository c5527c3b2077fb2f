#include "web/page.h"
#include "web/route.h"
#include "web/trouble.h"
#include "web/wait.h"

struct kind {
	unsigned int status;
	const char *page;
	const char *title;
	const char *detail;
};

static const struct kind kinds[] = {
    [TROUBLE_LINK] = {404, "page-invalid.html", "Not Found", ""},
    [TROUBLE_SESSION] = {403, "page-expired.html", "Forbidden", ""},
    [TROUBLE_PATH] = {404, "page-missing.html", "Not Found",
	"There is nothing at this address."},
    [TROUBLE_METHOD] = {405, "page-refused.html", "Method Not Allowed",
	"This address does not know the method."},
    [TROUBLE_FORM] = {400, "page-refused.html", "Bad Request",
	"The body is not a form."},
    [TROUBLE_ORIGIN] = {403, "page-refused.html", "Forbidden",
	"The form is from another site."},
    [TROUBLE_SIZE] = {413, "page-refused.html", "Content Too Large",
	"The body is larger than 16 KB."},
    [TROUBLE_LATER] = {503, "page-error.html", "Service Unavailable",
	"Try again in some seconds."},
    [TROUBLE_OURS] = {500, "page-error.html", "Internal Server Error",
	"The server's log says more."},
};

int
trouble_answer(const struct call *call, enum trouble trouble,
    struct answer *answer, struct err *err)
{
	const struct kind *kind = &kinds[trouble];

	if (!route_is_api(call->request->path))
		return page_plain(
		    call, NULL, kind->status, kind->page, answer, err);
	trouble_problem(answer, kind->status, kind->title, kind->detail);
	return 0;
}

int
trouble_crowd(const struct call *call, int64_t retry_at, struct answer *answer,
    struct err *err)
{
	const struct throttle throttle = {.retry_at = retry_at};
	struct page page;

	if (page_open(&page, call, NULL, STEP_NONE, err) == -1)
		return -1;
	if (wait_fill(&page, &throttle, 0, answer, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(&page, 429, "page-crowd.html", "", answer, err);
}

int
trouble_specimen(struct page *page, unsigned int state, struct err *err)
{
	(void)state;
	(void)err;
	wait_show(page, "14:05", "");
	return 0;
}

void
trouble_problem(struct answer *answer, unsigned int status, const char *title,
    const char *detail)
{
	answer->status = status;
	answer->type = "application/problem+json";
	answer_header(answer, "Cache-Control", "no-store");
	answer_header(answer, "X-Content-Type-Options", "nosniff");
	buf_format(&answer->body,
	    "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%u,"
	    "\"detail\":\"%s\"}\n",
	    title, status, detail);
}

void
trouble_bare(struct answer *answer)
{
	answer->status = 500;
	answer->type = "text/plain; charset=utf-8";
	answer_header(answer, "Cache-Control", "no-store");
	buf_text(&answer->body, "500 Internal Server Error\n");
}
