#include "base/clock.h"
#include "report/waits.h"

void
waits_add(struct waits *waits, int64_t seconds)
{
	int64_t hours = seconds / CLOCK_HOUR;

	waits->people++;
	waits->hours[hours < WAITS_HOURS ? hours : WAITS_HOURS - 1]++;
}

void
waits_join(struct waits *waits, const struct waits *other)
{
	int i;

	waits->people += other->people;
	for (i = 0; i < WAITS_HOURS; i++)
		waits->hours[i] += other->hours[i];
}

int64_t
waits_within(const struct waits *waits, int64_t percent)
{
	int64_t wanted = (waits->people * percent + 99) / 100, sum = 0, hours;

	if (waits->people == 0)
		return 0;
	for (hours = 0; hours < WAITS_HOURS - 1; hours++) {
		sum += waits->hours[hours];
		if (sum >= wanted)
			break;
	}
	return hours;
}
