#ifndef MODEL_H
#define MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The plain structs and enums that travel from part to part.  Instants are Unix
 * seconds with 0 for "not (yet)"; days are numbers of base/day.h.
 */

/* Longest texts in bytes; the import refuses what is longer. */
#define REF_MAX 64 /* a key in somebody's system: user name, UUID, number */
#define FULL_NAME_MAX 128 /* the longest names in registers stay under 100 */
#define EMAIL_MAX 254     /* RFC 5321, section 4.5.3.1.3, less the brackets */
#define PHONE_MAX 16      /* "+" and 15 digits (E.164) */
#define LANGUAGE_MAX 8    /* "nl", "en", "pt-BR" */
#define LABEL_MAX 32      /* a wave's, a stage's or a method's name */
#define DETAIL_MAX 200    /* what a server said, cut */

enum audience {
	AUDIENCE_WORKER,
	AUDIENCE_ADMIN /* looks after an institution's users */
};
#define AUDIENCES 2

enum channel {
	CHANNEL_EMAIL,
	CHANNEL_POPUP,
	CHANNEL_CALL,  /* by telephone: somebody at the helpdesk does it */
	CHANNEL_LETTER /* a sheet that is printed and handed out */
};
#define CHANNELS 2     /* that a run transfers: the first of them */
#define CHANNELS_ALL 4 /* with those that people carry out */

struct organisation {
	int64_t id;
	char ref[REF_MAX + 1];
	char name[FULL_NAME_MAX + 1];
};

struct person {
	int64_t id;
	int64_t organisation; /* id */
	char ref[REF_MAX + 1];
	char name[FULL_NAME_MAX + 1];
	char email[EMAIL_MAX + 1]; /* "" without a mailbox */
	bool shared; /* the mailbox is several people's: no link goes there */
	char phone[PHONE_MAX + 1];    /* "" without a phone */
	char identifier[REF_MAX + 1]; /* asked as proof; "" when not known */
	char language[LANGUAGE_MAX + 1];
	char wave[LABEL_MAX + 1]; /* "" for the campaign's own days */
	enum audience audience;
	int64_t joined_day;
	int64_t listed_day; /* since when we know of the person in this wave */
	int64_t generation; /* links of an older generation are withdrawn */

	/* How far along: the latest of these that is set is the state. */
	int64_t invited_at;
	int64_t opened_at;
	int64_t started_at; /* was shown a secret */
	int64_t enrolled_at;
	char method[LABEL_MAX + 1]; /* "totp", or as the roster says; "" */

	int64_t reset_at;       /* last time an enrolment was taken away */
	int64_t unreachable_at; /* the mailbox does not exist */
	int64_t left_at;        /* no longer on the list: hears nothing */
	int64_t planned_until;  /* day of the last step that was handled */
	int64_t next_due_at;    /* 0: never */

	/* What was agreed with this person; days, 0 for nothing. */
	int64_t extended_day; /* own deadline */
	int64_t exempt_until; /* the last day on which nothing is asked */
	int64_t promised_day; /* chosen by the person to do it on */
	int64_t promises;     /* how often one was made */

	/* The same of the whole organisation. */
	int64_t team_extended_day;
	int64_t team_exempt_until;

	/* What was said so far: see schedule/ladder.h and ration.h. */
	int64_t noticed_until; /* instant of the last notice of an event */
	int64_t explained_day; /* of the last explanation; 0: never */
	int64_t said_day;      /* the last day in "said"; 0: nothing yet */
	int64_t said;          /* days with messages, by channel */
	int64_t silent;        /* messages in a row without a sign of life */
};

enum person_state {
	STATE_WAITING, /* the first stage is not reached */
	STATE_INVITED,
	STATE_OPENED,
	STATE_STARTED,
	STATE_ENROLLED
};
#define STATES 5

/* From what a stage's or a step's day is counted. */
enum anchor {
	ANCHOR_START,
	ANCHOR_DEADLINE,
	ANCHOR_ENROLLED,
	ANCHOR_RESET,   /* the helpdesk took the second factor away */
	ANCHOR_PROMISED /* the day that the person chose */
};

/* How far someone must be for a stage; any of those that are set will do. */
enum condition {
	CONDITION_NOT_ENROLLED,
	CONDITION_NOT_OPENED,  /* has not looked at the pages */
	CONDITION_OPENED,      /* has, and was not shown a key */
	CONDITION_STARTED,     /* was shown one, and gave no code */
	CONDITION_UNREACHABLE, /* no mailbox, or mail came back */
};
#define CONDITIONS 5

struct moment {
	enum anchor anchor;
	int64_t days; /* after it; before it when negative */
};

struct wave {
	const char *name;
	int64_t start_day;
	int64_t deadline_day;
	int64_t invites_per_day; /* people told for the first time; 0: all */
};

/* Channels in the order in which they are tried. */
struct turns {
	enum channel channels[CHANNELS_ALL];
	size_t count; /* 0: all channels of the stage at once */
};

struct stage {
	const char *name;
	struct moment at;
	struct moment until;    /* when "every" is not 0 */
	int64_t every;          /* days; 0: once */
	unsigned int audiences; /* bit 1 << enum audience */
	unsigned int channels;  /* bit 1 << enum channel */
	unsigned int only_if;   /* bit 1 << enum condition; 0: always */
	struct turns turns;
	const char *appointment; /* that its mail brings along: a
				 webinar's name or MODEL_DEADLINE; NULL, "" */
	const char *template;    /* whose texts; NULL, "": of its own name */
	int line;                /* of the configuration; 0: one of ours */
};

/* What the store says of a person's wave, beside the configuration. */
struct standing {
	bool paused; /* nothing is sent but notices of events */
	bool held;   /* the obligation waits: too few are ready */
};

enum message_state {
	MESSAGE_PLANNED, /* waits for its time, a first one or a next */
	MESSAGE_SENDING, /* claimed by a run that is at work, or died */
	MESSAGE_SENT,
	MESSAGE_FAILED,  /* will not be tried again */
	MESSAGE_UNKNOWN, /* may have arrived; goes again under the same id */
	MESSAGE_DROPPED  /* no longer needed when its time came */
};
#define MESSAGE_STATES 6

struct message {
	int64_t id;
	int64_t person; /* id */
	char stage[LABEL_MAX + 1];
	int64_t occurrence; /* tells a stage's repeats apart: see ladder.h */
	enum channel channel;
	int64_t step_at; /* the first instant of the day the stage meant */
	int64_t next_try_at;
	int64_t attempts;   /* transfers begun, the present one included */
	int64_t written_at; /* of the first one: what it says holds as of then,
			       so that a second try is the same message */
	int64_t batch; /* of pop-ups: the first of those that go together */
};

#define MODEL_DEADLINE "deadline" /* the person's, as an appointment */

/* Something for a calendar.  Texts are UTF-8. */
struct appointment {
	const char *id;       /* unlike any other's, and the same at a change */
	const char *title;    /* a line */
	const char *text;     /* "" for none */
	const char *place;    /* URL; "" for none */
	const char *timezone; /* in which the day and minutes are */
	int64_t day;
	int from; /* minute of the day, or APPOINTMENT_ALL_DAY */
	int64_t minutes;
	int64_t alarm; /* minutes before it; 0: none */
};
#define APPOINTMENT_ALL_DAY (-1)

/* A mail as it goes out.  Texts are UTF-8 and belong to whoever made it. */
struct mail {
	const char *to;
	const char *to_name;
	const char *subject;
	const char *text;
	const char *html;
	const char *message_id;  /* without angle brackets; same at each try */
	const char *language;    /* Content-Language */
	const char *return_path; /* where it comes back to; NULL: the sender */
	const struct appointment *appointment; /* NULL for none */
};

/* A webhook as it goes out. */
struct webhook {
	const char *id;   /* webhook-id; same at each try */
	const char *body; /* JSON */
};

/* How a transfer ended. */
enum delivery {
	DELIVERY_SENT,
	DELIVERY_RETRY,   /* not taken now; try again later */
	DELIVERY_REFUSED, /* this receiver will never take it */
	DELIVERY_BARRED,  /* refused for what we are (5.7.x, 410): tell the
			     operator, leave the person alone */
	DELIVERY_UNKNOWN, /* the connection broke when it may have arrived */
	DELIVERY_DOWN     /* the server itself could not be reached */
};

struct outcome {
	enum delivery delivery;
	int64_t retry_after; /* seconds the server asked for; 0: did not say */
	char
	    detail[DETAIL_MAX + 1]; /* its answer, without control characters */
};

/* The gate's answer at a login of the host app. */
enum decision {
	DECISION_ALLOW, /* enrolled, or nothing asked of this person yet */
	DECISION_NUDGE, /* before the deadline: let in, and show the pop-up */
	DECISION_ENROL, /* after it: first the second factor */
	DECISION_WAIT   /* throttled after wrong codes */
};

/* Whose public holidays are known. */
enum country {
	COUNTRY_NL,
	COUNTRY_BE,
	COUNTRY_DE,
	COUNTRY_FR,
	COUNTRY_LU
};
#define COUNTRIES 5

/*
 * Mails that are no stage of the campaign, but about a row of the store: that
 * row's id is the message's occurrence.  No stage may have their names, which
 * are also those of their templates.
 */
#define NOTICE_IMPORT "import-report"   /* about a row of "imported" */
#define NOTICE_WEEKLY "weekly"          /* about a row of "weekly" */
#define NOTICE_OWNER "weekly-owner"     /* the same, of all institutions */
#define NOTICE_REPORT "report.weekly"   /* the same, for the host app */
#define NOTICE_RECOVERY "recovery-used" /* no row: about that instant */
bool model_is_notice(const char *name);

/* Names as they stand in the store, in JSON and in the configuration. */
const char *model_audience(enum audience audience);
const char *model_channel(enum channel channel);
const char *model_state(enum person_state state);
const char *model_message_state(enum message_state state);
const char *model_decision(enum decision decision);
const char *model_condition(enum condition condition);

/* The value behind a name, -1 when there is none. */
int model_audience_of(const char *name);
int model_channel_of(const char *name);
int model_message_state_of(const char *name);
int model_condition_of(const char *name);
int model_country_of(const char *name);

/* Whether an anchor is something that happens to a person, not a fixed day. */
bool model_is_event(enum anchor anchor);

enum person_state model_person_state(const struct person *person);

/* The same of the four instants themselves. */
enum person_state model_state_of(int64_t invited_at, int64_t opened_at,
    int64_t started_at, int64_t enrolled_at);

#endif
