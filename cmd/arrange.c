#include "arrange.h"
#include "base/day.h"
#include "base/text.h"
#include "enrol/arrangement.h"

#define REASON_MAX DETAIL_MAX /* bytes; it is part of an event's detail */

int
arrange_count(const struct arrange *arrange)
{
	return (arrange->extend != NULL) + (arrange->exempt != NULL) +
	    (arrange->snooze != NULL);
}

enum exit_code
arrange_judge_reason(const struct context *context, const char *reason)
{
	if (reason == NULL || reason[0] == '\0')
		return command_misused(
		    context, "--reason TEXT is needed, which the events keep");
	if (!text_is_line(reason, REASON_MAX))
		return command_misused(context,
		    "the reason has to be one line of at most %d bytes, in "
		    "UTF-8",
		    REASON_MAX);
	return EXIT_DONE;
}

int
arrange_make(const struct campaign_set *set, const struct arrange *arrange,
    const struct person *person, const struct organisation *organisation,
    struct err *err)
{
	struct arrangement a = {.kind = EXCEPTION_EXTENSION,
	    .person = person,
	    .organisation = organisation,
	    .day = DAY_NONE,
	    .reason = arrange->reason};
	const char *day = arrange->extend;

	if (arrange->exempt != NULL) {
		a.kind = EXCEPTION_EXEMPTION;
		day = arrange->exempt;
	} else if (arrange->snooze != NULL) {
		a.kind = EXCEPTION_PROMISE;
		day = arrange->snooze;
	}
	if (!text_same(day, "none") && day_parse(day, &a.day) == -1)
		return err_set(err, ERR_USAGE,
		    "\"%.40s\" is no day; an example is 2026-12-15, and "
		    "\"none\" takes it back",
		    day);
	return arrangement_make(&set->desk, &a, err);
}
