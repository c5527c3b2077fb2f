#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <linux/sched.h> /* SCHED_BATCH */

#include "base/log.h"
#include "campaign.h"
#include "options.h"
#include "sources.h"
#include "web/server.h"

#define LOG_BUFFER (64 * 1024) /* bytes; some 800 requests */

/*
 * The standard error with a buffer of its own, which the server empties some
 * twenty times a second: a line for each request would cost more than most
 * answers.  NULL without memory.
 */
static FILE *
open_log(void)
{
	static char buffer[LOG_BUFFER];
	int fd = dup(STDERR_FILENO);
	FILE *out = fd == -1 ? NULL : fdopen(fd, "a");

	if (out == NULL && fd != -1)
		close(fd);
	/* Without a buffer given, glibc takes no notice of the size. */
	if (out != NULL)
		setvbuf(out, buffer, _IOFBF, sizeof(buffer));
	return out;
}

/*
 * Has the threads that will be started not take the processor from others when
 * they wake up.  Who asks goes on asking then, and each time there is more to
 * answer: a sixth more in all, and no answer comes later for it.
 */
static void
be_patient(void)
{
	const struct sched_param param = {.sched_priority = 0};

	sched_setscheduler(0, SCHED_BATCH, &param);
}

/* Serves until a signal asks to stop. */
static int
serve(struct context *context, const struct campaign_set *set, FILE *out,
    struct err *err)
{
	struct log log = {out, LOG_INFO, &context->clock};
	struct web web = {
	    .config = set->config,
	    .keys = set->keys,
	    .templates = set->templates,
	    .clock = &context->clock,
	    .log = &log,
	    .writers = sources(set),
	};
	struct server *server;
	sigset_t signals;
	int number;

	/* Blocked before there are threads, so that none of them gets it. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	be_patient();
	if (server_start(&web, &server, err) == -1)
		return -1;
	log_write(&log, LOG_INFO, "listening on %s, as %s",
	    server_place(server), set->config->enrol.base_url);
	log_flush(&log);
	sigwait(&signals, &number);
	log_write(&log, LOG_INFO, "stopping");
	server_stop(server);
	return 0;
}

static enum exit_code
run(struct context *context, int argc, char **argv)
{
	enum exit_code code = EXIT_DONE;
	struct campaign_set set;
	FILE *out = NULL;
	struct err err;
	int operands;

	if (!options_read(context, argc, argv, NULL, 0, 0, 0, &operands, &code))
		return code;
	if (campaign_open(context, NEED_KEYS | NEED_TEMPLATES, &set, &err) ==
	    -1)
		code = command_fail(context, &err);
	else if ((out = open_log()) == NULL) {
		err_memory(&err);
		code = command_fail(context, &err);
	} else if (serve(context, &set, out, &err) == -1) {
		code = command_fail(context, &err);
	}
	if (out != NULL)
		fclose(out);
	campaign_close(&set);
	return code;
}

const struct command command_serve = {
    .name = "serve",
    .operands = "",
    .summary = "the enrolment pages and the host apps' API over HTTP",
    .help =
	"Serves at serve.listen of the configuration, or where systemd\n"
	"listens for it, until SIGTERM, which lets requests finish.  Put a\n"
	"web server with TLS in front of it: twofold(1) has the lines.  A\n"
	"line for each request goes to the standard error.",
    .run = run,
};
