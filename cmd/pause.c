#include <stdio.h>
#include <string.h>

#include "arrange.h"
#include "base/text.h"
#include "campaign.h"
#include "enrol/journal.h"
#include "options.h"
#include "store/wave.h"

#define NOTE_SIZE 320 /* bytes of an event's detail: the wave, the reason */

/* Pauses (or resumes) a wave, or all, with an event. */
static int
set_paused(const struct campaign_set *set, const char *wave, bool pause,
    const char *reason, struct err *err)
{
	char detail[NOTE_SIZE];
	int64_t changed;

	if (!text_same(wave, WAVE_ALL) &&
	    config_wave(set->config, wave) == NULL)
		return err_set(err, ERR_USAGE,
		    "there is no wave \"%.40s\" in %s; without one, all are "
		    "meant",
		    wave, set->config->path);
	snprintf(detail, sizeof(detail), "%s: %s",
	    text_same(wave, WAVE_ALL) ? "all" : wave, reason);
	if (db_begin(set->db, err) == -1)
		return -1;
	if (wave_pause(set->db, wave, pause ? set->desk.now : 0, &changed,
		err) == -1 ||
	    (changed > 0 &&
		journal_note(&set->desk, pause ? "paused" : "resumed", 0,
		    detail, err) == -1)) {
		db_rollback(set->db);
		return -1;
	}
	if (changed == 0)
		printf("nothing to do: it was so already\n");
	return db_commit(set->db, err);
}

static enum exit_code
run(struct context *context, int argc, char **argv, bool pause)
{
	const char *reason = NULL;
	const struct option_spec specs[] = {{"reason", &reason, NULL, NULL}};
	enum exit_code code;
	struct campaign_set set;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, specs,
		sizeof(specs) / sizeof(specs[0]), 0, 1, &operands, &code))
		return code;
	code = arrange_judge_reason(context, reason);
	if (code != EXIT_DONE)
		return code;
	if (campaign_open(context, NEED_DB, &set, &err) == -1 ||
	    set_paused(&set, operands < argc ? argv[operands] : WAVE_ALL, pause,
		reason, &err) == -1)
		code = command_fail(context, &err);
	campaign_close(&set);
	return code;
}

static enum exit_code
run_pause(struct context *context, int argc, char **argv)
{
	return run(context, argc, argv, true);
}

static enum exit_code
run_resume(struct context *context, int argc, char **argv)
{
	return run(context, argc, argv, false);
}

const struct command command_pause = {
    .name = "pause",
    .operands = "[WAVE]",
    .summary = "sends nothing more to a wave, or to all, until resume",
    .help =
	"Invitations and reminders wait, also those in the queue.  Who enrols\n"
	"or is reset is still told so, and deadlines do not move.\n\n"
	"  --reason TEXT  why; needed, and kept in the events",
    .run = run_pause,
};

const struct command command_resume = {
    .name = "resume",
    .operands = "[WAVE]",
    .summary = "lets a paused wave, or the campaign, go on",
    .help =
	"Of what became due meanwhile each person gets the newest only.\n"
	"Without WAVE it ends a pause of all; a wave that was paused by its\n"
	"name stays so.\n\n"
	"  --reason TEXT  why; needed, and kept in the events",
    .run = run_resume,
};
