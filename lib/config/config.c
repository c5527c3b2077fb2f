#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "config/agreement.h"
#include "config/config.h"
#include "config/course.h"
#include "config/grammar.h"
#include "config/keep.h"
#include "config/mistakes.h"
#include "config/outline.h"
#include "config/reading.h"
#include "config/repeat.h"
#include "config/rules.h"
#include "config/source.h"

/* Bytes of a file; one with 300 waves and stages still has room to spare. */
#define FILE_MAX ((size_t)64 * 1024)

/* A configuration and the memory that its texts are in. */
struct owner {
	struct config config; /* first, so that it leads back to its owner */
	struct keep keep;
};

static int
read_text(const char *path, struct buf *text, struct err *err)
{
	size_t len;

	if (file_read(path, FILE_ANY, text, err) == 0)
		return 0;
	len = strlen(err->text);
	if (!file_exists(path))
		snprintf(err->text + len, sizeof(err->text) - len,
		    "; name another file with -c, or make one with: twofold "
		    "init");
	return -1;
}

/* Reads what can be read and notes what is wrong with it. */
static int
understand(struct owner *owner, struct buf *text, struct mistakes *mistakes,
    struct err *err)
{
	struct outline outline = {0};
	struct grammar grammar;
	int unclosed;

	if (source_clean(text->data, text->len, mistakes, &unclosed) == -1)
		return 0;
	rules_grammar(&grammar);
	if (grammar_read(&grammar, text->data, &owner->keep, &outline, mistakes,
		err) == -1)
		return -1;
	if (outline.whole && unclosed != 0) {
		mistakes_add(mistakes, unclosed,
		    "the { of this line is never closed; a } is missing");
		outline.whole = false;
	}
	reading_apply(&outline, &owner->keep, &owner->config, mistakes);
	if (outline.whole) {
		agreement_check(&outline, &owner->config, mistakes);
		repeat_check(&outline, &owner->config, mistakes);
		/* What is missing has to be there first. */
		if (mistakes->count == 0)
			course_check(&outline, &owner->config, mistakes);
	}
	return 0;
}

int
config_load(const char *path, struct config **config, struct buf *mistakes,
    struct err *err)
{
	struct owner *owner = calloc(1, sizeof(*owner));
	struct mistakes found = {.path = path};
	struct buf text;
	int rc = -1;

	*config = NULL;
	buf_init(&text, FILE_MAX);
	if (owner == NULL) {
		err_memory(err);
		goto out;
	}
	found.keep = &owner->keep;
	if (read_text(path, &text, err) == -1 ||
	    understand(owner, &text, &found, err) == -1)
		goto out;
	owner->config.path = keep_text(&owner->keep, path);
	if (owner->keep.failed)
		err_memory(err);
	else if (found.count > 0)
		mistakes_write(&found, mistakes, err);
	else
		rc = 0;
out:
	buf_free(&text);
	if (rc == 0)
		*config = &owner->config;
	else if (owner != NULL)
		config_free(&owner->config);
	return rc;
}

void
config_free(struct config *config)
{
	struct owner *owner = (struct owner *)(void *)config;

	if (owner == NULL)
		return;
	keep_free(&owner->keep);
	free(owner);
}

bool
config_has_popups(const struct config *config)
{
	return config->webhook.url[0] != '\0' || config->webhook.asked;
}

const struct wave *
config_wave(const struct config *config, const char *name)
{
	size_t i;

	for (i = 0; i < config->wave_count; i++) {
		if (text_same(config->waves[i].name, name))
			return &config->waves[i];
	}
	return NULL;
}

const struct stage *
config_stage(const struct config *config, const char *name)
{
	size_t i;

	for (i = 0; i < config->stage_count; i++) {
		if (text_same(config->stages[i].name, name))
			return &config->stages[i];
	}
	return NULL;
}

const struct webinar *
config_webinar(const struct config *config, const char *name)
{
	size_t i;

	for (i = 0; i < config->webinar_count; i++) {
		if (text_same(config->webinars[i].name, name))
			return &config->webinars[i];
	}
	return NULL;
}

/* The text in that language, NULL when there is none. */
static const char *
find_words(const struct words *words, const char *language)
{
	size_t len = strlen(language), i;

	for (i = 0; i < words->count; i++) {
		if (text_starts(words->entries[i], language) &&
		    words->entries[i][len] == '=')
			return words->entries[i] + len + 1;
	}
	return NULL;
}

const char *
config_words(const struct config *config, const struct words *words,
    const char *language)
{
	const char *found = find_words(words, language);

	if (found == NULL)
		found = find_words(words, config->campaign.languages[0]);
	return found == NULL ? "" : found;
}

const char *
config_language(const struct config *config, const char *language)
{
	size_t i;

	for (i = 0; i < config->campaign.language_count; i++) {
		if (text_same(config->campaign.languages[i], language))
			return config->campaign.languages[i];
	}
	return config->campaign.languages[0];
}
