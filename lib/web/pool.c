#include <pthread.h>
#include <stdlib.h>

#include "web/pool.h"

struct pool {
	pthread_mutex_t mutex;
	pthread_cond_t given; /* something came back */
	const char *name;
	struct db **idle;
	size_t idle_count;
	size_t taken;
	size_t size;
};

int
pool_make(const char *name, size_t size, struct pool **pool, struct err *err)
{
	struct pool *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return err_memory(err);
	p->idle = calloc(size, sizeof(*p->idle));
	if (p->idle == NULL) {
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
	if (pool == NULL)
		return;
	while (pool->idle_count > 0)
		db_close(pool->idle[--pool->idle_count]);
	pthread_cond_destroy(&pool->given);
	pthread_mutex_destroy(&pool->mutex);
	free(pool->idle);
	free(pool);
}

/* Room for one more becomes free. */
static void
release(struct pool *pool, struct db *db)
{
	pthread_mutex_lock(&pool->mutex);
	pool->taken--;
	if (db != NULL)
		pool->idle[pool->idle_count++] = db;
	pthread_cond_signal(&pool->given);
	pthread_mutex_unlock(&pool->mutex);
}

struct db *
pool_take(struct pool *pool, struct err *err)
{
	struct db *db = NULL;

	pthread_mutex_lock(&pool->mutex);
	while (pool->taken == pool->size)
		pthread_cond_wait(&pool->given, &pool->mutex);
	pool->taken++;
	if (pool->idle_count > 0)
		db = pool->idle[--pool->idle_count];
	pthread_mutex_unlock(&pool->mutex);

	/* Opening reads the disk, so nobody waits for it behind the mutex. */
	if (db == NULL && db_open(pool->name, DB_EXISTING, &db, err) == -1) {
		release(pool, NULL);
		return NULL;
	}
	return db;
}

void
pool_give(struct pool *pool, struct db *db)
{
	if (db != NULL)
		release(pool, db);
}
