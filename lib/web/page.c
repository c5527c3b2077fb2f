#include <ctype.h>
#include <stdio.h>

#include "base/text.h"
#include "config/config.h"
#include "render/facts.h"
#include "render/templates.h"
#include "web/language.h"
#include "web/page.h"
#include "web/policy.h"

#define PATH_SIZE 192 /* bytes of a path of ours with a language */
#define DAY_WORDS 200 /* bytes of a day in words */
#define PHONE_SIZE 64 /* characters of a number as it is dialled */
#define TAG_SIZE (sizeof("?taal=") + LANGUAGE_MAX)

static const char *const mistakes[MISTAKES] = {
    [MISTAKE_NONE] = "none",
    [MISTAKE_EMPTY] = "empty",
    [MISTAKE_FEW] = "few",
    [MISTAKE_MANY] = "many",
    [MISTAKE_LETTERS] = "letters",
    [MISTAKE_KEY] = "key",
    [MISTAKE_WRONG] = "wrong",
    [MISTAKE_USED] = "used",
    [MISTAKE_OLD] = "old",
    [MISTAKE_CLOCK] = "clock",
    [MISTAKE_WAIT] = "wait",
    [MISTAKE_BLOCKED] = "blocked",
};

static const char *
language_for(const struct call *call, const struct person *person)
{
	const struct campaign *campaign = &call->web->config->campaign;
	const char *language = NULL;

	if (call->language != NULL)
		language = language_of(campaign, call->language);
	if (language == NULL && person != NULL)
		language = language_of(campaign, person->language);
	if (language == NULL)
		language = language_accepted(campaign,
		    request_value(call->request, HEADER_ACCEPT_LANGUAGE));
	return language == NULL ? campaign->languages[0] : language;
}

/* "?taal=en" when English was asked for, to stay in it; else "". */
static void
language_query(const struct call *call, char out[TAG_SIZE])
{
	const char *language = NULL;

	if (call->language != NULL)
		language =
		    language_of(&call->web->config->campaign, call->language);
	snprintf(out, TAG_SIZE, "%s%s",
	    language == NULL ? "" : "?taal=", language == NULL ? "" : language);
}

/* A number as a "tel:" address has it: digits, and a plus in front. */
static void
dialled(const char *phone, char out[PHONE_SIZE])
{
	size_t n = 0;

	for (; *phone != '\0' && n < PHONE_SIZE - 1; phone++) {
		if (isdigit((unsigned char)*phone) || (*phone == '+' && n == 0))
			out[n++] = *phone;
	}
	out[n] = '\0';
}

static void
add_helpdesk(struct page *page)
{
	const struct config *config = page->call->web->config;
	struct value *helpdesk = value_set_object(page->data, "helpdesk");
	char number[PHONE_SIZE];

	dialled(config->helpdesk.phone, number);
	value_set(helpdesk, "name", config->helpdesk.name);
	value_set(helpdesk, "phone", config->helpdesk.phone);
	value_set(helpdesk, "dial", number);
	value_set(helpdesk, "mail", config->helpdesk.mail);
	value_set(helpdesk, "hours",
	    config_words(config, &config->helpdesk.hours, page->language));
}

/* "Step 2 of 4" and a mark for each. */
static void
add_steps(struct page *page, enum step step)
{
	bool asks = page->call->web->config->enrol.proof == PROOF_IDENTIFIER;
	int at = (int)step, count = STEP_CODE, i;
	struct value *steps, *marks, *mark;

	if (step == STEP_NONE) {
		value_set_bool(page->data, "steps", false);
		return;
	}
	if (!asks) {
		count--;
		if (step > STEP_PROOF)
			at--;
	}
	steps = value_set_object(page->data, "steps");
	value_set_number(steps, "at", at);
	value_set_number(steps, "count", count);
	marks = value_set_list(steps, "marks");
	for (i = 1; i <= count; i++) {
		mark = value_add_object(marks);
		value_set_bool(mark, "reached", i <= at);
	}
}

int
page_open(struct page *page, const struct call *call,
    const struct person *person, enum step step, struct err *err)
{
	const struct config *config = call->web->config;
	char query[TAG_SIZE];

	*page =
	    (struct page){.call = call, .language = language_for(call, person)};
	page->data = value_object();
	if (page->data == NULL)
		return err_memory(err);
	language_query(call, query);
	value_set(page->data, "language", page->language);
	value_set(page->data, "taal", query);
	value_set(page->data, "root", "");
	value_set(page->data, "product", config->campaign.product);
	value_set(page->data, "supplier",
	    text_same(config->campaign.supplier, config->campaign.product)
		? ""
		: config->campaign.supplier);
	value_set_bool(page->data, "logo", config->look.logo[0] != '\0');
	value_set(page->data, "name", person == NULL ? "" : person->name);
	value_set_bool(page->data, "error", false);
	value_set_bool(page->data, "practice", false);
	value_set_list(page->data, "languages");
	page_aid(page, "/help");
	add_helpdesk(page);
	add_steps(page, step);
	return 0;
}

void
page_free(struct page *page)
{
	value_free(page->data);
	page->data = NULL;
}

void
page_day(struct page *page, struct value *object, const char *name, int64_t day)
{
	struct buf words;

	buf_init(&words, DAY_WORDS);
	catalogue_day(
	    templates_catalogue(page->call->web->templates, page->language),
	    day, &words);
	value_set(object, name, words.data);
	buf_free(&words);
}

void
page_offer_languages(struct page *page)
{
	const struct campaign *campaign = &page->call->web->config->campaign;
	struct value *list, *item;
	size_t i;

	list = value_set_list(page->data, "languages");
	for (i = 0; i < campaign->language_count; i++) {
		if (text_same(campaign->languages[i], page->language))
			continue;
		item = value_add_object(list);
		value_set(item, "tag", campaign->languages[i]);
		value_set(
		    item, "label", language_label(campaign->languages[i]));
	}
}

void
page_aid(struct page *page, const char *path)
{
	value_set(page->data, "aid", path);
}

void
page_aid_of(struct page *page, const char *token)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof(path), "/help/%s", token);
	page_aid(page, path);
}

void
page_address(struct page *page)
{
	facts_address(page->call->web->config, page->data);
}

void
page_mistake(struct page *page, enum mistake mistake)
{
	struct value *all = value_set_object(page->data, "mistake");
	int i;

	value_set_bool(page->data, "error", mistake != MISTAKE_NONE);
	for (i = 0; i < MISTAKES; i++)
		value_set_bool(all, mistakes[i], i == (int)mistake);
}

int
page_render(
    const struct page *page, const char *name, struct buf *out, struct err *err)
{
	const struct templates *templates = page->call->web->templates;

	if (value_failed(page->data))
		return err_memory(err);
	if (page->strict)
		return templates_render_strict(
		    templates, page->language, name, page->data, out, err);
	return templates_render(
	    templates, page->language, name, page->data, out, err);
}

int
page_send(struct page *page, unsigned int status, const char *name,
    const char *elsewhere, struct answer *answer, struct err *err)
{
	int rc;

	answer->status = status;
	policy_page(answer, elsewhere);
	answer_header(answer, "Content-Language", page->language);
	rc = page_render(page, name, &answer->body, err);
	page_free(page);
	return rc;
}

int
page_plain(const struct call *call, const struct person *person,
    unsigned int status, const char *name, struct answer *answer,
    struct err *err)
{
	struct page page;

	if (page_open(&page, call, person, STEP_NONE, err) == -1)
		return -1;
	page_offer_languages(&page);
	return page_send(&page, status, name, "", answer, err);
}

void
page_redirect(const struct call *call, const char *path, struct answer *answer)
{
	char location[PATH_SIZE], query[TAG_SIZE];

	language_query(call, query);
	snprintf(location, sizeof(location), "%s%s", path, query);
	answer_redirect(answer, location);
}
