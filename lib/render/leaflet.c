#include <stdio.h>

#include "base/day.h"
#include "render/leaflet.h"

#define CARDS 4           /* on a sheet */
#define PAGE_MAX 65536    /* bytes of a piece, for the check */
#define DAY_WORDS_MAX 500 /* bytes of a day in words */

static const char *const names[] = {
    [LEAFLET_SHEET] = "handout-sheet.html",
    [LEAFLET_CARD] = "handout-card.html",
};

/* What begins and ends the page knows no person. */
static int
frame(const struct leaflet_page *page, const char *name, struct buf *out,
    struct err *err)
{
	const struct campaign *campaign = &page->config->campaign;
	const char *language = campaign->languages[0];
	const struct catalogue *words =
	    templates_catalogue(page->templates, language);
	struct value *data = value_object();
	int rc = -1;

	value_set(data, "language", language);
	value_set(data, "product", campaign->product);
	facts_look(page->config, data);
	value_set(data, "title", catalogue_get(words, "handout.title"));
	value_set(data, "how", catalogue_get(words, "handout.how"));
	value_set(data, "leave", catalogue_get(words, "handout.back"));
	value_set(data, "back", page->back == NULL ? "" : page->back);
	value_set_bool(data, "cards", page->kind == LEAFLET_CARD);
	if (value_failed(data))
		err_memory(err);
	else
		rc = templates_render_strict(
		    page->templates, language, name, data, out, err);
	value_free(data);
	return rc;
}

int
leaflet_begin(const struct leaflet_page *page, struct buf *out, struct err *err)
{
	return frame(page, "handout-head.html", out, err);
}

int
leaflet_end(const struct leaflet_page *page, struct buf *out, struct err *err)
{
	if (page->kind == LEAFLET_CARD && page->count % CARDS != 0)
		buf_text(out, "</div>\n");
	return frame(page, "handout-foot.html", out, err);
}

static void
add_start(const void *about, const struct catalogue *words, struct value *data)
{
	const struct leaflet_start *start = about;
	struct buf day;

	buf_init(&day, DAY_WORDS_MAX);
	catalogue_day(words, start->last_day, &day);
	value_set(data, "code", start->code);
	value_set(data, "code_until", day.data);
	buf_free(&day);
}

static int
write_one(const struct leaflet_page *page, const struct letter *letter,
    struct buf *out, struct err *err)
{
	const char *language =
	    config_language(page->config, letter->person->language);
	struct value *data = value_object();
	int rc = -1;

	facts_fill(
	    letter, templates_catalogue(page->templates, language), data);
	if (value_failed(data))
		err_memory(err);
	else
		rc = templates_render_strict(page->templates, language,
		    names[page->kind], data, out, err);
	value_free(data);
	return rc;
}

int
leaflet_add(struct leaflet_page *page, const struct letter *letter,
    const struct leaflet_start *start, struct buf *out, struct err *err)
{
	struct letter own = *letter;
	bool cards = page->kind == LEAFLET_CARD;

	own.link = "";
	own.more = add_start;
	own.about = start;
	if (cards && page->count % CARDS == 0)
		buf_text(out, "<div class=\"four\">\n");
	if (write_one(page, &own, out, err) == -1)
		return -1;
	page->count++;
	if (cards && page->count % CARDS == 0)
		buf_text(out, "</div>\n");
	return 0;
}

/* Adds the sentence of a piece that cannot be written. */
static void
note(struct buf *mistakes, const struct err *err, struct err *first)
{
	if (first->kind == ERR_NONE)
		*first = *err;
	buf_line_once(mistakes, err->text);
}

static void
check_kind(struct leaflet_page *page, struct letter *letter,
    struct person *person, struct buf *mistakes, struct err *first)
{
	const struct campaign *campaign = &page->config->campaign;
	struct leaflet_start start = {"7K4M-2QX9", campaign->deadline_day};
	struct err err;
	struct buf out;
	size_t i;

	buf_init(&out, PAGE_MAX);
	if (leaflet_begin(page, &out, &err) == -1)
		note(mistakes, &err, first);
	for (i = 0; i < campaign->language_count; i++) {
		buf_clear(&out);
		snprintf(person->language, sizeof(person->language), "%s",
		    campaign->languages[i]);
		if (leaflet_add(page, letter, &start, &out, &err) == -1)
			note(mistakes, &err, first);
	}
	buf_clear(&out);
	if (leaflet_end(page, &out, &err) == -1)
		note(mistakes, &err, first);
	buf_free(&out);
}

int
leaflet_check(const struct templates *templates, const struct config *config,
    struct buf *mistakes, struct err *err)
{
	const struct organisation organisation = {
	    .ref = "1", .name = "De Linde"};
	struct person person = {.ref = "kim", .name = "Kim Bos"};
	struct letter letter = {.config = config,
	    .person = &person,
	    .organisation = &organisation,
	    .deadline_day = config->campaign.deadline_day};
	struct leaflet_page page = {.templates = templates, .config = config};
	struct err first = {ERR_NONE, ""};
	int kind, after;

	for (kind = LEAFLET_SHEET; kind <= LEAFLET_CARD; kind++) {
		page.kind = (enum leaflet)kind;
		for (after = 0; after <= 1; after++) {
			letter.today = letter.deadline_day - 14 + 15 * after;
			check_kind(&page, &letter, &person, mistakes, &first);
		}
	}
	if (first.kind == ERR_NONE)
		return 0;
	*err = first;
	return -1;
}
