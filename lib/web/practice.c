#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "otp/totp.h"
#include "render/templates.h"
#include "web/code.h"
#include "web/complaint.h"
#include "web/key.h"
#include "web/practice.h"
#include "web/typing.h"
#include "web/wait.h"

#define FIELD "code"
#define PURPOSE "twofold practice"
#define WINDOW 1        /* steps on either side, as for a real code */
#define ISSUER_SIZE 256 /* bytes of a product's name and a word */

/* The same key for everybody: nothing is ever opened with it. */
static int
make_key(const struct call *call, const char *id, uint8_t key[TOTP_KEY_SIZE],
    struct err *err)
{
	uint8_t derived[HASH_SIZE];

	if (keyring_derive(call->web->keys, id, PURPOSE, derived, err) == -1)
		return -1;
	memcpy(key, derived, TOTP_KEY_SIZE);
	hash_wipe(derived, sizeof(derived));
	return 0;
}

/* How a password manager shows it, so that it is not taken for the real one. */
static const char *
word(const struct page *page)
{
	return catalogue_get(
	    templates_catalogue(page->call->web->templates, page->language),
	    "practice");
}

static int
fill_key(struct page *page, const uint8_t key[TOTP_KEY_SIZE], struct err *err)
{
	char issuer[ISSUER_SIZE];

	value_set_bool(page->data, "practice", true);
	snprintf(issuer, sizeof(issuer), "%s %s",
	    page->call->web->config->campaign.product, word(page));
	return key_fill(page, issuer, word(page), key, err);
}

int
practice_page(const struct call *call, struct answer *answer, struct err *err)
{
	return page_plain(call, NULL, 200, "page-practice.html", answer, err);
}

int
practice_key(const struct call *call, struct answer *answer, struct err *err)
{
	uint8_t key[TOTP_KEY_SIZE];
	struct page page;

	if (make_key(call, NULL, key, err) == -1 ||
	    page_open(&page, call, NULL, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	if (fill_key(&page, key, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(&page, 200, "page-key.html", "", answer, err);
}

static void
fill_code(struct page *page, const struct complaint *complaint)
{
	value_set_bool(page->data, "practice", true);
	complaint_fill(page, word(page), complaint);
	wait_show(page, "", "");
}

static int
show_code(const struct call *call, const struct complaint *complaint,
    struct answer *answer, struct err *err)
{
	struct page page;

	if (page_open(&page, call, NULL, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	fill_code(&page, complaint);
	return page_send(
	    &page, complaint->status, "page-code.html", "", answer, err);
}

int
practice_code(const struct call *call, struct answer *answer, struct err *err)
{
	const struct complaint none = {200, MISTAKE_NONE, 0, 0};

	return show_code(call, &none, answer, err);
}

/* Codes as one gets them, which nobody will know of. */
static int
fill_done(struct page *page, struct err *err)
{
	char codes[RECOVERY_CODES][RECOVERY_SIZE];
	size_t i;

	for (i = 0; i < RECOVERY_CODES; i++) {
		if (recovery_make(codes[i]) == -1)
			return err_set(
			    err, ERR_INTERNAL, "no random bytes to be had");
	}
	value_set_bool(page->data, "practice", true);
	code_fill_done(page, codes, word(page), false);
	return 0;
}

static int
show_done(const struct call *call, struct answer *answer, struct err *err)
{
	struct page page;

	if (page_open(&page, call, NULL, STEP_NONE, err) == -1)
		return -1;
	if (fill_done(&page, err) == -1) {
		page_free(&page);
		return -1;
	}
	return page_send(&page, 200, "page-done.html", "", answer, err);
}

/* As of a person whose first code it is, with the key of one master key. */
static int
judge_under(const struct call *call, const char *id,
    const char digits[TOTP_DIGITS + 1], struct verdict *verdict,
    struct err *err)
{
	uint8_t key[TOTP_KEY_SIZE];
	uint64_t step = 0;

	if (make_key(call, id, key, err) == -1)
		return -1;
	*verdict = (struct verdict){.result = VERIFY_WRONG};
	switch (totp_check(key, sizeof(key), digits, call->desk.now, WINDOW,
	    &step, &verdict->drift)) {
	case TOTP_ACCEPTED:
		verdict->result = VERIFY_ACCEPTED;
		break;
	case TOTP_CLOCK:
		verdict->result = VERIFY_CLOCK;
		break;
	case TOTP_USED:
	case TOTP_WRONG:
		break;
	case TOTP_FAILED:
		return err_set(err, ERR_INTERNAL, "a code cannot be computed");
	}
	return 0;
}

/* Of the key that was shown; the master key may be another one since then. */
static int
judge(const struct call *call, const char digits[TOTP_DIGITS + 1],
    struct verdict *verdict, struct err *err)
{
	const struct keyring_ids *ids = keyring_ids(call->web->keys);
	size_t i;

	*verdict = (struct verdict){.result = VERIFY_WRONG};
	for (i = 0; i < ids->count; i++) {
		if (judge_under(call, ids->id[i], digits, verdict, err) == -1)
			return -1;
		if (verdict->result != VERIFY_WRONG)
			break;
	}
	return 0;
}

int
practice_typed(const struct call *call, struct answer *answer, struct err *err)
{
	const char *typed = form_value(&call->request->form, FIELD);
	struct complaint complaint = {422, MISTAKE_NONE, 0, 0};
	char digits[TOTP_DIGITS + 1];
	struct verdict verdict;

	complaint.mistake =
	    typing_judge(typed == NULL ? "" : typed, digits, &complaint.count);
	if (complaint.mistake != MISTAKE_NONE)
		return show_code(call, &complaint, answer, err);
	if (judge(call, digits, &verdict, err) == -1)
		return -1;
	if (verdict.result == VERIFY_ACCEPTED)
		return show_done(call, answer, err);
	complaint = complaint_of(&verdict);
	return show_code(call, &complaint, answer, err);
}

int
practice_specimen_key(struct page *page, unsigned int state, struct err *err)
{
	const uint8_t key[TOTP_KEY_SIZE] = {0};

	(void)state;
	return fill_key(page, key, err);
}

int
practice_specimen_code(struct page *page, unsigned int state, struct err *err)
{
	const struct complaint complaint = {422, (enum mistake)state, 7, 300};

	(void)err;
	fill_code(page, &complaint);
	return 0;
}

int
practice_specimen_done(struct page *page, unsigned int state, struct err *err)
{
	(void)state;
	return fill_done(page, err);
}
