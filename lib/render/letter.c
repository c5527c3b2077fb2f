#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "render/letter.h"

#define SUBJECT_MAX 500 /* bytes; mail programs show about 70 characters */
#define TEXT_MAX 65536  /* bytes */
#define HTML_MAX 102400 /* bytes; Gmail cuts off what comes after 102 KB */

void
letter_text_init(struct letter_text *out)
{
	buf_init(&out->subject, SUBJECT_MAX);
	buf_init(&out->text, TEXT_MAX);
	buf_init(&out->html, HTML_MAX);
	buf_init(&out->draft, TEXT_MAX);
	out->data = value_object();
}

void
letter_text_clear(struct letter_text *out)
{
	buf_clear(&out->subject);
	buf_clear(&out->text);
	buf_clear(&out->html);
	buf_clear(&out->draft);
	value_clear(out->data);
}

void
letter_text_free(struct letter_text *out)
{
	buf_free(&out->subject);
	buf_free(&out->text);
	buf_free(&out->html);
	buf_free(&out->draft);
	value_free(out->data);
	out->data = NULL;
}

int
letter_begin(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err)
{
	letter_text_clear(out);
	facts_fill(letter,
	    templates_catalogue(templates, letter->person->language),
	    out->data);
	return value_failed(out->data) ? err_memory(err) : 0;
}

const char *
letter_file(
    char file[LETTER_FILE_MAX], const struct stage *stage, const char *suffix)
{
	const bool other = stage->template != NULL && *stage->template != '\0';

	snprintf(file, LETTER_FILE_MAX, "%s%s",
	    other ? stage->template : stage->name, suffix);
	return file;
}

static int
wrong(const struct letter *letter, const char *suffix, const char *what,
    struct err *err)
{
	char file[LETTER_FILE_MAX];

	return err_set(err, ERR_CONFIG, "%s/%s: %s",
	    config_language(letter->config, letter->person->language),
	    letter_file(file, letter->stage, suffix), what);
}

/* Renders the stage's file with that suffix, which must not be blank. */
static int
render(const struct templates *templates, const struct letter *letter,
    const char *suffix, const struct value *data, struct buf *buf,
    struct err *err)
{
	char file[LETTER_FILE_MAX];

	if (templates_render_strict(templates, letter->person->language,
		letter_file(file, letter->stage, suffix), data, buf, err) == -1)
		return -1;
	if (strspn(buf->data, " \t\r\n") == buf->len)
		return wrong(letter, suffix, "gives an empty text", err);
	return 0;
}

static int
set_subject(const struct letter *letter, const char *suffix, const char *line,
    struct buf *subject, struct err *err)
{
	if (text_has_control(line))
		return wrong(letter, suffix,
		    "gives more than one line; write a single one", err);
	buf_text(subject, line);
	if (subject->failed)
		return wrong(
		    letter, suffix, "gives a line that is too long", err);
	return 0;
}

static int
write_subject(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err)
{
	if (render(templates, letter, ".subject", out->data, &out->draft,
		err) == -1)
		return -1;
	return set_subject(
	    letter, ".subject", text_trim(out->draft.data), &out->subject, err);
}

static int
write_text(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err)
{
	return render(templates, letter, ".txt", out->data, &out->text, err);
}

static int
write_html(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err)
{
	return render(templates, letter, ".html", out->data, &out->html, err);
}

static int
write_popup(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err)
{
	char *title, *rest;

	if (render(templates, letter, ".popup", out->data, &out->draft, err) ==
	    -1)
		return -1;
	title = text_trim(out->draft.data);
	rest = strchr(title, '\n');
	if (rest == NULL || rest[1 + strspn(rest + 1, " \t\r")] != '\n')
		return wrong(letter, ".popup",
		    "is not a title, an empty line and a text", err);
	*rest++ = '\0';
	if (set_subject(
		letter, ".popup", text_trim(title), &out->subject, err) == -1)
		return -1;
	buf_text(&out->text, text_trim(rest));
	return out->text.failed ? err_memory(err) : 0;
}

const struct letter_part letter_parts[LETTER_PARTS] = {
    {CHANNEL_EMAIL, ".subject", write_subject},
    {CHANNEL_EMAIL, ".txt", write_text},
    {CHANNEL_EMAIL, ".html", write_html},
    {CHANNEL_POPUP, ".popup", write_popup},
};

static int
write_parts(const struct templates *templates, const struct letter *letter,
    enum channel channel, struct letter_text *out, struct err *err)
{
	size_t i;

	if (letter_begin(templates, letter, out, err) == -1)
		return -1;
	for (i = 0; i < LETTER_PARTS; i++) {
		if (letter_parts[i].channel == channel &&
		    letter_parts[i].write(templates, letter, out, err) == -1)
			return -1;
	}
	return 0;
}

int
letter_mail(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err)
{
	return write_parts(templates, letter, CHANNEL_EMAIL, out, err);
}

int
letter_popup(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err)
{
	return write_parts(templates, letter, CHANNEL_POPUP, out, err);
}

struct stage
letter_entry(const struct stage *stage)
{
	struct stage entry = *stage;

	entry.name = text_same(stage->appointment, MODEL_DEADLINE)
	    ? "appointment-deadline"
	    : "appointment-webinar";
	entry.template = NULL;
	entry.channels = 1U << CHANNEL_POPUP;
	return entry;
}

int
letter_appointment(const struct templates *templates,
    const struct letter *letter, struct letter_text *out, struct err *err)
{
	struct stage stage = letter_entry(letter->stage);
	struct letter entry = *letter;

	entry.stage = &stage;
	return letter_popup(templates, &entry, out, err);
}
