#include "base/clock.h"
#include "base/text.h"
#include "web/aid.h"
#include "web/checkup.h"
#include "web/code.h"
#include "web/door.h"
#include "web/key.h"
#include "web/later.h"
#include "web/practice.h"
#include "web/proof.h"
#include "web/proposal.h"
#include "web/specimen.h"
#include "web/start.h"
#include "web/team.h"
#include "web/trouble.h"
#include "web/welcome.h"

#define PAGE_MAX (256 * 1024) /* bytes, as of an answer */

/* All pages; those that show nothing of their own have no specimen. */
static const struct kind {
	const char *name;
	enum step step;
	unsigned int states;
	specimen *fill;
} kinds[] = {
    {"page-welcome.html", STEP_WELCOME, WELCOME_SPECIMENS, welcome_specimen},
    {"page-later.html", STEP_NONE, LATER_SPECIMENS, later_specimen},
    {"page-proof.html", STEP_PROOF, PROOF_SPECIMENS, proof_specimen},
    {"page-key.html", STEP_KEY, KEY_SPECIMENS, key_specimen},
    {"page-code.html", STEP_CODE, CODE_SPECIMENS, code_specimen},
    {"page-done.html", STEP_NONE, CODE_SPECIMENS_DONE, code_specimen_done},
    {"page-team-door.html", STEP_NONE, DOOR_SPECIMENS, door_specimen},
    {"page-team.html", STEP_NONE, TEAM_SPECIMENS, team_specimen},
    {"page-team-leave.html", STEP_NONE, 1, team_specimen_leave},
    {"page-team-done.html", STEP_NONE, TEAM_SPECIMENS_DONE, team_specimen_done},
    {"page-team-list.html", STEP_NONE, PROPOSAL_SPECIMENS, proposal_specimen},
    {"page-already.html", STEP_NONE, 1, checkup_specimen_already},
    {"page-check.html", STEP_NONE, CHECKUP_SPECIMENS, checkup_specimen_code},
    {"page-checked.html", STEP_NONE, CHECKUP_SPECIMENS_DONE,
	checkup_specimen_done},
    {"page-practice.html", STEP_NONE, 1, NULL},
    {"page-key.html", STEP_NONE, 1, practice_specimen_key},
    {"page-code.html", STEP_NONE, PRACTICE_SPECIMENS, practice_specimen_code},
    {"page-done.html", STEP_NONE, 1, practice_specimen_done},
    {"page-bye.html", STEP_NONE, 1, NULL},
    {"page-crowd.html", STEP_NONE, 1, trouble_specimen},
    {"page-error.html", STEP_NONE, 1, NULL},
    {"page-expired.html", STEP_NONE, 1, NULL},
    {"page-invalid.html", STEP_NONE, 1, NULL},
    {"page-missing.html", STEP_NONE, 1, NULL},
    {"page-refused.html", STEP_NONE, 1, NULL},
    {"page-start.html", STEP_NONE, START_SPECIMENS, start_specimen},
    {"page-aid.html", STEP_NONE, AID_SPECIMENS, aid_specimen},
    {"page-ticket.html", STEP_NONE, 1, NULL},
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

bool
specimen_knows(const char *name)
{
	size_t i;

	for (i = 0; i < KINDS; i++) {
		if (text_same(kinds[i].name, name))
			return true;
	}
	return false;
}

static int
write_page(const struct call *call, const struct kind *kind, unsigned int state,
    struct buf *out, struct err *err)
{
	const struct person person = {.ref = "kim", .name = "Kim Bos"};
	struct page page;
	int rc = -1;

	if (page_open(&page, call, &person, kind->step, err) == -1)
		return -1;
	page.strict = true;
	page_offer_languages(&page);
	value_set(page.data, "root", "..");
	if (kind->fill == NULL || kind->fill(&page, state, err) == 0)
		rc = page_render(&page, kind->name, out, err);
	page_free(&page);
	return rc;
}

/* How many states there are of a name before this kind of page. */
static unsigned int
states_before(const struct kind *kind)
{
	unsigned int count = 0;
	const struct kind *k;

	for (k = kinds; k < kind; k++)
		count += text_same(k->name, kind->name) ? k->states : 0;
	return count;
}

static int
write_state(const struct call *call, const struct kind *kind,
    unsigned int state, const struct specimen_shelf *shelf, struct err *err)
{
	struct buf text;
	const struct specimen_page page = {.language = call->language,
	    .name = kind->name,
	    .number = states_before(kind) + state,
	    .text = &text};
	int rc;

	buf_init(&text, PAGE_MAX);
	rc = write_page(call, kind, state, &text, err);
	if (rc == 0 && shelf != NULL)
		rc = shelf->put(shelf->context, &page, err);
	buf_free(&text);
	return rc;
}

static void
write_language(const struct call *call, const struct specimen_shelf *shelf,
    struct buf *mistakes, struct err *first)
{
	const struct kind *kind;
	unsigned int state;
	struct err err;

	for (kind = kinds; kind < kinds + KINDS; kind++) {
		for (state = 0; state < kind->states; state++) {
			if (write_state(call, kind, state, shelf, &err) == 0)
				continue;
			buf_line_once(mistakes, err.text);
			if (first->kind == ERR_NONE)
				*first = err;
		}
	}
}

int
specimen_write(const struct web *web, const struct specimen_shelf *shelf,
    struct buf *mistakes, struct err *err)
{
	const struct campaign *campaign = &web->config->campaign;
	struct err first = {ERR_NONE, ""};
	struct request request;
	struct call call = {.web = web,
	    .request = &request,
	    .parameter = "",
	    .desk = {.config = web->config, .now = clock_now(web->clock)}};
	size_t i;

	if (request_init(&request, "GET", "/") == -1)
		return err_memory(err);
	for (i = 0; i < campaign->language_count; i++) {
		call.language = campaign->languages[i];
		write_language(&call, shelf, mistakes, &first);
	}
	request_free(&request);
	if (first.kind != ERR_NONE)
		*err = first;
	return first.kind == ERR_NONE ? 0 : -1;
}
