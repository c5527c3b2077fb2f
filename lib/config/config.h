#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/shade.h"
#include "base/subnet.h"
#include "model.h"

enum proof {
	PROOF_TICKET,     /* the host app vouches for the person */
	PROOF_IDENTIFIER, /* something from the roster that the person knows */
	PROOF_NONE        /* the link alone; check warns */
};

enum tls {
	TLS_STARTTLS, /* required, on smtp:// */
	TLS_IMPLICIT, /* smtps:// */
	TLS_NONE      /* for a relay on this machine */
};

/* Texts with names: entries like "nl=je personeelsnummer". */
struct words {
	const char *const *entries;
	size_t count;
};

struct campaign {
	const char *name;
	const char *product;  /* also the issuer in the password manager */
	const char *supplier; /* who makes the product and signs the mails */
	const char *timezone;
	int64_t start_day;
	int64_t deadline_day;
	int64_t grace;                /* days at least for who joins later */
	int64_t invites_per_day;      /* of people without a wave; 0: all */
	int64_t escalate_after;       /* unanswered messages; see in_turn */
	const char *const *languages; /* the first one is the default */
	size_t language_count;
	bool rehearsal; /* --now is allowed, all mail goes to mail.rehearsal_to
			 */
};

/* A meeting on line, to which a stage can invite. */
struct webinar {
	const char *name;
	struct words title;
	int64_t day;
	int from; /* minute of the day */
	int64_t minutes;
	const char *url; /* where it is to be seen */
};

/* When mail may go out. */
struct send {
	unsigned int weekdays; /* bit 1 << enum weekday */
	int from;              /* minute of the day, inclusive */
	int until;             /* minute of the day, exclusive; 1440 at most */
	unsigned int holidays; /* bit 1 << enum country */
	const int64_t *days_off; /* further days without mail */
	size_t day_off_count;
	int64_t per_week; /* messages to a person by one channel, in 7 days */
};

/* Institutions that are closed on other days than the campaign says. */
struct calendar {
	const char *name;
	const char *const *organisations; /* their refs */
	size_t organisation_count;
	struct send send; /* the campaign's, but for the days */
};

/* A person may choose the day. */
struct snooze {
	int64_t times;  /* how often; 0: not at all */
	int64_t margin; /* days that are left before the deadline */
};

enum gate_mode {
	GATE_ENFORCE,
	GATE_OBSERVE /* all come in; what would be said is counted */
};

struct gate_settings {
	enum gate_mode mode;
	const int64_t *brownout; /* days on which one has to press "later" */
	size_t brownout_count;
};

/* When the obligation waits, although the day has come. */
struct enforce {
	int64_t at_least; /* percent who are ready; 0: it never waits */
};

struct mail_settings {
	const char *server;         /* "smtp://host:port", "smtps://..." or
				       "file:FOLDER"; "" for no mail */
	const char *const *backups; /* servers for when that one is down */
	size_t backup_count;
	enum tls tls;
	const char *helo;     /* how EHLO names us; "" for the host's name */
	const char *user;     /* "" for none */
	const char *password; /* read from password_file; "" for none */
	bool oauth;           /* the password is a token, for XOAUTH2 */
	const char *ca_file;  /* "" for the system's */
	const char *from;     /* address */
	const char *from_name;
	const char *reply_to; /* "" for none */
	const char *bounces;  /* where mail comes back to; "" for the sender */
	const char *rehearsal_to; /* gets all mail in rehearsal */
	int64_t connections;      /* transfers at a time */
	int64_t per_minute;       /* mails at most; 0 for as many as can be */
	int64_t timeout;          /* seconds without any progress */
};

#define CONFIG_BATCH_MAX 100 /* people in one call; a body of 100 KB or so */

struct webhook_settings {
	const char *url;     /* "" for no pop-ups */
	const char *secret;  /* "whsec_...", read from secret_file */
	const char *ca_file; /* "" for the system's */
	bool allow_loopback; /* http and 127.0.0.1, for a test or a sidecar */
	bool asked;          /* the host app asks for pop-ups: no url */
	bool weekly;         /* it gets the figures on digest.day */
	int64_t connections;
	int64_t batch;   /* people in one call, at most */
	int64_t timeout; /* seconds for a whole call */
};

struct enrol_settings {
	const char
	    *base_url; /* "https://2fa.example.nl", no slash at the end */
	enum proof proof;
	struct words identifier_label; /* what the page asks for */
	int64_t link_days;             /* how long a link works */
	int64_t start_code_days;       /* how long a start code does */
	const char *const *return_to;  /* hosts to which "done" may lead */
	size_t return_to_count;
	const char *const *managers; /* password managers that are explained */
	size_t manager_count;
};

/* How pages, mails and sheets look. */
struct look_settings {
	const char *colour; /* "#0b5f6b"; "" for our own */
	struct shades shades;
	const char *logo; /* an SVG or PNG file; "" for none */
};

/* How lists of people are read. */
struct import_settings {
	const char *folder; /* from which run imports; "" for none */
	bool whole; /* the lists there are whole: who is missing has left */
	struct words columns; /* "email=Mailadres werk": which column is what */
	struct words roles;   /* "teamleider=admin": whose words are whose */
	const char *country_code; /* "+31", of numbers that begin with one 0 */
	bool shared_mailboxes;    /* several people may have one address */
	int64_t leaving_percent; /* of an institution, that may leave at once */
};

struct serve_settings {
	const char *listen; /* "127.0.0.1:8025", "[::1]:8025" */
	int64_t threads;
	const struct subnet *trusted_proxies; /* who say whom they come for */
	size_t trusted_proxy_count;
};

/* The weekly mails about how far it is. */
struct digest {
	int64_t day; /* enum weekday; DAY_NONE for no digests */
	bool names;  /* an institution's administrators see who is missing */
	bool lists;  /* and bring lists of their people themselves */
	const char *const *owners; /* addresses: who gets the whole */
	size_t owner_count;
};

/* For whoever watches over the runs. */
struct monitor {
	const char *metrics; /* a file for Prometheus; "" for none */
	const char *ping;    /* URL of a dead-man's switch; "" for none */
};

struct helpdesk {
	const char *name;
	const char *phone;
	const char *mail;
	struct words hours;
	int64_t questions; /* percent of those told something who ask */
	int64_t calls;     /* that it makes in a day; 0: as many as there are */
};

/* How many there are at a moment, in a campaign that goes well. */
struct reference_point {
	struct moment at; /* from the start or the deadline */
	int64_t percent;
};

/* What a report foresees. */
struct forecast_settings {
	const struct reference_point *reference; /* in the order of time */
	size_t reference_count;                  /* 0: the model case */
	int64_t target; /* percent; who stays below it is at risk */
};

/* How long what is known of people is kept: days, 0 for ever. */
struct retention {
	int64_t left;    /* somebody who has left, until erased */
	int64_t answers; /* what servers answered, lines that were refused */
	int64_t details; /* reasons and notes in events */
	int64_t events;  /* events themselves */
};

/*
 * A whole twofold.conf.  Every text is there ("" when not set; but supplier and
 * mail.from_name are then the product's name) and every path is absolute or
 * seen from the working directory, as the file's own is.  There is at least one
 * language and one stage.
 */
struct config {
	const char *path;
	struct campaign campaign;
	const struct wave *waves;
	size_t wave_count;
	const struct stage *stages; /* in the order of the file */
	size_t stage_count;
	const struct webinar *webinars;
	size_t webinar_count;
	struct send send;
	const struct calendar *calendars;
	size_t calendar_count;
	struct snooze snooze;
	struct gate_settings gate;
	struct enforce enforce;
	struct mail_settings mail;
	struct webhook_settings webhook;
	struct enrol_settings enrol;
	struct look_settings look;
	struct import_settings import;
	struct serve_settings serve;
	struct helpdesk helpdesk;
	struct forecast_settings forecast;
	struct digest digest;
	struct monitor monitor;
	struct retention retention;
	const char *database;
	const char *key_file;
	const char *templates; /* the operator's own folder */
};

/*
 * Reads and checks a configuration, with the files that hold its secrets, and
 * sets the time zone of the process (clock_zone), so it is called before any
 * thread is started.  libconfuse keeps state of its own: two threads may not
 * read at the same time.
 *
 * Returns 0 and the configuration, to free with config_free; or -1, and then
 * "*config" is NULL and a line for each mistake is added to "mistakes", in the
 * order of the file:
 *
 *	twofold.conf:14: stage "reminder": at = "dedline-14d": expected "start",
 *	"deadline", "enrolled", "reset" or "promised", then for example "+7d" or
 *	"-14d"
 *
 * ending with a newline each.  "err" is filled as well, with the first of them
 * (ERR_CONFIG).  Nothing is added and only "err" is filled when the file cannot
 * be read (ERR_CONFIG) or memory runs out (ERR_INTERNAL).
 *
 * After a slip in the syntax the rest of the file is not read; then the checks
 * that need all of it (what is missing, what does not go together) wait for the
 * next time.
 */
int config_load(const char *path, struct config **config, struct buf *mistakes,
    struct err *err);

/* Wipes the secrets and frees all of it; NULL is fine. */
void config_free(struct config *config);

/* Whether pop-ups get to people: the host app is told of them, or asks. */
bool config_has_popups(const struct config *config);

/* The wave of that name, NULL for "" and for a name that is not there. */
const struct wave *config_wave(const struct config *config, const char *name);
const struct stage *config_stage(const struct config *config, const char *name);
const struct webinar *config_webinar(
    const struct config *config, const char *name);

/*
 * What the words say in a language, or in the campaign's first one; "" when
 * there is neither.
 */
const char *config_words(const struct config *config, const struct words *words,
    const char *language);

/* "language" if the campaign has it, else its first one. */
const char *config_language(const struct config *config, const char *language);

#endif
