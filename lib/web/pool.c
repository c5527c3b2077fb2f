#include <pthread.h>
#include <stdlib.h>

#include "base/clock.h"
#include "web/pool.h"

/*
 * Reads within POOL_HOLD_TICKS by one connection from which on the next one
 * shares their state: before, the locks cost next to nothing.
 */
#define CROWD 32

struct seat {
	struct db *db; /* NULL before it is opened */
	bool taken;
	pthread_t user; /* the last thread, whose processor knows it best */

	/* The present stretch of POOL_HOLD_TICKS. */
	int64_t since; /* in clock_ticks */
	int reads;
	uint64_t writes; /* the pool's, when its state was taken */
};

struct pool {
	pthread_mutex_t mutex;
	pthread_cond_t given; /* something came back */
	const char *name;
	size_t size;
	size_t taken;
	uint64_t writes; /* how often something may have been written */
	struct seat *seats;
};

int
pool_make(const char *name, size_t size, struct pool **pool, struct err *err)
{
	struct pool *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return err_memory(err);
	p->seats = calloc(size, sizeof(*p->seats));
	if (p->seats == NULL) {
		free(p);
		return err_memory(err);
	}
	p->name = name;
	p->size = size;
	pthread_mutex_init(&p->mutex, NULL);
	pthread_cond_init(&p->given, NULL);
	*pool = p;
	return 0;
}

void
pool_free(struct pool *pool)
{
	size_t i;

	if (pool == NULL)
		return;
	for (i = 0; i < pool->size; i++)
		db_close(pool->seats[i].db);
	pthread_cond_destroy(&pool->given);
	pthread_mutex_destroy(&pool->mutex);
	free(pool->seats);
	free(pool);
}

/* A free seat: the one that this thread had, else an open one, else any. */
static struct seat *
choose(const struct pool *pool)
{
	struct seat *seat, *best = NULL;
	size_t i;

	for (i = 0; i < pool->size; i++) {
		seat = &pool->seats[i];
		if (seat->taken)
			continue;
		if (seat->db != NULL &&
		    pthread_equal(seat->user, pthread_self()))
			return seat;
		if (best == NULL || (best->db == NULL && seat->db != NULL))
			best = seat;
	}
	return best;
}

/* Whether the seat's next reader needs a state of its own. */
static bool
turn(struct pool *pool, struct seat *seat)
{
	int64_t ticks = clock_ticks();
	bool stale = seat->writes != pool->writes;

	seat->writes = pool->writes;
	if (ticks - seat->since >= POOL_HOLD_TICKS) {
		seat->since = ticks;
		seat->reads = 0;
		stale = true;
	}
	seat->reads++;
	return stale;
}

/* Takes a seat, which holds nothing or what may be shared. */
static struct seat *
sit_down(struct pool *pool, bool reads)
{
	struct seat *seat;

	pthread_mutex_lock(&pool->mutex);
	while (pool->taken == pool->size)
		pthread_cond_wait(&pool->given, &pool->mutex);
	seat = choose(pool);
	seat->taken = true;
	seat->user = pthread_self();
	pool->taken++;
	if ((!reads || turn(pool, seat)) && seat->db != NULL)
		db_let_go(seat->db);
	pthread_mutex_unlock(&pool->mutex);
	return seat;
}

static void
stand_up(struct pool *pool, struct seat *seat)
{
	seat->taken = false;
	pool->taken--;
	pthread_cond_signal(&pool->given);
}

/* A seat got its connection, or lost it and nobody sits there. */
static void
settle(struct pool *pool, struct seat *seat, struct db *db)
{
	pthread_mutex_lock(&pool->mutex);
	seat->db = db;
	if (db == NULL)
		stand_up(pool, seat);
	pthread_mutex_unlock(&pool->mutex);
}

static struct db *
take(struct pool *pool, bool reads, struct err *err)
{
	struct seat *seat = sit_down(pool, reads);
	struct db *db = seat->db;

	/* Opening reads the disk, so nobody waits for it behind the mutex. */
	if (db == NULL)
		db_open(pool->name, DB_EXISTING, &db, err);
	if (db != NULL && reads && db_hold(db, err) == -1) {
		db_close(db);
		db = NULL;
	}
	if (db == NULL || db != seat->db)
		settle(pool, seat, db);
	return db;
}

struct db *
pool_take(struct pool *pool, struct err *err)
{
	return take(pool, false, err);
}

struct db *
pool_read(struct pool *pool, struct err *err)
{
	return take(pool, true, err);
}

void
pool_give(struct pool *pool, struct db *db)
{
	struct seat *seat;
	size_t i = 0;

	pthread_mutex_lock(&pool->mutex);
	while (pool->seats[i].db != db)
		i++;
	seat = &pool->seats[i];
	/* Who writes does not hold, or no longer. */
	if (!db_holds(db))
		pool->writes++;
	else if (seat->reads < CROWD)
		db_let_go(db);
	stand_up(pool, seat);
	pthread_mutex_unlock(&pool->mutex);
}

void
pool_refresh(struct pool *pool)
{
	int64_t ticks = clock_ticks();
	struct seat *seat;
	size_t i;

	pthread_mutex_lock(&pool->mutex);
	for (i = 0; i < pool->size; i++) {
		seat = &pool->seats[i];
		if (!seat->taken && seat->db != NULL &&
		    ticks - seat->since >= POOL_HOLD_TICKS)
			db_let_go(seat->db);
	}
	pthread_mutex_unlock(&pool->mutex);
}
