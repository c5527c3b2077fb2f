#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/file.h"
#include "deliver/ping.h"
#include "monitor.h"
#include "report/adoption.h"
#include "report/exposition.h"

#define METRICS_MAX 65536 /* bytes; it is some 3,000 */
#define METRICS_MODE 0644 /* figures only, for another user to read */
#define LABELS_MAX 256    /* bytes */
#define PATH_BYTES 4096
#define REHEARSED ".rehearsal" /* behind the name, when the clock was moved */

static void
channel_sample(struct buf *out, const char *name, enum channel channel,
    const char *result, int64_t value)
{
	struct buf labels;

	buf_init(&labels, LABELS_MAX);
	exposition_label(&labels, "channel", model_channel(channel));
	if (result != NULL)
		exposition_label(&labels, "result", result);
	exposition_sample(out, name, labels.data, (double)value);
	buf_free(&labels);
}

static void
add_channels(struct buf *out, const struct outbox_counts *counts)
{
	int i;

	exposition_family(out, "twofold_last_run_messages",
	    "Messages of the last run, by what became of them.");
	for (i = 0; i < CHANNELS; i++) {
		const struct outbox_counts *c = &counts[i];
		const struct {
			const char *name;
			int64_t count;
		} results[] = {{"sent", c->sent}, {"later", c->later},
		    {"failed", c->failed}, {"unknown", c->unknown},
		    {"dropped", c->dropped}};
		size_t k;

		for (k = 0; k < sizeof(results) / sizeof(results[0]); k++)
			channel_sample(out, "twofold_last_run_messages",
			    (enum channel)i, results[k].name, results[k].count);
	}
	exposition_family(out, "twofold_queue_messages",
	    "Messages that wait for their time or a next try.");
	for (i = 0; i < CHANNELS; i++)
		channel_sample(out, "twofold_queue_messages", (enum channel)i,
		    NULL, counts[i].waiting);
	exposition_family(out, "twofold_channel_up",
	    "Whether the channel's server could be reached in the last run.");
	for (i = 0; i < CHANNELS; i++)
		channel_sample(out, "twofold_channel_up", (enum channel)i, NULL,
		    !counts[i].down);
}

static void
add_run(struct buf *out, const struct campaign_set *set,
    const struct night *night, enum exit_code code)
{
	double seconds =
	    (double)(clock_ticks() - night->began) / (double)CLOCK_TICKS;

	exposition_family(out, "twofold_last_run_timestamp_seconds",
	    "When the last run began.");
	exposition_sample(out, "twofold_last_run_timestamp_seconds", "",
	    (double)set->desk.now);
	exposition_family(out, "twofold_last_run_duration_seconds",
	    "How long the last run took.");
	exposition_sample(
	    out, "twofold_last_run_duration_seconds", "", seconds);
	exposition_family(out, "twofold_last_run_exit_status",
	    "With what the last run ended; see twofold(1).");
	exposition_sample(
	    out, "twofold_last_run_exit_status", "", (double)code);
}

static int
write_metrics(const struct campaign_set *set, const struct night *night,
    enum exit_code code, const char *path, struct err *err)
{
	const struct config *config = set->config;
	struct adoption adoption;
	struct buf out;
	int rc = -1;

	buf_init(&out, METRICS_MAX);
	add_run(&out, set, night, code);
	if (night->worked)
		add_channels(&out, night->counts);
	if (adoption_count(
		set->db, config, NULL, set->desk.now, &adoption, err) == -1)
		goto out;
	exposition_people(
	    &out, &adoption.total, day_at(config->campaign.deadline_day, 0));
	adoption_free(&adoption);
	if (out.failed) {
		err_memory(err);
		goto out;
	}
	rc = file_write(path, out.data, out.len, METRICS_MODE, err);
out:
	buf_free(&out);
	return rc;
}

static int
tell_metrics(const struct context *context, const struct campaign_set *set,
    const struct night *night, enum exit_code code, struct err *err)
{
	struct buf path;
	int rc;

	buf_init(&path, PATH_BYTES);
	buf_format(&path, "%s%s", set->config->monitor.metrics,
	    context->now_text != NULL ? REHEARSED : "");
	rc = path.failed ? err_memory(err)
			 : write_metrics(set, night, code, path.data, err);
	buf_free(&path);
	return rc;
}

void
monitor_tell(const struct context *context, const struct campaign_set *set,
    const struct night *night, enum exit_code code)
{
	const struct monitor *monitor;
	struct outcome outcome = {.delivery = DELIVERY_SENT};
	struct err err;

	/* Without a configuration there is nobody to tell: the switch acts. */
	if (set->config == NULL)
		return;
	monitor = &set->config->monitor;
	/* What another run is writing is better. */
	if (monitor->metrics[0] != '\0' && night->locked &&
	    tell_metrics(context, set, night, code, &err) == -1)
		fprintf(stderr, "%s: monitor.metrics: %s\n", context->program,
		    err.text);
	if (monitor->ping[0] == '\0' || context->now_text != NULL)
		return;
	if (ping_call(monitor->ping, (int)code, &outcome, &err) == -1)
		fprintf(stderr, "%s: monitor.ping: %s\n", context->program,
		    err.text);
	else if (outcome.delivery != DELIVERY_SENT)
		fprintf(stderr, "%s: monitor.ping: %s\n", context->program,
		    outcome.detail);
}

int
monitor_check(const struct config *config, struct err *err)
{
	const char *path = config->monitor.metrics, *slash;
	char *folder;
	int rc = 0;

	if (path[0] == '\0')
		return 0;
	slash = strrchr(path, '/');
	folder = slash == NULL ? file_join(".", "")
			       : strndup(path, (size_t)(slash - path) + 1);
	if (folder == NULL)
		return err_memory(err);
	if (access(folder, W_OK | X_OK) == -1)
		rc = err_set(err, ERR_CONFIG,
		    "monitor.metrics: %s: %s; the file is made anew by each "
		    "run, in a folder that its user may write",
		    folder, strerror(errno));
	free(folder);
	return rc;
}
