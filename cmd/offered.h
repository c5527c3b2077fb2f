#ifndef OFFERED_H
#define OFFERED_H

#include "campaign.h"
#include "web/web.h"

/*
 * A list that an administrator offers on the institution's page: tried or
 * taken, as writers.list of web/web.h.  It is imported as any list of that
 * institution (listing.h), within these bounds: nobody of another institution
 * is touched, what the supplier decides is passed over (waves, second factors,
 * the institution's name), and of a list with a wrong line nothing is taken.
 *
 * For the page "data" gets what importreport_fill() sets, and:
 *
 *	whole           true when who is missing has left
 *	absent          who is missing and stays, "" for none
 *	idle            true when the list would change nothing
 *	changes         the first people: {name, change, fields}, in words; none
 *	                where names are not for administrators
 *	changes_more    how many more; "" for none
 */
enum offer_fate offered_import(const struct campaign_set *set,
    const struct offer *offer, const char *agreed,
    const struct catalogue *words, struct value *data, char sum[OFFER_SUM_SIZE],
    struct err *err);

#endif
