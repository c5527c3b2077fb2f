#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "base/err.h"
#include "model.h"
#include "render/value.h"
#include "web/answer.h"
#include "web/web.h"

/* The steps that someone goes through, as counted on the pages. */
enum step {
	STEP_NONE, /* no part of the way */
	STEP_WELCOME,
	STEP_PROOF, /* only where enrol.proof asks for it */
	STEP_KEY,
	STEP_CODE
};

/* What is wrong with what was typed. */
enum mistake {
	MISTAKE_NONE,
	MISTAKE_EMPTY,
	MISTAKE_FEW,     /* too few digits */
	MISTAKE_MANY,    /* too many */
	MISTAKE_LETTERS, /* something else than digits */
	MISTAKE_KEY,     /* the key in the place of a code */
	MISTAKE_WRONG,
	MISTAKE_USED,
	MISTAKE_OLD,    /* right some moments ago */
	MISTAKE_CLOCK,  /* right, but at another time */
	MISTAKE_WAIT,   /* too many wrong ones */
	MISTAKE_BLOCKED /* far too many: the helpdesk has to help */
};
#define MISTAKES 12

/* A page that is being made. */
struct page {
	const struct call *call;
	const char *language;
	struct value *data; /* what its template sees */
	bool strict;        /* a name that it does not see is a mistake */
};

/*
 * Fills a page with made-up content, as it is in one of its states, counted
 * from 0, so that its template can be looked at.  Returns 0, or -1 with "err".
 */
typedef int specimen(struct page *page, unsigned int state, struct err *err);

/*
 * Begins a page with what all pages show.  Its language is the one that was
 * asked for, else that of "person" (NULL when not known), else what the browser
 * accepts.  Returns 0, or -1 with "err".  End with page_send or page_free.
 */
int page_open(struct page *page, const struct call *call,
    const struct person *person, enum step step, struct err *err);
void page_free(struct page *page);

/* Tells a day of base/day.h as people write it: "dinsdag 1 december 2026". */
void page_day(
    struct page *page, struct value *object, const char *name, int64_t day);

/*
 * Lets the visitor change the language: only where opening the address again
 * shows the same page.
 */
void page_offer_languages(struct page *page);

/*
 * The first aid at the foot of the page: "/help" unless this names another
 * address, such as one that knows the institution; "" for none.
 */
void page_aid(struct page *page, const char *path);

/* The same for who came by a link, whose token this is. */
void page_aid_of(struct page *page, const char *token);

/* Tells the template the "address" of the pages, host and port, in words. */
void page_address(struct page *page);

/*
 * Tells a mistake in the form: "error" becomes true in the template, and so
 * does one of "mistake.empty", "mistake.wrong", ...
 */
void page_mistake(struct page *page, enum mistake mistake);

/* Adds what the template "name" gives to "out".  Returns 0, or -1 with "err".
 */
int page_render(const struct page *page, const char *name, struct buf *out,
    struct err *err);

/*
 * Makes the answer of the template "name", with the headers that every page
 * has, and frees the page.  Forms may lead to our own pages, and by redirection
 * to the origin "elsewhere" ("" for none).  Returns 0, or -1 with "err".
 */
int page_send(struct page *page, unsigned int status, const char *name,
    const char *elsewhere, struct answer *answer, struct err *err);

/* A page that shows nothing of its own, with languages to choose from. */
int page_plain(const struct call *call, const struct person *person,
    unsigned int status, const char *name, struct answer *answer,
    struct err *err);

/* "303 See Other" to a page of ours, in the language that was asked for. */
void page_redirect(
    const struct call *call, const char *path, struct answer *answer);

#endif
