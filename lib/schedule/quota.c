#include <stdlib.h>

#include "schedule/calendar.h"
#include "schedule/quota.h"
#include "store/wave.h"

#define DAYS 3660 /* ten years, as far as a plan can look */

struct quota {
	const struct config *config;
	int64_t today;
	int32_t *taken[]; /* days by wave; the last is of people without one */
};

static int64_t
limit(const struct config *config, size_t wave)
{
	return wave < config->wave_count ? config->waves[wave].invites_per_day
					 : config->campaign.invites_per_day;
}

static const char *
name(const struct config *config, size_t wave)
{
	return wave < config->wave_count ? config->waves[wave].name : "";
}

void
quota_free(struct quota *quota)
{
	size_t i;

	if (quota == NULL)
		return;
	for (i = 0; i <= quota->config->wave_count; i++)
		free(quota->taken[i]);
	free(quota);
}

int
quota_read(struct db *db, const struct config *config, int64_t today,
    struct quota **quota, struct err *err)
{
	struct quota *q = calloc(
	    1, sizeof(*q) + (config->wave_count + 1) * sizeof(q->taken[0]));
	int64_t people;
	size_t i;

	*quota = NULL;
	if (q == NULL)
		return err_memory(err);
	q->config = config;
	q->today = today;
	for (i = 0; i <= config->wave_count; i++) {
		if (limit(config, i) == 0)
			continue;
		q->taken[i] = calloc(DAYS, sizeof(*q->taken[i]));
		if (q->taken[i] == NULL) {
			err_memory(err);
			goto failed;
		}
		if (wave_admitted(db, name(config, i), today, &people, err) ==
		    -1)
			goto failed;
		q->taken[i][0] = (int32_t)people;
	}
	*quota = q;
	return 0;
failed:
	quota_free(q);
	return -1;
}

int64_t
quota_take(struct quota *quota, const struct send *send,
    const struct person *person, int64_t day)
{
	const struct config *config = quota->config;
	const struct wave *wave = config_wave(config, person->wave);
	size_t w =
	    wave == NULL ? config->wave_count : (size_t)(wave - config->waves);
	int64_t free_day = calendar_sending_day(send, day);
	int64_t end = quota->today + DAYS;

	if (quota->taken[w] == NULL)
		return day;
	while (free_day < end &&
	    quota->taken[w][free_day - quota->today] >= limit(config, w))
		free_day = calendar_sending_day(send, free_day + 1);
	if (free_day == day && day < end)
		quota->taken[w][day - quota->today]++;
	return free_day;
}

int
quota_write(const struct quota *quota, struct db *db, struct err *err)
{
	const struct config *config = quota->config;
	size_t i;

	for (i = 0; i <= config->wave_count; i++) {
		if (quota->taken[i] != NULL && quota->taken[i][0] > 0 &&
		    wave_admit(db, name(config, i), quota->today,
			quota->taken[i][0], err) == -1)
			return -1;
	}
	return 0;
}
