#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/file.h"
#include "base/text.h"
#include "kit.h"
#include "options.h"
#include "render/facts.h"
#include "render/headway.h"
#include "report/adoption.h"
#include "store/progress.h"

#define PAGE_MAX 65536   /* bytes; a page is some 10 KB */
#define FOLDER_MODE 0755 /* to be passed on */
#define FILE_MODE 0644
#define NAME_SIZE 64 /* bytes of a file's name or a key of the words */

/* The files of a kit, each from the template "kit-NAME" of that name. */
static const struct part {
	const char *name, *suffix;
	const char *key;  /* of the words: what it is called */
	const char *kind; /* class of the page: how it prints */
	bool listed;      /* on the page that leads to the others */
} parts[] = {
    {"index", ".html", "kit.index", "index", false},
    {"poster", ".html", "kit.poster", "poster", true},
    {"news", ".html", "kit.news", "one", true},
    {"news", ".txt", "kit.news", "one", false},
    {"meeting", ".html", "kit.meeting", "one", true},
    {"buddy", ".html", "kit.buddy", "one", true},
    {"questions", ".html", "kit.questions", "one", true},
    {"numbers", ".html", "kit.numbers", "one", true},
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

/* What a kit is made of, in one language. */
struct material {
	const struct campaign_set *set;
	struct organisation organisation;
	struct progress progress;
	struct headcount people;
	int64_t deadline_day;
	const char *language;
	struct value *data;
};

static void
list_files(const struct catalogue *words, struct value *data)
{
	struct value *list = value_set_list(data, "files"), *item;
	char text[NAME_SIZE];
	size_t i;

	for (i = 0; i < PARTS; i++) {
		if (!parts[i].listed)
			continue;
		item = value_add_object(list);
		snprintf(
		    text, sizeof(text), "%s%s", parts[i].name, parts[i].suffix);
		value_set(item, "file", text);
		value_set(item, "title", catalogue_get(words, parts[i].key));
		snprintf(text, sizeof(text), "%s.what", parts[i].key);
		value_set(item, "what", catalogue_get(words, text));
	}
}

/* Where everybody is, by the steps of the way. */
static void
list_steps(const struct headcount *people, const struct catalogue *words,
    struct value *data)
{
	struct value *steps = value_set_object(data, "steps");
	int state;

	for (state = 0; state < STATES; state++)
		headway_number(steps, model_state((enum person_state)state),
		    words, people->states[state]);
}

/* What all pages of the kit may name. */
static void
fill(const struct material *m)
{
	const struct config *config = m->set->config;
	const struct catalogue *words =
	    templates_catalogue(m->set->templates, m->language);
	struct person person = {.audience = AUDIENCE_ADMIN};
	const struct letter letter = {.config = config,
	    .person = &person,
	    .organisation = &m->organisation,
	    .deadline_day = m->deadline_day,
	    .today = day_of(m->set->desk.now),
	    .link = "",
	    .team_total = m->progress.people,
	    .team_enrolled = m->progress.enrolled};

	value_clear(m->data);
	snprintf(person.language, sizeof(person.language), "%s", m->language);
	facts_fill(&letter, words, m->data);
	headway_fill(&m->progress, words, m->data);
	list_steps(&m->people, words, m->data);
	list_files(words, m->data);
}

static int
render(const struct material *m, const struct part *part, struct buf *out,
    struct err *err)
{
	char template[NAME_SIZE];

	buf_clear(out);
	value_set(m->data, "title",
	    catalogue_get(templates_catalogue(m->set->templates, m->language),
		part->key));
	value_set(m->data, "kind", part->kind);
	if (value_failed(m->data))
		return err_memory(err);
	snprintf(
	    template, sizeof(template), "kit-%s%s", part->name, part->suffix);
	return templates_render_strict(
	    m->set->templates, m->language, template, m->data, out, err);
}

int
kit_check(const struct campaign_set *set, struct buf *mistakes, struct err *err)
{
	const struct campaign *campaign = &set->config->campaign;
	struct material m = {.set = set,
	    .organisation = {.ref = "1", .name = "De Linde"},
	    .progress = {.people = 20, .enrolled = 12, .gained = 3},
	    .deadline_day = campaign->deadline_day,
	    .data = value_object()};
	struct buf page;
	size_t i, k;
	int rc = 0;

	buf_init(&page, PAGE_MAX);
	for (k = 0; k < campaign->language_count; k++) {
		m.language = campaign->languages[k];
		fill(&m);
		for (i = 0; i < PARTS; i++) {
			if (render(&m, &parts[i], &page, err) == 0)
				continue;
			buf_line_once(mistakes, err->text);
			rc = -1;
		}
	}
	buf_free(&page);
	value_free(m.data);
	return rc;
}

/* One language's pages, in a folder of its own. */
static int
write_all(const struct material *m, const char *out, struct err *err)
{
	char *folder = file_join(out, m->language), *path = NULL;
	char name[NAME_SIZE];
	struct buf page;
	size_t i;
	int rc = -1;

	buf_init(&page, PAGE_MAX);
	if (folder == NULL) {
		err_memory(err);
		goto out;
	}
	if (file_make_folder(folder, FOLDER_MODE, err) == -1)
		goto out;
	fill(m);
	for (i = 0; i < PARTS; i++) {
		snprintf(
		    name, sizeof(name), "%s%s", parts[i].name, parts[i].suffix);
		free(path);
		path = file_join(folder, name);
		if (path == NULL) {
			err_memory(err);
			goto out;
		}
		if (render(m, &parts[i], &page, err) == -1 ||
		    file_write(path, page.data, page.len, FILE_MODE, err) == -1)
			goto out;
	}
	printf("%s/index.html\n", folder);
	rc = 0;
out:
	free(path);
	free(folder);
	buf_free(&page);
	return rc;
}

/* The institution, and how far it is. */
static int
find(struct material *m, const char *ref, struct err *err)
{
	const struct campaign_set *set = m->set;
	int64_t now = set->desk.now, today = day_of(now);
	const struct period period = {
	    day_at(today - DAY_WEEK, day_minute_of(now)), now, today};
	struct adoption adoption;

	if (adoption_count(set->db, set->config, ref, now, &adoption, err) ==
	    -1)
		return -1;
	if (adoption.count == 0) {
		adoption_free(&adoption);
		return err_set(err, ERR_DATA,
		    "organisation \"%.40s\" has no people, and so no numbers "
		    "for a kit",
		    ref);
	}
	m->organisation = adoption.organisations[0].organisation;
	m->deadline_day = adoption.organisations[0].deadline_day;
	m->people = adoption.total;
	adoption_free(&adoption);
	return progress_of(
	    set->db, m->organisation.id, &period, &m->progress, err);
}

static int
make(const struct campaign_set *set, const char *ref, const char *language,
    const char *out, struct err *err)
{
	const struct campaign *campaign = &set->config->campaign;
	struct material m = {.set = set, .data = value_object()};
	size_t k;
	int rc = -1;

	if (campaign_language(set, language, err) == -1 ||
	    find(&m, ref, err) == -1 ||
	    file_make_folder(out, FOLDER_MODE, err) == -1)
		goto out;
	for (k = 0; k < campaign->language_count; k++) {
		m.language = campaign->languages[k];
		if (language != NULL && !text_same(language, m.language))
			continue;
		if (write_all(&m, out, err) == -1)
			goto out;
	}
	rc = 0;
out:
	value_free(m.data);
	return rc;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	const char *organisation = NULL, *out = NULL, *language = NULL;
	const struct option_spec specs[] = {
	    {"organisation", &organisation, NULL, NULL},
	    {"out", &out, NULL, NULL},
	    {"language", &language, NULL, NULL},
	};
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 0, &operands, &code))
		return code;
	if (organisation == NULL || out == NULL)
		return command_misused(
		    context, "--organisation REF and --out DIR are needed");
	if (campaign_open(context, NEED_DB | NEED_TEMPLATES, &set, &err) ==
		-1 ||
	    make(&set, organisation, language, out, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

const struct command command_kit = {
    .name = "kit",
    .operands = "--organisation REF --out DIR",
    .summary = "what an administrator needs to bring the team along",
    .help = "Writes pages that print on A4, in a folder for each language: a\n"
	    "poster, a text for newsletter or intranet, ten minutes for a\n"
	    "team meeting, a page for whoever helps, questions and answers,\n"
	    "and the institution's own numbers, without names.  Begin at\n"
	    "index.html.\n\n"
	    "  --organisation REF  whose\n"
	    "  --out DIR           made when it is not there; an earlier kit "
	    "in it is\n"
	    "                      replaced\n"
	    "  --language L        in this language of the campaign only",
    .run = run,
};
