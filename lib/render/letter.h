#ifndef RENDER_LETTER_H
#define RENDER_LETTER_H

#include "base/buf.h"
#include "base/err.h"
#include "config/config.h"
#include "render/facts.h"
#include "render/templates.h"
#include "render/value.h"

/*
 * A letter's texts.  One is used for many letters, one after the other, so that
 * its memory is asked for only once.
 */
struct letter_text {
	struct buf subject; /* a mail's subject, a pop-up's title */
	struct buf text;
	struct buf html;  /* a mail's; empty for a pop-up */
	struct buf draft; /* for the making */
	struct value *data;
};

#define LETTER_FILE_MAX 64 /* bytes: a name, a suffix and NUL */

/*
 * A file that a letter is made of: the name of the stage, or of its template,
 * with that suffix.
 */
struct letter_part {
	enum channel channel; /* of the letters that need it */
	const char *suffix;
	int (*write)(const struct templates *templates,
	    const struct letter *letter, struct letter_text *out,
	    struct err *err);
};
#define LETTER_PARTS 4
extern const struct letter_part letter_parts[LETTER_PARTS];
const char *letter_file(
    char file[LETTER_FILE_MAX], const struct stage *stage, const char *suffix);

/* Want of memory is told by what uses it.  Free with letter_text_free. */
void letter_text_init(struct letter_text *out);
void letter_text_clear(struct letter_text *out);
void letter_text_free(struct letter_text *out);

/*
 * What comes before any part: clears "out" and gathers the letter's facts.
 * Returns 0, or -1 with "err" when memory ran out.
 */
int letter_begin(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err);

/*
 * Writes a mail from STAGE.subject, STAGE.txt and STAGE.html in the person's
 * language, strictly, with the names that facts.h lists.  What was in "out" is
 * cleared.  Returns 0; or -1 with "err": ERR_CONFIG for a mistake in a
 * template, ERR_DATA when this person's data cannot stand in a subject.
 */
int letter_mail(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err);

/*
 * The same for a pop-up from STAGE.popup: its first line is the title, then
 * comes an empty line, then the text.
 */
int letter_popup(const struct templates *templates, const struct letter *letter,
    struct letter_text *out, struct err *err);

/* The stage by whose templates a stage's appointment is written. */
struct stage letter_entry(const struct stage *stage);

/*
 * The title and the text of the appointment that the letter's stage brings,
 * from appointment-deadline.popup or appointment-webinar.popup, in the same
 * form.
 */
int letter_appointment(const struct templates *templates,
    const struct letter *letter, struct letter_text *out, struct err *err);

#endif
