#include <stdlib.h>

#include "base/text.h"
#include "schedule/standings.h"
#include "store/wave.h"

struct standings {
	const struct config *config;
	struct standing no_wave;
	struct standing waves[]; /* as in the configuration */
};

/* What is noted of one wave, or of all. */
static void
apply(struct standings *s, const struct wave_note *note)
{
	bool all = text_same(note->name, WAVE_ALL);
	const struct config *config = s->config;
	struct standing *standing;
	size_t i;

	for (i = 0; i <= config->wave_count; i++) {
		standing = i < config->wave_count ? &s->waves[i] : &s->no_wave;
		if (!all &&
		    !text_same(note->name,
			i < config->wave_count ? config->waves[i].name : ""))
			continue;
		standing->paused |= note->paused_at != 0;
		standing->held &= note->enforced_at == 0;
	}
}

int
standings_read(struct db *db, const struct config *config,
    struct standings **standings, struct err *err)
{
	struct standing fresh = {.held = config->enforce.at_least > 0};
	struct standings *s =
	    calloc(1, sizeof(*s) + config->wave_count * sizeof(s->waves[0]));
	struct db_rows *rows;
	struct wave_note note;
	size_t i;
	int more;

	*standings = NULL;
	if (s == NULL)
		return err_memory(err);
	s->config = config;
	s->no_wave = fresh;
	for (i = 0; i < config->wave_count; i++)
		s->waves[i] = fresh;
	rows = wave_all(db, err);
	if (rows == NULL) {
		standings_free(s);
		return -1;
	}
	while ((more = db_next(rows, err)) == 1) {
		wave_row(rows, &note);
		apply(s, &note);
	}
	db_end(rows);
	if (more == -1)
		standings_free(s);
	else
		*standings = s;
	return more;
}

void
standings_free(struct standings *standings)
{
	free(standings);
}

const struct standing *
standings_of(const struct standings *standings, const char *name)
{
	const struct wave *wave = config_wave(standings->config, name);

	return wave == NULL
	    ? &standings->no_wave
	    : &standings->waves[wave - standings->config->waves];
}
