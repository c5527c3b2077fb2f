#include <jansson.h>

#include "base/clock.h"
#include "base/day.h"
#include "report/json.h"

#define DIGITS 4 /* of a percentage with its decimal; "100.0" needs three */

/* Adds the figures to an object; -1 without memory. */
static int
add_figures(json_t *object, const struct tally *tally)
{
	const int64_t *states = tally->states;
	json_t *figures = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:f}",
	    "population", (json_int_t)tally->population, "enrolled",
	    (json_int_t)states[STATE_ENROLLED], "waiting",
	    (json_int_t)states[STATE_WAITING], "invited",
	    (json_int_t)states[STATE_INVITED], "opened",
	    (json_int_t)states[STATE_OPENED], "started",
	    (json_int_t)states[STATE_STARTED], "unreachable",
	    (json_int_t)tally->unreachable, "percent",
	    adoption_tenths(tally) / 10.0);
	int rc = -1;

	if (figures != NULL)
		rc = json_object_update(object, figures);
	json_decref(figures);
	return rc;
}

static int
add_organisations(json_t *array, const struct adoption *adoption)
{
	const struct adoption_line *line;
	json_t *object;
	size_t i;

	for (i = 0; i < adoption->count; i++) {
		line = &adoption->organisations[i];
		object = json_pack("{s:s, s:s}", "ref", line->organisation.ref,
		    "name", line->organisation.name);
		if (json_array_append_new(array, object) == -1 ||
		    add_figures(object, &line->tally) == -1)
			return -1;
	}
	return 0;
}

static int
add_bytes(const char *bytes, size_t len, void *out)
{
	buf_add(out, bytes, len);
	return 0;
}

int
json_adoption(const struct adoption *adoption, const struct config *config,
    struct buf *out, struct err *err)
{
	char as_of[CLOCK_TEXT_SIZE], deadline[DAY_TEXT_SIZE];
	json_t *whole = NULL;
	int rc = -1;

	clock_text(adoption->as_of, as_of);
	day_text(adoption->deadline_day, deadline);
	whole = json_pack("{s:i, s:s, s:s, s:s, s:s, s:I, s:{}, s:[]}",
	    "version", JSON_VERSION, "campaign", config->campaign.name,
	    "product", config->campaign.product, "as_of", as_of, "deadline",
	    deadline, "days_left", (json_int_t)adoption->days_left, "total",
	    "organisations");
	if (whole == NULL ||
	    add_figures(json_object_get(whole, "total"), &adoption->total) ==
		-1 ||
	    add_organisations(
		json_object_get(whole, "organisations"), adoption) == -1 ||
	    json_dump_callback(whole, add_bytes, out,
		JSON_COMPACT | JSON_REAL_PRECISION(DIGITS)) == -1)
		goto out;
	buf_char(out, '\n');
	if (!out->failed)
		rc = 0;
out:
	json_decref(whole);
	return rc == -1 ? err_memory(err) : 0;
}
