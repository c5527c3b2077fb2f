#ifndef DIGEST_H
#define DIGEST_H

#include "campaign.h"
#include "render/letter.h"

#define DIGEST_EXAMPLES 3

/*
 * Write a digest about the row "about" of "weekly": of the letter's
 * institution, or of all.  For 0, -1 and -2 it is an example: in the middle,
 * without names near the end, and with everybody there.  They are writers of
 * notice.c.  Besides what facts.h and headway.h list their templates may name,
 * of an institution
 *
 *	names       true when who is missing may be named
 *	stragglers  those people, as headway_straggler() tells of them
 *	more        how many are not in that list; "" for none
 *	page        address of the institution's page; "" for none
 *
 * and of all of them
 *
 *	institutions, complete   how many there are, and are done
 *	people, enrolled_people, percent
 *	laggards    {name, people, enrolled} and what headway.h lists, the most
 *		    missing first; "advice" is a line there
 *	finished    {name} of those that got done; any_finished
 *	laggards_more, finished_more   how many are not in these lists; ""
 */
int digest_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err);
int digest_owner_write(const struct campaign_set *set, int64_t about,
    const struct letter *letter, struct letter_text *out, struct err *err);

#endif
