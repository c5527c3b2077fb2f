#include "report/report.h"

int
report_make(struct db *db, const struct config *config,
    coming_calendar *calendar, const char *ref, int64_t now,
    struct report *report, struct err *err)
{
	*report = (struct report){.config = config, .calendar = calendar};
	if (adoption_count(db, config, ref, now, &report->adoption, err) == -1)
		return -1;
	if (forecast_make(&report->adoption, config, calendar,
		&report->forecast, err) == 0)
		return 0;
	adoption_free(&report->adoption);
	return -1;
}

void
report_free(struct report *report)
{
	forecast_free(&report->forecast);
	adoption_free(&report->adoption);
}

int64_t
report_days(int64_t hours)
{
	return hours / 24 + 1;
}

int
report_fits(const struct buf *out, struct err *err)
{
	if (!out->failed)
		return 0;
	return err_set(err, ERR_INTERNAL,
	    "the report grows past %zu bytes, or past the memory there is; ask "
	    "for it by organisation",
	    out->max);
}
