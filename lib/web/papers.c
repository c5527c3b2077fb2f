#include "base/text.h"
#include "web/inside.h"
#include "web/papers.h"

#define KIND "kind"
#define CARDS "cards"
#define HANDOUTS_MAX (8 * 1024 * 1024) /* bytes; some 5,000 sheets */

static int
hand_out(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	const struct visit *visit = &session->visit;
	const char *kind = form_value(&call->request->form, KIND);
	char actor[STEWARD_ACTOR_SIZE];
	struct desk own = steward_desk(&call->desk, visit, actor);

	/* Names are on them. */
	if (kind == NULL || !call->web->config->digest.names)
		return inside_nobody(call, STEWARD_NOBODY, answer, err);
	answer->body.max = HANDOUTS_MAX;
	if (call->web->writers.handouts(call->web->writers.context, &own,
		&visit->organisation, text_same(kind, CARDS), "/team",
		&answer->body, err) == -1)
		return -1;
	if (answer->body.len == 0)
		page_redirect(call, "/team", answer);
	else
		page_paper(answer);
	return 0;
}

int
papers_make(const struct call *call, struct answer *answer, struct err *err)
{
	return inside_run(call, hand_out, answer, err);
}
