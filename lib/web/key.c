#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "enrol/enrolment.h"
#include "otp/qr.h"
#include "otp/uri.h"
#include "web/key.h"
#include "web/page.h"
#include "web/session.h"
#include "web/trouble.h"

#define URI_MAX 2048            /* bytes; both names escaped throughout */
#define MANUAL_MAX (16 * 1024)  /* bytes of what is said of one manager */
#define FILE_SIZE 64            /* bytes of a template's name */
#define PICTURE_MAX (64 * 1024) /* bytes of SVG; a usual one has 12 KB */

/* The letters in groups, without blanks that would be copied with them. */
static void
add_groups(struct page *page, const uint8_t key[TOTP_KEY_SIZE])
{
	struct value *groups = value_set_list(page->data, "groups");
	char text[URI_GROUP_SIZE(TOTP_KEY_SIZE)], *at = text, *blank;

	uri_group(key, TOTP_KEY_SIZE, text);
	while ((blank = strchr(at, ' ')) != NULL) {
		*blank = '\0';
		value_add_text(groups, at);
		at = blank + 1;
	}
	value_add_text(groups, at);
	hash_wipe(text, sizeof(text));
}

/* What to do in each password manager, from a template of its own. */
static int
add_managers(struct page *page, struct err *err)
{
	const struct enrol_settings *enrol = &page->call->web->config->enrol;
	struct value *list = value_set_list(page->data, "managers");
	char file[FILE_SIZE];
	struct buf manual;
	size_t i;
	int rc = 0;

	buf_init(&manual, MANUAL_MAX);
	for (i = 0; rc == 0 && i < enrol->manager_count; i++) {
		snprintf(
		    file, sizeof(file), "manager-%s.html", enrol->managers[i]);
		buf_clear(&manual);
		rc = page_render(page, file, &manual, err);
		value_add_text(list, manual.data);
	}
	buf_free(&manual);
	return rc;
}

/* The key in every way at once: picture, link and letters. */
static int
fill(struct page *page, const char *account, const uint8_t key[TOTP_KEY_SIZE],
    struct err *err)
{
	const char *product = page->call->web->config->campaign.product;
	struct buf uri, picture;
	int rc = -1;

	buf_init(&uri, URI_MAX);
	buf_init(&picture, PICTURE_MAX);
	if (uri_write(product, account, key, TOTP_KEY_SIZE, &uri) == -1) {
		err_set(err, ERR_INTERNAL,
		    "the address of a key is longer than %d bytes", URI_MAX);
		goto out;
	}
	if (qr_svg(uri.data, "QR-code", &picture, err) == -1)
		goto out;
	value_set(page->data, "uri", uri.data);
	value_set(page->data, "qr", picture.data);
	value_set(page->data, "account", account);
	add_groups(page, key);
	rc = add_managers(page, err);
out:
	buf_wipe(&uri);
	buf_wipe(&picture);
	return rc;
}

static int
show(const struct call *call, struct session *session, struct answer *answer,
    struct err *err)
{
	const struct person *person = &session->visit.person;
	uint8_t key[TOTP_KEY_SIZE] = {0};
	struct page page = {.data = NULL};
	int rc = -1;

	switch (enrolment_key(&call->desk, person, key, err)) {
	case ENROLMENT_OK:
		break;
	case ENROLMENT_DONE:
		return page_plain(
		    call, person, 200, "page-already.html", answer, err);
	case ENROLMENT_NONE:
		return trouble_answer(call, TROUBLE_SESSION, answer, err);
	case ENROLMENT_FAILED:
		return -1;
	}
	if (page_open(&page, call, person, STEP_KEY, err) == -1 ||
	    fill(&page, person->ref, key, err) == -1)
		goto out;
	page_offer_languages(&page);
	rc = page_send(&page, 200, "page-key.html", "", answer, err);
out:
	page_free(&page);
	hash_wipe(key, sizeof(key));
	return rc;
}

int
key_page(const struct call *call, struct answer *answer, struct err *err)
{
	return session_run(call, true, show, answer, err);
}

int
key_specimen(struct page *page, unsigned int state, struct err *err)
{
	const uint8_t key[TOTP_KEY_SIZE] = {0};

	(void)state;
	return fill(page, "kim", key, err);
}
