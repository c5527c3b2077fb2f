/*
 * A mail server for a test.  The local part of the receiver says what becomes
 * of a mail; the texts and the commands are noted.
 */
#ifndef TESTS_UNIT_SMTP_SERVER_H
#define TESTS_UNIT_SMTP_SERVER_H

#include "server.h"

#define SMTP_SERVER_PATIENCE 500 /* hundredths of a second */

static const struct smtp_trick {
	const char *local;
	const char *at;     /* the command to which it is the answer */
	const char *answer; /* NULL: the connection is closed */
	bool close;
} smtp_tricks[] = {
    {"gone", "RCPT", "550-5.1.1 no such\r\n550 5.1.1 person", false},
    {"grey", "RCPT", "451 4.2.0 come back later", false},
    {"policy", "RCPT", "550 5.7.1 not from you", false},
    {"closing", "RCPT", "421 4.3.2 going down", true},
    {"dropearly", "DATA", NULL, true},
    {"droplate", ".", NULL, true},
    {"spam", ".", "554 5.7.1 spam", false},
    {"last", ".", "250 2.0.0 queued", true},
};

static inline const struct smtp_trick *
smtp_trick_of(const char *receiver, const char *at)
{
	size_t i, n;

	for (i = 0; i < sizeof(smtp_tricks) / sizeof(smtp_tricks[0]); i++) {
		n = strlen(smtp_tricks[i].local);
		if (strncmp(receiver, smtp_tricks[i].local, n) == 0 &&
		    receiver[n] == '@' && strcmp(smtp_tricks[i].at, at) == 0)
			return &smtp_tricks[i];
	}
	return NULL;
}

/* Answers a command; false when the connection ends with it. */
static inline bool
smtp_answer_to(
    FILE *out, const char *receiver, const char *at, const char *answer)
{
	const struct smtp_trick *trick = smtp_trick_of(receiver, at);

	if (trick == NULL) {
		server_say(out, answer);
		return true;
	}
	if (trick->answer != NULL)
		server_say(out, trick->answer);
	return !trick->close;
}

static inline bool
smtp_read_text(FILE *in, struct server_seen *seen)
{
	char line[2048];

	while (fgets(line, sizeof(line), in) != NULL) {
		if (strcmp(line, ".\r\n") == 0)
			return true;
		server_note(seen, line[0] == '.' ? line + 1 : line);
	}
	return false;
}

/* Holds up a mail until as many are held as "awaited" says, or for long. */
static inline void
smtp_hold(struct server_seen *seen)
{
	struct timespec tick = {.tv_nsec = 10000000};
	int ticks;

	atomic_fetch_add(&seen->held, 1);
	for (ticks = 0;
	     atomic_load(&seen->held) < atomic_load(&seen->awaited) &&
	     ticks < SMTP_SERVER_PATIENCE;
	     ticks++)
		nanosleep(&tick, NULL);
	if (ticks == SMTP_SERVER_PATIENCE)
		atomic_fetch_sub(&seen->held, 1);
}

static inline void
smtp_serve(FILE *in, FILE *out, struct server_seen *seen)
{
	char line[2048], receiver[512] = "";
	bool going = true;

	server_say(out, "220 test");
	while (going && fgets(line, sizeof(line), in) != NULL) {
		server_note(seen, line);
		if (strncmp(line, "EHLO", 4) == 0) {
			server_say(out, "250-test\r\n250 8BITMIME");
		} else if (strncmp(line, "RCPT TO:<", 9) == 0) {
			snprintf(
			    receiver, sizeof(receiver), "%.500s", line + 9);
			going = smtp_answer_to(
			    out, receiver, "RCPT", "250 2.1.5 ok");
		} else if (strncmp(line, "DATA", 4) == 0) {
			going = smtp_answer_to(out, receiver, "DATA", "354 go");
			if (!going || smtp_trick_of(receiver, "DATA") != NULL)
				continue;
			going = smtp_read_text(in, seen);
			if (strncmp(receiver, "slow", 4) == 0)
				smtp_hold(seen);
			atomic_fetch_add(&seen->messages, 1);
			going = going &&
			    smtp_answer_to(
				out, receiver, ".", "250 2.0.0 queued");
		} else if (strncmp(line, "QUIT", 4) == 0) {
			server_say(out, "221 bye");
			going = false;
		} else {
			server_say(out, "250 ok");
		}
	}
}

#endif
