#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

#include "report/muster.h"
#include "report/rollcall.h"

/* Of fewer people the beginning of a thread takes longer than they do. */
#define PEOPLE_EACH 50000
#define PARTS_MAX 4
#define KEEP 1024 /* KiB of a part's database; each page comes by once */

/* What one thread does: the organisations "first" to "last". */
struct part {
	struct db *db;
	struct rollcall *rollcall;
	int64_t first, last;
	pthread_t thread;
	bool running;
	int rc;
	struct err err;
};

struct muster {
	struct part parts[PARTS_MAX];
	size_t count;
};

static void *
call(void *cls)
{
	struct part *part = cls;

	part->rc = rollcall_call(
	    part->rollcall, part->db, part->first, part->last, &part->err);
	return NULL;
}

/*
 * Holds the present state, so that all parts see the same one.  It is known to
 * be that from the first read on, if nobody has committed before that.  Returns
 * 0 or -1.
 */
static int
hold(struct db *db, uint64_t *state, struct err *err)
{
	struct census_size ignored;
	uint64_t before;

	if (db_hold(db, err) == -1)
		return -1;
	before = db_state(db);
	if (census_size(db, &ignored, err) == -1 || db_hold(db, err) == -1)
		return -1;
	*state = db_state(db);
	return *state != 0 && *state == before ? 0 : -1;
}

/* Gives the parts but the first, which has "db", connections of their own. */
static int
connect(struct muster *m, const char *name, struct err *err)
{
	uint64_t state, other;
	size_t i;

	if (hold(m->parts[0].db, &state, err) == -1)
		return -1;
	for (i = 1; i < m->count; i++) {
		if (db_open(name, DB_EXISTING, &m->parts[i].db, err) == -1 ||
		    db_keep(m->parts[i].db, KEEP, err) == -1 ||
		    hold(m->parts[i].db, &other, err) == -1 || other != state)
			return -1;
	}
	return 0;
}

static void
disconnect(struct muster *m)
{
	size_t i;

	for (i = 1; i < PARTS_MAX; i++) {
		db_close(m->parts[i].db);
		m->parts[i].db = NULL;
	}
}

/* In how many parts so many people are counted. */
static size_t
parts_for(const struct census_size *size)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int64_t count = size->people / PEOPLE_EACH;

	if (count > processors)
		count = processors;
	if (count > size->organisations)
		count = size->organisations;
	if (count > PARTS_MAX)
		count = PARTS_MAX;
	return count < 1 ? 1 : (size_t)count;
}

/* All organisations, or with "one" not 0 that one. */
static void
divide(struct muster *m, const struct census_size *size, int64_t one)
{
	int64_t each = size->organisations / (int64_t)m->count;
	size_t i;

	for (i = 0; i < m->count; i++) {
		m->parts[i].first = one != 0 ? one : (int64_t)i * each + 1;
		m->parts[i].last = one != 0 ? one : ((int64_t)i + 1) * each;
	}
	if (one == 0)
		m->parts[i - 1].last = INT64_MAX;
}

/* A part for which there is no thread is done here, after the first. */
static void
call_all(struct muster *m)
{
	struct part *part;
	size_t i;

	for (i = 1; i < m->count; i++) {
		part = &m->parts[i];
		part->running =
		    pthread_create(&part->thread, NULL, call, part) == 0;
	}
	call(&m->parts[0]);
	for (i = 1; i < m->count; i++) {
		part = &m->parts[i];
		if (part->running)
			pthread_join(part->thread, NULL);
		else
			call(part);
	}
}

static int
join_all(struct muster *m, struct err *err)
{
	size_t i;

	for (i = 0; i < m->count; i++) {
		if (m->parts[i].rc == -1) {
			*err = m->parts[i].err;
			return -1;
		}
		if (i > 0 &&
		    rollcall_join(
			m->parts[0].rollcall, m->parts[i].rollcall, err) == -1)
			return -1;
	}
	return 0;
}

int
muster_take(struct db *db, const struct config *config, int64_t organisation,
    struct adoption *adoption, struct err *err)
{
	struct muster m = {.count = 1};
	bool held = db_state(db) != 0;
	struct census_size size;
	int rc = -1;
	size_t i;

	m.parts[0].db = db;
	if (census_size(db, &size, err) == -1)
		return -1;
	if (organisation == 0)
		m.count = parts_for(&size);
	/* Where others write all the time, one goes by all of them. */
	if (m.count > 1 && connect(&m, config->database, err) == -1)
		m.count = 1;
	divide(&m, &size, organisation);
	for (i = 0; i < m.count; i++) {
		if (rollcall_begin(
			config, adoption, &m.parts[i].rollcall, err) == -1)
			goto out;
	}
	call_all(&m);
	if (join_all(&m, err) == -1)
		goto out;
	rollcall_end(m.parts[0].rollcall, adoption);
	rc = 0;
out:
	for (i = 0; i < m.count; i++)
		rollcall_free(m.parts[i].rollcall);
	disconnect(&m);
	if (!held)
		db_let_go(db);
	return rc;
}
