#ifndef FIXTURE_H
#define FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "config/config.h"
#include "db/db.h"
#include "enrol/desk.h"
#include "model.h"
#include "otp/keyfile.h"
#include "otp/keyring.h"
#include "store/intake.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/schema.h"

#define FIXTURE_FOLDER 32
#define FIXTURE_PATH 64
#define DUMP_MAX 262144

/*
 * A campaign of its own in a folder of its own: database, key, configuration
 * and one organisation.  Made by fixture_setup, taken away by fixture_teardown.
 */
struct fixture {
	char folder[FIXTURE_FOLDER];
	char database[FIXTURE_PATH];
	char key_file[FIXTURE_PATH];
	struct db *db;
	struct keyring *keys;
	struct config config;
	struct desk desk; /* its "now" is for the test to set */
	struct organisation organisation;
	struct err err;
};

/* An instant as clock_parse reads it; "" is 0. */
static inline int64_t
instant(const char *text)
{
	int64_t at = 0;

	if (text[0] != '\0')
		assert_int_equal(clock_parse(text, &at), 0);
	return at;
}

static inline int64_t
the_day(const char *text)
{
	int64_t day;

	assert_int_equal(day_parse(text, &day), 0);
	return day;
}

/* The campaign of the design: four months, one wave, eight stages. */
static inline void
fixture_config(struct config *config)
{
	static const char *const languages[] = {"nl", "en"};
	static const char *const hosts[] = {"app.example.nl"};
	static const char *const managers[] = {"keepassxc", "other"};
	static const unsigned int worker = 1U << AUDIENCE_WORKER;
	static const unsigned int admin = 1U << AUDIENCE_ADMIN;
	static const unsigned int both = 3, email = 1U << CHANNEL_EMAIL;
	static struct wave waves[1];
	static struct stage stages[8];

	assert_int_equal(
	    clock_zone("Europe/Amsterdam", &(struct err){.kind = ERR_NONE}), 0);
	waves[0] = (struct wave){
	    "pilot", the_day("2026-08-01"), the_day("2026-10-01"), 0};
	stages[0] = (struct stage){"announce-admin", {ANCHOR_START, 0},
	    {ANCHOR_START, 0}, 0, admin, email, 0, {{0}, 0}, "", "", 0};
	stages[1] = (struct stage){"announce", {ANCHOR_START, 7},
	    {ANCHOR_START, 0}, 0, worker, 3, 0, {{0}, 0}, "", "", 0};
	stages[2] = (struct stage){"reminder", {ANCHOR_DEADLINE, -60},
	    {ANCHOR_DEADLINE, -14}, 14, both, 3, 0, {{0}, 0}, "", "", 0};
	stages[3] = (struct stage){"last-weeks", {ANCHOR_DEADLINE, -14},
	    {ANCHOR_DEADLINE, -1}, 3, both, 3, 0, {{0}, 0}, "", "", 0};
	stages[4] = (struct stage){"enforced", {ANCHOR_DEADLINE, 0},
	    {ANCHOR_START, 0}, 0, both, email, 0, {{0}, 0}, "", "", 0};
	stages[5] = (struct stage){"enrolled", {ANCHOR_ENROLLED, 0},
	    {ANCHOR_START, 0}, 0, both, email, 0, {{0}, 0}, "", "", 0};
	stages[6] = (struct stage){"check-up", {ANCHOR_ENROLLED, 28},
	    {ANCHOR_START, 0}, 0, both, email, 0, {{0}, 0}, "", "", 0};
	stages[7] = (struct stage){"reset", {ANCHOR_RESET, 0},
	    {ANCHOR_START, 0}, 0, both, email, 0, {{0}, 0}, "", "", 0};
	*config = (struct config){
	    .path = "twofold.conf",
	    .campaign = {.name = "medplan-2fa",
		.product = "MedPlan",
		.supplier = "MedPlan",
		.timezone = "Europe/Amsterdam",
		.start_day = the_day("2026-08-01"),
		.deadline_day = the_day("2026-12-01"),
		.grace = 14,
		.escalate_after = 3,
		.languages = languages,
		.language_count = 2},
	    .waves = waves,
	    .wave_count = 1,
	    .stages = stages,
	    .stage_count = sizeof(stages) / sizeof(stages[0]),
	    .send = {.weekdays = 0x1f,
		.from = 9 * 60,
		.until = 17 * 60,
		.holidays = 1U << COUNTRY_NL,
		.per_week = 3},
	    .snooze = {.times = 2, .margin = 7},
	    .mail = {.server = "smtp://127.0.0.1:2525"},
	    .webhook = {.url = "https://app.example.nl/hook"},
	    .enrol = {.base_url = "https://2fa.example.nl",
		.proof = PROOF_IDENTIFIER,
		.link_days = 30,
		.start_code_days = 30,
		.return_to = hosts,
		.return_to_count = 1,
		.managers = managers,
		.manager_count = 2},
	    .look = {.colour = "", .logo = ""},
	};
}

static inline struct fixture *
fixture_make(void)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	snprintf(f->folder, sizeof(f->folder), "/tmp/twofold-unit.XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->database, sizeof(f->database), "%s/db", f->folder);
	snprintf(f->key_file, sizeof(f->key_file), "%s/key", f->folder);
	fixture_config(&f->config);
	assert_int_equal(keyfile_create(f->key_file, &f->err), 0);
	assert_int_equal(keyring_load(f->key_file, &f->keys, &f->err), 0);
	assert_int_equal(db_open(f->database, DB_CREATE, &f->db, &f->err), 0);
	f->config.database = f->database;
	assert_int_equal(schema_migrate(f->db, &f->err), 0);
	snprintf(f->organisation.ref, sizeof(f->organisation.ref), "zonnehof");
	snprintf(
	    f->organisation.name, sizeof(f->organisation.name), "De Zonnehof");
	assert_int_equal(organisation_put(f->db, &f->organisation, &f->err), 0);
	f->desk = (struct desk){
	    .db = f->db,
	    .config = &f->config,
	    .keys = f->keys,
	    .now = instant("2026-10-05T14:00"),
	    .actor = "test",
	};
	return f;
}

static inline void
fixture_free(struct fixture *f)
{
	static const char *const names[] = {"db", "db-wal", "db-shm", "key"};
	char path[FIXTURE_PATH];
	size_t i;

	db_close(f->db);
	keyring_free(f->keys);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", f->folder, names[i]);
		unlink(path);
	}
	rmdir(f->folder);
	free(f);
}

/* For cmocka_unit_test_setup_teardown. */
static inline int
fixture_setup(void **state)
{
	*state = fixture_make();
	return 0;
}

static inline int
fixture_teardown(void **state)
{
	fixture_free(*state);
	return 0;
}

/* A worker of the organisation, there from before the start, not stored. */
static inline struct person
somebody(const struct fixture *f, const char *ref)
{
	struct person p = {
	    .organisation = f->organisation.id,
	    .audience = AUDIENCE_WORKER,
	    .joined_day = the_day("2026-07-01"),
	    .generation = 1,
	};

	snprintf(p.ref, sizeof(p.ref), "%s", ref);
	snprintf(p.name, sizeof(p.name), "Name of %s", ref);
	snprintf(p.email, sizeof(p.email), "%s@example.nl", ref);
	snprintf(p.identifier, sizeof(p.identifier), "Nr-%s", ref);
	snprintf(p.language, sizeof(p.language), "nl");
	return p;
}

static inline struct person
stored(struct fixture *f, const char *ref)
{
	struct person p;

	assert_int_equal(person_find(f->db, ref, &p, &f->err), LOOKUP_FOUND);
	return p;
}

/* Adds a person, who gets an id. */
static inline void
put_person(struct fixture *f, struct person *p)
{
	assert_int_equal(intake_add(f->db, p, &f->err), 0);
	p->id = stored(f, p->ref).id;
}

/* The same for somebody. */
static inline struct person
add_person(struct fixture *f, const char *ref)
{
	struct person p = somebody(f, ref);

	put_person(f, &p);
	return p;
}

/* The first number of a statement without values. */
static inline int64_t
number_of(struct fixture *f, const char *sql)
{
	int64_t number;

	assert_int_equal(db_number(f->db, &f->err, &number, sql, DB_NONE), 0);
	return number;
}

/* Adds all that the tables hold to "dump", in the order of their rows. */
static inline void
dump_tables(struct fixture *f, struct buf *dump)
{
	static const char *const tables[] = {
	    "SELECT quote(name) || quote(value) FROM setting ORDER BY 1",
	    "SELECT quote(id) || quote(ref) || quote(name) FROM organisation"
	    " ORDER BY id",
	    "SELECT quote(id) || quote(ref) || quote(email) || generation"
	    " || ' ' || invited_at || ' ' || opened_at || ' ' || started_at"
	    " || ' ' || enrolled_at || quote(method) || unreachable_at"
	    " || ' ' || planned_until || ' ' || next_due_at FROM person"
	    " ORDER BY id",
	    "SELECT quote(person_id) || quote(sealed) || made_at || ' ' ||"
	    " confirmed_at || ' ' || last_step FROM credential ORDER BY 1",
	    "SELECT quote(person_id) || quote(hash) || used_at FROM recovery"
	    " ORDER BY 1",
	    "SELECT quote(person_id) || quote(subject) || failures || ' ' ||"
	    " retry_at FROM throttle ORDER BY 1",
	    "SELECT quote(id) || quote(stage) || quote(state) || attempts ||"
	    " ' ' || next_try_at FROM message ORDER BY id",
	    "SELECT quote(hash) || person_id || quote(return_to) || expires_at"
	    " || ' ' || used_at FROM pass ORDER BY 1",
	    "SELECT quote(name) || quote(hash) FROM hostkey ORDER BY 1",
	    "SELECT quote(id) || quote(hash) FROM event ORDER BY id",
	};
	struct db_rows *rows;
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		rows = db_query(f->db, &f->err, tables[i], DB_NONE);
		assert_non_null(rows);
		while (db_next(rows, &f->err) == 1)
			buf_format(dump, "%s\n", db_column_text(rows, 0));
		db_end(rows);
	}
	assert_false(dump->failed);
}

#define FIXTURE_TEST(f)                                                        \
	cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

#endif
