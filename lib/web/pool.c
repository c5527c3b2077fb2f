#include <pthread.h>
#include <stdlib.h>

#include "web/pool.h"

struct seat {
	struct db *db; /* NULL before it is opened */
	bool taken;
	pthread_t user; /* the last thread, whose processor knows it best */
};

struct pool {
	pthread_mutex_t mutex;
	pthread_cond_t given; /* something came back */
	const char *name;
	size_t size;
	size_t taken;
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

static struct seat *
sit_down(struct pool *pool)
{
	struct seat *seat;

	pthread_mutex_lock(&pool->mutex);
	while (pool->taken == pool->size)
		pthread_cond_wait(&pool->given, &pool->mutex);
	seat = choose(pool);
	seat->taken = true;
	seat->user = pthread_self();
	pool->taken++;
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
	struct seat *seat = sit_down(pool);
	struct db *db = seat->db, *broken = NULL;

	/* Opening reads the disk, so nobody waits for it behind the mutex. */
	if (db == NULL)
		db_open(pool->name, DB_EXISTING, &db, err);
	if (db != NULL && !reads) {
		db_let_go(db);
	} else if (db != NULL && db_hold(db, err) == -1) {
		broken = db;
		db = NULL;
	}
	if (db == NULL || db != seat->db)
		settle(pool, seat, db);
	/* Not before: a new one may have its address, and pool_give asks. */
	db_close(broken);
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
	size_t i = 0;

	pthread_mutex_lock(&pool->mutex);
	while (pool->seats[i].db != db)
		i++;
	stand_up(pool, &pool->seats[i]);
	pthread_mutex_unlock(&pool->mutex);
}

void
pool_refresh(struct pool *pool)
{
	struct seat *seat;
	size_t i;

	pthread_mutex_lock(&pool->mutex);
	for (i = 0; i < pool->size; i++) {
		seat = &pool->seats[i];
		if (!seat->taken && seat->db != NULL)
			db_let_go(seat->db);
	}
	pthread_mutex_unlock(&pool->mutex);
}
