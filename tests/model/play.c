/*
 * Plays campaigns: reads what happens from the standard input, a line each, and
 * prints the messages that Twofold plans, for tests/model/model.py to compare.
 * Every campaign has a database of its own, in memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "schedule/plan.h"
#include "store/exception.h"
#include "store/intake.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/schema.h"
#include "store/wave.h"

#define LINE_SIZE 512
#define WORDS_MAX 10
#define MISTAKES_SIZE 65536

struct play {
	struct config *config;
	struct db *db;
	int64_t now;
	int64_t shown; /* id of the last message that was printed */
	struct err err;
};

static void
give_up(const struct play *play, const char *what)
{
	fprintf(stderr, "play: %s: %s\n", what, play->err.text);
	exit(1);
}

static int64_t
read_day(const char *text)
{
	int64_t day = 0;

	if (text_same(text, "-"))
		return 0;
	if (day_parse(text, &day) == -1) {
		fprintf(stderr, "play: %s is no day\n", text);
		exit(1);
	}
	return day;
}

static struct person
find(struct play *play, const char *ref)
{
	struct person person;

	if (person_find(play->db, ref, &person, &play->err) != LOOKUP_FOUND)
		give_up(play, ref);
	return person;
}

static int64_t
find_organisation(struct play *play, const char *ref)
{
	struct organisation organisation = {.id = 0};

	snprintf(organisation.ref, sizeof(organisation.ref), "%s", ref);
	if (organisation_put(play->db, &organisation, &play->err) == -1)
		give_up(play, ref);
	return organisation.id;
}

static const char *
wave(const char *word)
{
	return text_same(word, "-") ? "" : word;
}

static int
load(struct play *play, const char *path)
{
	struct buf mistakes;
	int rc;

	config_free(play->config);
	buf_init(&mistakes, MISTAKES_SIZE);
	rc = config_load(path, &play->config, &mistakes, &play->err);
	if (rc == -1)
		fputs(mistakes.data, stderr);
	buf_free(&mistakes);
	return rc;
}

static int
begin(struct play *play, char **word)
{
	db_close(play->db);
	play->db = NULL;
	play->shown = 0;
	if (load(play, word[1]) == -1 ||
	    db_open(":memory:", DB_CREATE, &play->db, &play->err) == -1)
		return -1;
	return schema_migrate(play->db, &play->err);
}

static int
change(struct play *play, char **word)
{
	return load(play, word[1]);
}

/* person REF ORGANISATION AUDIENCE WAVE JOINED EMAIL PHONE */
static int
put(struct play *play, char **word)
{
	struct person p = {.organisation = find_organisation(play, word[2]),
	    .audience = (enum audience)model_audience_of(word[3]),
	    .joined_day = read_day(word[5]),
	    .listed_day = day_of(play->now),
	    .generation = 1};

	snprintf(p.ref, sizeof(p.ref), "%s", word[1]);
	snprintf(p.name, sizeof(p.name), "%s", word[1]);
	snprintf(p.language, sizeof(p.language), "nl");
	snprintf(p.wave, sizeof(p.wave), "%s", wave(word[4]));
	if (!text_same(word[6], "-"))
		snprintf(p.email, sizeof(p.email), "%s", word[6]);
	if (!text_same(word[7], "-"))
		snprintf(p.phone, sizeof(p.phone), "%s", word[7]);
	return intake_add(play->db, &p, &play->err);
}

/* Into another wave, or back on the list. */
static int
move(struct play *play, char **word)
{
	struct person p = find(play, word[1]);

	snprintf(p.wave, sizeof(p.wave), "%s", wave(word[2]));
	p.listed_day = day_of(play->now);
	return intake_change(play->db, &p, false, &play->err);
}

static int
leave(struct play *play, char **word)
{
	return intake_leave(
	    play->db, find(play, word[1]).id, play->now, &play->err);
}

static int
set_time(struct play *play, char **word)
{
	return clock_parse(word[1], &play->now);
}

static int
print_new(struct play *play)
{
	static const char sql[] =
	    "SELECT m.id, p.ref, m.stage, m.occurrence, m.channel,"
	    " m.next_try_at FROM message m JOIN person p ON p.id = m.person_id"
	    " WHERE m.id > $1 ORDER BY m.id";
	struct db_rows *rows =
	    db_query(play->db, &play->err, sql, db_int(play->shown));
	int more;

	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, &play->err)) == 1) {
		play->shown = db_column_int(rows, 0);
		printf("%s %s %lld %s %lld\n", db_column_text(rows, 1),
		    db_column_text(rows, 2), (long long)db_column_int(rows, 3),
		    db_column_text(rows, 4),
		    (long long)day_of(db_column_int(rows, 5)));
	}
	db_end(rows);
	printf(".\n");
	return more;
}

static int
run(struct play *play, char **word)
{
	struct plan_counts counts;

	(void)word;
	if (plan_write(
		play->db, play->config, play->now, &counts, &play->err) == -1)
		return -1;
	return print_new(play);
}

static void
print_entry(const struct plan_entry *entry, void *context)
{
	(void)context;
	if (entry->step.stage == NULL)
		return;
	printf("%s %s %lld %s %lld\n", entry->person->ref,
	    entry->step.stage->name, (long long)entry->step.occurrence,
	    model_channel(entry->channel), (long long)entry->day);
}

static int
foresee(struct play *play, char **word)
{
	int rc = plan_foresee(play->db, play->config, play->now,
	    read_day(word[1]), print_entry, NULL, &play->err);

	printf(".\n");
	return rc;
}

static int
opened(struct play *play, char **word)
{
	return person_opened(
	    play->db, find(play, word[1]).id, play->now, &play->err);
}

static int
started(struct play *play, char **word)
{
	return person_started(
	    play->db, find(play, word[1]).id, play->now, &play->err);
}

static int
enrolled(struct play *play, char **word)
{
	return person_enrolled(
	    play->db, find(play, word[1]).id, play->now, word[2], &play->err);
}

static int
reset(struct play *play, char **word)
{
	return person_reset(
	    play->db, find(play, word[1]).id, play->now, &play->err);
}

static int
bounced(struct play *play, char **word)
{
	return person_unreachable(
	    play->db, find(play, word[1]).id, play->now, &play->err);
}

static int
agree(struct play *play, struct exception exception)
{
	exception.reason = "the model says so";
	exception.author = "model";
	exception.at = play->now;
	return exception_add(play->db, &exception, &play->err);
}

static int
extend(struct play *play, char **word)
{
	return agree(play,
	    (struct exception){.kind = EXCEPTION_EXTENSION,
		.person = find(play, word[1]).id,
		.day = read_day(word[2])});
}

static int
exempt(struct play *play, char **word)
{
	return agree(play,
	    (struct exception){.kind = EXCEPTION_EXEMPTION,
		.person = find(play, word[1]).id,
		.day = read_day(word[2])});
}

static int
promise(struct play *play, char **word)
{
	return agree(play,
	    (struct exception){.kind = EXCEPTION_PROMISE,
		.person = find(play, word[1]).id,
		.day = read_day(word[2])});
}

static int
team_extend(struct play *play, char **word)
{
	return agree(play,
	    (struct exception){.kind = EXCEPTION_EXTENSION,
		.organisation = find_organisation(play, word[1]),
		.day = read_day(word[2])});
}

static int
team_exempt(struct play *play, char **word)
{
	return agree(play,
	    (struct exception){.kind = EXCEPTION_EXEMPTION,
		.organisation = find_organisation(play, word[1]),
		.day = read_day(word[2])});
}

static int
pause_wave(struct play *play, char **word)
{
	int64_t changed;

	return wave_pause(
	    play->db, wave(word[1]), play->now, &changed, &play->err);
}

static int
resume_wave(struct play *play, char **word)
{
	int64_t changed;

	return wave_pause(play->db, wave(word[1]), 0, &changed, &play->err);
}

static int
enforce(struct play *play, char **word)
{
	return wave_enforce(play->db, wave(word[1]), play->now, &play->err);
}

static const struct {
	const char *name;
	int words; /* with the name */
	int (*play)(struct play *play, char **word);
} verbs[] = {
    {"begin", 2, begin},
    {"change", 2, change},
    {"person", 8, put},
    {"move", 3, move},
    {"leave", 2, leave},
    {"at", 2, set_time},
    {"run", 1, run},
    {"foresee", 2, foresee},
    {"opened", 2, opened},
    {"started", 2, started},
    {"enrolled", 3, enrolled},
    {"reset", 2, reset},
    {"bounced", 2, bounced},
    {"extend", 3, extend},
    {"exempt", 3, exempt},
    {"promise", 3, promise},
    {"team-extend", 3, team_extend},
    {"team-exempt", 3, team_exempt},
    {"pause", 2, pause_wave},
    {"resume", 2, resume_wave},
    {"enforce", 2, enforce},
};

static void
play_line(struct play *play, char *line)
{
	char *word[WORDS_MAX], *rest = NULL;
	int words = 0;
	size_t i;

	for (word[0] = strtok_r(line, " \n", &rest);
	     word[words] != NULL && words < WORDS_MAX - 1;
	     word[words] = strtok_r(NULL, " \n", &rest))
		words++;
	if (words == 0)
		return;
	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (!text_same(verbs[i].name, word[0]))
			continue;
		if (verbs[i].words == words && verbs[i].play(play, word) == 0)
			return;
		break;
	}
	give_up(play, word[0]);
}

int
main(void)
{
	struct play play = {.now = 0};
	char line[LINE_SIZE];

	while (fgets(line, sizeof(line), stdin) != NULL) {
		play_line(&play, line);
		fflush(stdout);
	}
	db_close(play.db);
	config_free(play.config);
	return 0;
}
