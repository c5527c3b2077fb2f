#include "enrol/visit.h"
#include "store/contact.h"
#include "store/organisation.h"
#include "web/aid.h"
#include "web/page.h"
#include "web/session.h"

static void
fill(struct page *page, const char *organisation, const char *contact)
{
	page_address(page);
	page_aid(page, "");
	value_set(page->data, "organisation", organisation);
	value_set(page->data, "contact", contact);
}

/* Answers for an organisation; "" for one that is not known. */
static int
show(const struct call *call, const struct person *person,
    const struct organisation *organisation, struct answer *answer,
    struct err *err)
{
	char contact[CONTACT_MAX + 1] = "";
	struct page page;

	if (organisation->id != 0 &&
	    contact_get(call->desk.db, organisation->id, contact, err) == -1)
		return -1;
	if (page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	fill(&page, organisation->name, contact);
	return page_send(&page, 200, "page-aid.html", "", answer, err);
}

/* For whose link or session it is; VISIT_INVALID: for nobody in particular. */
static int
show_visit(const struct call *call, enum visit_result result,
    const struct visit *visit, struct answer *answer, struct err *err)
{
	const struct organisation nowhere = {.id = 0};

	switch (result) {
	case VISIT_FAILED:
		return -1;
	case VISIT_INVALID:
		return show(call, NULL, &nowhere, answer, err);
	case VISIT_OK:
		break;
	}
	return show(call, &visit->person, &visit->organisation, answer, err);
}

int
aid_page(const struct call *call, struct answer *answer, struct err *err)
{
	struct organisation organisation = {.id = 0};
	const char *ref = call->request->organisation;
	struct visit visit;

	if (ref == NULL)
		return show_visit(call, session_visit(call, &visit, err),
		    &visit, answer, err);
	/* One that nobody knows gives the page without. */
	if (organisation_find(call->desk.db, ref, &organisation, err) ==
	    LOOKUP_FAILED)
		return -1;
	return show(call, NULL, &organisation, answer, err);
}

int
aid_of_link(const struct call *call, struct answer *answer, struct err *err)
{
	enum visit_result result;
	struct visit visit;

	result = visit_by_link(&call->desk, call->parameter, &visit, err);
	return result == VISIT_INVALID
	    ? aid_page(call, answer, err)
	    : show_visit(call, result, &visit, answer, err);
}

int
aid_specimen(struct page *page, unsigned int state, struct err *err)
{
	(void)err;
	fill(page, "De Linde", state == 0 ? "" : "Kim Bos");
	return 0;
}
