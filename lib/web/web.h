#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "config/config.h"
#include "enrol/desk.h"
#include "enrol/gatebook.h"
#include "otp/keyring.h"
#include "render/catalogue.h"
#include "render/templates.h"
#include "render/value.h"
#include "store/offer.h"
#include "web/answer.h"
#include "web/crowd.h"
#include "web/metrics.h"
#include "web/porter.h"
#include "web/request.h"

#define WRITERS_POPUP_MAX (96 * 1024) /* bytes: a text of 64 KB and more */

/* What became of a list. */
enum offer_fate {
	OFFER_TRIED,
	OFFER_REFUSED, /* nothing was changed: "data" says why */
	OFFER_TAKEN,
	OFFER_FAILED /* "err" says why */
};

/* Sheets to hand out. */
struct handouts {
	bool cards;       /* four on a page */
	int64_t first;    /* of the part (store/sheaf.h); 0: the first one */
	const char *back; /* where the page leads back to */
};

/*
 * What other parts of the program write and the server only hands on; given by
 * who starts it.  Each adds JSON to "out", with the desk's database, and
 * returns 0, or -1 with "err".
 */
struct writers {
	const void *context;

	/*
	 * The pop-up of the stage of that name or, for NULL, of the one where
	 * the person stands; nothing when the stage has none.  "out" has room
	 * for WRITERS_POPUP_MAX.
	 */
	int (*popup)(const void *context, const struct desk *desk,
	    const struct person *person, const char *stage, struct buf *out,
	    struct err *err);

	/*
	 * Sheets for those of an organisation who are to go, as a page; nothing
	 * when there is nobody.  Their codes work when it returns.  This is no
	 * JSON.
	 */
	int (*handouts)(const void *context, const struct desk *desk,
	    const struct organisation *organisation,
	    const struct handouts *wanted, struct buf *out, struct err *err);

	/*
	 * Tries a list of an organisation's own people, which changes nothing:
	 * OFFER_TRIED, and "sum" is of all that it would do; or OFFER_REFUSED.
	 * With "agreed", it is taken if its sum still is that: OFFER_TAKEN, and
	 * the offer is forgotten.  Fills "data" for page-team-list.html, in
	 * these words.  This is no JSON.
	 */
	enum offer_fate (*list)(const void *context, const struct desk *desk,
	    const struct offer *offer, const char *agreed,
	    const struct catalogue *words, struct value *data,
	    char sum[OFFER_SUM_SIZE], struct err *err);

	/* How far the campaign is. */
	int (*adoption)(
	    const struct desk *desk, struct buf *out, struct err *err);
};

/* What all threads of a server share. */
struct web {
	const struct config *config;
	const struct keyring *keys;
	struct templates *templates;
	const struct clock *clock;
	const struct log *log;
	struct metrics *metrics; /* NULL: nobody counts */
	struct crowd *crowd;     /* the same */
	struct porter *porter;   /* NULL: no key is remembered */
	struct gatebook *book;   /* NULL: nor where anybody stands */
	struct writers writers;
};

/* One request on its way to its handler. */
struct call {
	const struct web *web;
	const struct request *request;
	const char *parameter; /* for the "*" of the route; "" without */
	const char *language;  /* asked for by "?taal="; NULL when not */
	struct desk desk;      /* "db" is NULL when the route needs none */
};

/*
 * Fills an answer.  Returns 0; or -1 with "err", and then the visitor is told
 * that something went wrong, but not what.
 */
typedef int handler(
    const struct call *call, struct answer *answer, struct err *err);

#endif
