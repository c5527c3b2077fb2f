#include <stdbool.h>
#include <stdio.h>

#include "config/mistakes.h"
#include "render/letter.h"
#include "render/proofread.h"

/* Adds a mistake; the first one also goes to "first". */
static void
note(struct buf *mistakes, const char *line, struct err *first)
{
	if (first->kind == ERR_NONE)
		err_set(first, ERR_CONFIG, "%s", line);
	buf_line_once(mistakes, line);
}

/* Whether a stage has that file; a stage of ours always has. */
static bool
is_there(const struct templates *templates, const struct letter *letter,
    const struct letter_part *part, struct buf *mistakes, struct err *first)
{
	const struct config *config = letter->config;
	const char *language = letter->person->language;
	char file[LETTER_FILE_MAX], line[MISTAKE_SIZE];

	if (templates_has(templates, language,
		letter_file(file, letter->stage, part->suffix)))
		return true;
	snprintf(line, sizeof(line),
	    "%s:%d: stage \"%s\" has no text in \"%s\" for %s; write %s/%s/%s",
	    config->path, letter->stage->line, letter->stage->name, language,
	    model_channel(part->channel), config->templates, language, file);
	note(mistakes, line, first);
	return false;
}

/* Writes each part of a stage's letters to one person; goes on at mistakes. */
static void
check_stage(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct buf *mistakes, struct err *first)
{
	struct err err;
	size_t i;

	for (i = 0; i < LETTER_PARTS; i++) {
		const struct letter_part *part = &letter_parts[i];

		if ((letter->stage->channels & 1U << part->channel) == 0 ||
		    !is_there(templates, letter, part, mistakes, first))
			continue;
		if (letter_begin(templates, letter, out, &err) == -1 ||
		    part->write(templates, letter, out, &err) == -1)
			note(mistakes, err.text, first);
	}
}

/* With a link, and as a mailbox of several people gets it. */
static void
check_links(const struct templates *templates, struct letter *letter,
    struct letter_text *out, struct buf *mistakes, struct err *first)
{
	letter->link = "https://2fa.example.nl/e/x";
	check_stage(templates, letter, out, mistakes, first);
	letter->link = "";
	check_stage(templates, letter, out, mistakes, first);
}

/* Writes a stage's letters to all its audiences, before and after. */
static void
check_person(const struct templates *templates, struct letter *letter,
    struct person *person, struct letter_text *out, struct buf *mistakes,
    struct err *first)
{
	int64_t deadline = letter->deadline_day;
	int audience;

	for (audience = 0; audience < AUDIENCES; audience++) {
		if ((letter->stage->audiences & 1U << audience) == 0)
			continue;
		person->audience = (enum audience)audience;
		letter->today = deadline - 14;
		check_links(templates, letter, out, mistakes, first);
		letter->today = deadline + 1;
		check_links(templates, letter, out, mistakes, first);
	}
}

int
proofread(const struct templates *templates, const struct config *config,
    struct buf *mistakes, struct err *err)
{
	const struct campaign *campaign = &config->campaign;
	const struct organisation organisation = {
	    .ref = "1", .name = "De Linde"};
	struct person person = {
	    .ref = "kim", .name = "Kim Bos", .email = "kim@example.nl"};
	struct letter letter = {.config = config,
	    .person = &person,
	    .organisation = &organisation,
	    .deadline_day = campaign->deadline_day,
	    .team_total = 12,
	    .team_enrolled = 5};
	struct err first = {ERR_NONE, ""};
	struct letter_text out;
	struct stage entry;
	size_t i, k;

	letter_text_init(&out);
	for (i = 0; i < config->stage_count; i++) {
		const struct stage *stage = &config->stages[i];

		person.enrolled_at = stage->at.anchor == ANCHOR_ENROLLED;
		for (k = 0; k < campaign->language_count; k++) {
			snprintf(person.language, sizeof(person.language), "%s",
			    campaign->languages[k]);
			letter.stage = stage;
			check_person(templates, &letter, &person, &out,
			    mistakes, &first);
			if (stage->appointment == NULL ||
			    *stage->appointment == '\0')
				continue;
			entry = letter_entry(stage);
			letter.stage = &entry;
			check_person(templates, &letter, &person, &out,
			    mistakes, &first);
		}
	}
	letter_text_free(&out);
	if (first.kind != ERR_NONE)
		*err = first;
	return first.kind == ERR_NONE ? 0 : -1;
}
