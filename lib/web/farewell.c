#include "web/cookie.h"
#include "web/farewell.h"
#include "web/guard.h"
#include "web/page.h"
#include "web/session.h"
#include "web/trouble.h"
#include "web/wayback.h"

/* The form's token is enough: someone may read the last page for an hour. */
static bool
is_ours(const struct call *call)
{
	char cookie[LINK_SIZE];

	return cookie_read(request_value(call->request, HEADER_COOKIE),
		   COOKIE_SESSION, cookie, sizeof(cookie)) == 0 &&
	    guard_fits(call->web->keys, cookie,
		form_value(&call->request->form, "csrf"));
}

int
farewell_finish(const struct call *call, struct answer *answer, struct err *err)
{
	char url[TICKET_RETURN_MAX + 1], origin[WAYBACK_ORIGIN_SIZE];

	if (!is_ours(call))
		return trouble_answer(call, TROUBLE_SESSION, answer, err);
	wayback_read(call, url, origin);
	answer_cookie(answer, COOKIE_SESSION, "");
	wayback_forget(answer);
	/* Not "cookies": those of the host app beside us would go as well. */
	answer_header(answer, "Clear-Site-Data", "\"cache\", \"storage\"");
	if (url[0] != '\0')
		wayback_go(call, url, answer);
	else
		page_redirect(call, "/bye", answer);
	return 0;
}

int
farewell_page(const struct call *call, struct answer *answer, struct err *err)
{
	return page_plain(call, NULL, 200, "page-bye.html", answer, err);
}
