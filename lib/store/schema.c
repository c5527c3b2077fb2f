#include <stdint.h>

#include "base/encode.h"
#include "base/hash.h"
#include "store/schema.h"
#include "store/setting.h"

#define UID_BYTES 8 /* enough that no two databases share one */

static const char version_table[] =
    "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)";

/* Apart, because the first import makes them after the people. */
#define PERSON_INDEXES                                                         \
	"CREATE UNIQUE INDEX person_ref ON person (ref);"                      \
	"CREATE UNIQUE INDEX person_email ON person (email)"                   \
	"  WHERE shared = 0 AND left_at = 0;"                                  \
	"CREATE INDEX person_shared ON person (email) WHERE shared = 1;"       \
	"CREATE INDEX person_due ON person (next_due_at)"                      \
	"  WHERE next_due_at > 0;" /* All that the figures need: see           \
				      store/census.h. */                       \
	"CREATE INDEX person_census ON person (organisation_id, left_at,"      \
	"  enrolled_at, started_at, opened_at, invited_at, unreachable_at,"    \
	"  joined_day, exempt_until, promised_day, wave, audience, method,"    \
	"  led_stage, led_channel);"

/* Instants are Unix seconds, 0 for "not (yet)"; days count from 1970-01-01. */
static const char first[] =
    "CREATE TABLE setting ("
    "  name TEXT PRIMARY KEY,"
    "  value TEXT NOT NULL);"

    "CREATE TABLE organisation ("
    "  id DB_ID,"
    "  ref TEXT NOT NULL UNIQUE,"
    "  name TEXT NOT NULL,"
    "  extended_day BIGINT NOT NULL DEFAULT 0,"
    "  exempt_until BIGINT NOT NULL DEFAULT 0);"

    /* In front what is in the indexes: it is found without the rest. */
    "CREATE TABLE person ("
    "  id DB_ID,"
    "  organisation_id BIGINT NOT NULL REFERENCES organisation (id),"
    "  ref TEXT NOT NULL,"
    "  email TEXT,"                       /* NULL without a mailbox */
    "  shared BIGINT NOT NULL DEFAULT 0," /* the mailbox, with others */
    "  left_at BIGINT NOT NULL DEFAULT 0,"
    "  next_due_at BIGINT NOT NULL DEFAULT 1," /* 0: never */
    "  enrolled_at BIGINT NOT NULL DEFAULT 0,"
    "  started_at BIGINT NOT NULL DEFAULT 0,"
    "  opened_at BIGINT NOT NULL DEFAULT 0,"
    "  invited_at BIGINT NOT NULL DEFAULT 0,"
    "  unreachable_at BIGINT NOT NULL DEFAULT 0,"
    "  name TEXT NOT NULL,"
    "  phone TEXT NOT NULL,"
    "  identifier TEXT NOT NULL,"
    "  language TEXT NOT NULL,"
    "  wave TEXT NOT NULL,"
    "  audience TEXT NOT NULL,"
    "  joined_day BIGINT NOT NULL,"
    "  listed_day BIGINT NOT NULL DEFAULT 0,"
    "  generation BIGINT NOT NULL DEFAULT 1,"
    "  method TEXT NOT NULL DEFAULT '',"
    "  led_stage TEXT NOT NULL DEFAULT ''," /* of the message before it */
    "  led_channel TEXT NOT NULL DEFAULT '',"
    "  reset_at BIGINT NOT NULL DEFAULT 0,"
    "  planned_until BIGINT NOT NULL DEFAULT 0,"
    "  extended_day BIGINT NOT NULL DEFAULT 0,"
    "  exempt_until BIGINT NOT NULL DEFAULT 0,"
    "  promised_day BIGINT NOT NULL DEFAULT 0,"
    "  promises BIGINT NOT NULL DEFAULT 0,"
    "  noticed_until BIGINT NOT NULL DEFAULT 0,"
    "  explained_day BIGINT NOT NULL DEFAULT 0,"
    "  said_day BIGINT NOT NULL DEFAULT 0,"
    "  said BIGINT NOT NULL DEFAULT 0,"
    "  silent BIGINT NOT NULL DEFAULT 0);" PERSON_INDEXES

    "CREATE TABLE credential ("
    "  person_id BIGINT NOT NULL REFERENCES person (id),"
    "  waiting BIGINT NOT NULL," /* 1 until its first code has come */
    "  sealed DB_BYTES NOT NULL,"
    "  made_at BIGINT NOT NULL,"
    "  confirmed_at BIGINT NOT NULL DEFAULT 0,"
    "  last_step BIGINT NOT NULL DEFAULT 0,"
    "  PRIMARY KEY (person_id, waiting));"

    "CREATE TABLE recovery ("
    "  person_id BIGINT NOT NULL REFERENCES person (id),"
    "  key_id TEXT NOT NULL," /* of the master key under which it was hashed */
    "  hash DB_BYTES NOT NULL,"
    "  used_at BIGINT NOT NULL DEFAULT 0,"
    "  PRIMARY KEY (person_id, hash));"

    "CREATE TABLE throttle ("
    "  person_id BIGINT NOT NULL REFERENCES person (id),"
    "  subject TEXT NOT NULL," /* what was wrong: 'code', 'proof' */
    "  failures BIGINT NOT NULL,"
    "  retry_at BIGINT NOT NULL,"
    "  PRIMARY KEY (person_id, subject));"

    "CREATE TABLE message ("
    "  id DB_ID,"
    "  person_id BIGINT NOT NULL," /* below 0: an owner, see store/weekly.h */
    "  stage TEXT NOT NULL,"
    "  occurrence BIGINT NOT NULL,"
    "  channel TEXT NOT NULL,"
    "  state TEXT NOT NULL,"
    "  step_at BIGINT NOT NULL,"
    "  next_try_at BIGINT NOT NULL,"
    "  attempts BIGINT NOT NULL DEFAULT 0,"
    "  written_at BIGINT NOT NULL DEFAULT 0," /* by which it is dated */
    "  batch_id BIGINT NOT NULL DEFAULT 0,"   /* the webhook that it goes in */
    "  bounce TEXT NOT NULL DEFAULT '',"      /* 'soft' or 'hard': came back */
    "  changed_at BIGINT NOT NULL,"
    "  detail TEXT NOT NULL DEFAULT '',"
    "  UNIQUE (person_id, stage, occurrence, channel));"
    "CREATE INDEX message_queue ON message (channel, next_try_at)"
    "  WHERE state IN ('planned', 'unknown');"
    "CREATE INDEX message_claimed ON message (state)"
    "  WHERE state = 'sending';"

    "CREATE TABLE pass ("
    "  hash DB_BYTES PRIMARY KEY,"
    "  person_id BIGINT NOT NULL REFERENCES person (id),"
    "  return_to TEXT NOT NULL,"
    "  expires_at BIGINT NOT NULL,"
    "  used_at BIGINT NOT NULL DEFAULT 0);"

    "CREATE TABLE hostkey ("
    "  name TEXT PRIMARY KEY,"
    "  hash DB_BYTES NOT NULL UNIQUE,"
    "  made_at BIGINT NOT NULL,"
    "  scopes TEXT NOT NULL);" /* what it is good for, with commas */

    /* Hashes of the lines in the lists; of many people in one row. */
    "CREATE TABLE intake_page ("
    "  page BIGINT PRIMARY KEY,"
    "  hashes DB_BYTES NOT NULL);"

    "CREATE TABLE imported ("
    "  id DB_ID,"
    "  at BIGINT NOT NULL,"
    "  organisation_id BIGINT NOT NULL," /* 0: of several */
    "  file TEXT NOT NULL,"
    "  sha256 TEXT NOT NULL,"
    "  taken BIGINT NOT NULL,"  /* 0: nothing was changed */
    "  trouble TEXT NOT NULL,"  /* why the list as a whole was refused */
    "  refusals TEXT NOT NULL," /* the first lines that were refused */
    "  added BIGINT NOT NULL,"
    "  changed BIGINT NOT NULL,"
    "  unchanged BIGINT NOT NULL,"
    "  back BIGINT NOT NULL,"
    "  gone BIGINT NOT NULL,"
    "  refused BIGINT NOT NULL);"
    "CREATE INDEX imported_sha256 ON imported (sha256);";

/* What happens, is agreed and is decided while the campaign runs. */
static const char second[] =
    "CREATE TABLE event ("
    "  id DB_ID,"
    "  at BIGINT NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  person_id BIGINT NOT NULL," /* 0: of nobody in particular */
    "  actor TEXT NOT NULL,"
    "  detail TEXT NOT NULL,"
    "  hash DB_BYTES NOT NULL);"
    "CREATE INDEX event_person ON event (person_id);"

    "CREATE TABLE exception ("
    "  id DB_ID,"
    "  kind TEXT NOT NULL,"        /* 'extension', 'exemption', 'promise' */
    "  person_id BIGINT NOT NULL," /* 0: of an organisation */
    "  organisation_id BIGINT NOT NULL," /* 0: of a person */
    "  day BIGINT NOT NULL,"             /* up to which; 0: it was taken back */
    "  reason TEXT NOT NULL,"
    "  author TEXT NOT NULL,"
    "  at BIGINT NOT NULL);"
    "CREATE INDEX exception_person ON exception (person_id);"

    "CREATE TABLE wave (" /* '' for people without one, '*' for all */
    "  name TEXT PRIMARY KEY,"
    "  paused_at BIGINT NOT NULL DEFAULT 0,"
    "  enforced_at BIGINT NOT NULL DEFAULT 0);"

    "CREATE TABLE admission (" /* told for the first time */
    "  wave TEXT NOT NULL,"
    "  day BIGINT NOT NULL,"
    "  people BIGINT NOT NULL,"
    "  PRIMARY KEY (wave, day));"

    "CREATE TABLE gate_answer (" /* that would have been given */
    "  day BIGINT NOT NULL,"
    "  decision TEXT NOT NULL,"
    "  times BIGINT NOT NULL,"
    "  PRIMARY KEY (day, decision));"

    "CREATE TABLE weekly ("
    "  id DB_ID,"
    "  day BIGINT NOT NULL UNIQUE,"
    "  at BIGINT NOT NULL,"
    "  before_at BIGINT NOT NULL);"

    "CREATE TABLE rejoiced (" /* everybody there, and congratulated */
    "  organisation_id BIGINT PRIMARY KEY);" /* 0: the whole campaign */

    "CREATE TABLE owner (" /* of the campaign, by digest.owners */
    "  id DB_ID,"
    "  email TEXT NOT NULL UNIQUE);";

/* What the reports are counted from. */
static const char third[] =
    "CREATE TABLE outreach (" /* what went out, and what it led to */
    "  day BIGINT NOT NULL,"
    "  stage TEXT NOT NULL,"
    "  channel TEXT NOT NULL,"
    "  sent BIGINT NOT NULL,"
    "  followed BIGINT NOT NULL,"
    "  PRIMARY KEY (day, stage, channel));"
    "CREATE INDEX message_failed ON message (stage, channel)"
    "  WHERE state = 'failed';"
    "CREATE INDEX message_bounced ON message (stage, channel)"
    "  WHERE bounce <> '';"
    "CREATE INDEX event_called ON event (id) WHERE kind = 'called';"

    "CREATE TABLE paper (" /* start codes */
    "  person_id BIGINT PRIMARY KEY REFERENCES person (id),"
    "  hash DB_BYTES NOT NULL UNIQUE,"
    "  key_id TEXT NOT NULL,"       /* of the master key in it */
    "  generation BIGINT NOT NULL," /* of the person's links then */
    "  made_at BIGINT NOT NULL,"    /* it is computed from */
    "  expires_at BIGINT NOT NULL);"

    "CREATE TABLE contact (" /* whom to ask there */
    "  organisation_id BIGINT PRIMARY KEY REFERENCES organisation (id),"
    "  text TEXT NOT NULL);"

    "CREATE TABLE offer (" /* a list that somebody is looking at */
    "  person_id BIGINT PRIMARY KEY REFERENCES person (id),"
    "  expires_at BIGINT NOT NULL,"
    "  whole BIGINT NOT NULL,"
    "  sum TEXT NOT NULL," /* of what it would do, as was shown */
    "  name TEXT NOT NULL,"
    "  text DB_BYTES NOT NULL);"

    "CREATE TABLE replay (" /* calls under a key of the host app's own */
    "  host TEXT NOT NULL,"
    "  key TEXT NOT NULL,"
    "  call DB_BYTES NOT NULL," /* a keyed hash of what it asked */
    "  result BIGINT NOT NULL,"
    "  retry_at BIGINT NOT NULL,"
    "  at BIGINT NOT NULL,"
    "  PRIMARY KEY (host, key));"

    "CREATE TABLE guess ("     /* wrong start codes */
    "  subject TEXT NOT NULL," /* where from; '*' for all */
    "  hour BIGINT NOT NULL,"
    "  times BIGINT NOT NULL,"
    "  PRIMARY KEY (subject, hour));";

/* Tickets have a receipt. */
static const char fourth[] =
    "ALTER TABLE pass ADD COLUMN host TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE pass ADD COLUMN receipt DB_BYTES;" /* its hash */
    "ALTER TABLE pass ADD COLUMN receipt_until BIGINT NOT NULL DEFAULT 0;"
    "CREATE UNIQUE INDEX pass_receipt ON pass (receipt);";

/* What is taken out again, and what stays of it. */
static const char fifth[] =
    "ALTER TABLE person ADD COLUMN erased_at BIGINT NOT NULL DEFAULT 0;"
    "CREATE INDEX person_left ON person (left_at)"
    "  WHERE left_at > 0 AND erased_at = 0;"
    "CREATE INDEX imported_refused ON imported (id) WHERE refusals <> '';"
    "CREATE INDEX event_contact ON event (id) WHERE kind = 'contact';"

    "ALTER TABLE event ADD COLUMN salt DB_BYTES;" /* see store/event.h */

    "CREATE TABLE called (" /* by telephone, as events of before said */
    "  organisation_id BIGINT NOT NULL,"
    "  outcome TEXT NOT NULL,"
    "  times BIGINT NOT NULL,"
    "  PRIMARY KEY (organisation_id, outcome));";

/* Append only: what has been published is never edited. */
static const char *const migrations[] = {first, second, third, fourth, fifth};
#define VERSION ((int64_t)(sizeof(migrations) / sizeof(migrations[0])))

/* Marks a new database, so that its message ids are like no other's. */
static int
name_store(struct db *db, struct err *err)
{
	uint8_t random[UID_BYTES];
	char uid[ENCODE_HEX_SIZE(UID_BYTES)];

	if (hash_random(random, sizeof(random)) == -1)
		return err_set(err, ERR_INTERNAL, "no random bytes to be had");
	encode_hex(random, sizeof(random), uid);
	return setting_put(db, SETTING_UID, uid, err);
}

static int
migrate(struct db *db, int64_t from, struct err *err)
{
	if (db_script(db, migrations[from], err) == -1)
		return -1;
	if (from == 0 && name_store(db, err) == -1)
		return -1;
	if (db_run(db, err, "DELETE FROM schema_version", DB_NONE) == -1 ||
	    db_run(db, err, "INSERT INTO schema_version VALUES ($1)",
		db_int(from + 1)) == -1)
		return -1;
	return 0;
}

int
schema_drop_indexes(struct db *db, struct err *err)
{
	return db_script(db,
	    "DROP INDEX person_ref; DROP INDEX person_email;"
	    "DROP INDEX person_shared;"
	    "DROP INDEX person_due; DROP INDEX person_census;",
	    err);
}

int
schema_make_indexes(struct db *db, struct err *err)
{
	return db_script(db, PERSON_INDEXES, err);
}

int
schema_migrate(struct db *db, struct err *err)
{
	static const char read[] = "SELECT max(version) FROM schema_version";
	int64_t version;

	if (db_script(db, version_table, err) == -1)
		return -1;
	for (;;) {
		if (db_number(db, err, &version, read, DB_NONE) == -1)
			return -1;
		if (version > VERSION)
			return err_set(err, ERR_CONFIG,
			    "the database is of version %lld, and this Twofold "
			    "knows up to %lld; use the newer one",
			    (long long)version, (long long)VERSION);
		if (version == VERSION)
			return 0;
		if (db_begin(db, err) == -1)
			return -1;
		/* Another process may have been first. */
		if (db_number(db, err, &version, read, DB_NONE) == -1 ||
		    (version < VERSION && migrate(db, version, err) == -1)) {
			db_rollback(db);
			return -1;
		}
		if (db_commit(db, err) == -1)
			return -1;
	}
}
