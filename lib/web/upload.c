#include <string.h>

#include "base/text.h"
#include "enrol/visit.h"
#include "web/proposal.h"
#include "web/upload.h"

#define WHOLE "whole"
#define NAME_ELSE "list.csv" /* of a file whose name says nothing */

/* The file's own name, without the folders that some browsers send. */
static void
name_of(const struct form_file *file, char name[OFFER_NAME_MAX + 1])
{
	const char *own = file->name, *c;

	for (c = file->name; *c != '\0'; c++) {
		if (*c == '/' || *c == '\\')
			own = c + 1;
	}
	if (*own == '\0' || strlen(own) > OFFER_NAME_MAX ||
	    text_has_control(own))
		own = NAME_ELSE;
	memcpy(name, own, strlen(own) + 1);
}

static int
make(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	const struct form *form = &call->request->form;
	struct offer offer;
	int rc;

	if (form->file.data == NULL || form->file.len == 0)
		return proposal_none(
		    call, session, PROPOSAL_EMPTY, answer, err);
	if (form->file.len > OFFER_TEXT_MAX)
		return proposal_none(
		    call, session, PROPOSAL_LARGE, answer, err);
	offer_init(&offer);
	offer.person = session->visit.person.id;
	offer.expires_at = call->desk.now + VISIT_SECONDS;
	offer.whole = form_value(form, WHOLE) != NULL;
	name_of(&form->file, offer.name);
	buf_add(&offer.text, form->file.data, form->file.len);
	rc = offer.text.failed
	    ? err_memory(err)
	    : proposal_try(call, session, &offer, PROPOSAL_NONE, answer, err);
	offer_free(&offer);
	return rc;
}

int
upload_make(const struct call *call, struct answer *answer, struct err *err)
{
	/* Without the rest of the form nobody is known. */
	if (call->request->body_too_large)
		return proposal_large(call, answer, err);
	return proposal_run(call, make, answer, err);
}
