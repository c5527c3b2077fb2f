#include <stdlib.h>

#include "web/scribe.h"
#include "web/site.h"
#include "web/trouble.h"
#include "web/worker.h"

#define GROUP_MAX 64 /* calls; the first waits no longer than for a page */

struct scribe {
	const struct web *web;
	struct pool *pool;
	struct worker worker;
	struct exchange *first, **last;
};

static void
resume(struct exchange *exchange)
{
	exchange->answered = true;
	MHD_resume_connection(exchange->connection);
}

/* The first of the queue until "end" are answered. */
static void
resume_all(const struct web *web, struct exchange *one, struct exchange *end)
{
	struct exchange *next;

	for (; one != end; one = next) {
		/* From then on it belongs to another thread. */
		next = one->next;
		site_record(web, &one->request, &one->answer);
		resume(one);
	}
}

static void
excuse_all(const struct web *web, struct exchange *one, struct exchange *end,
    const struct err *why)
{
	for (; one != end; one = one->next)
		site_excuse(web, &one->request, &one->answer, why);
}

/* Answers those until "end" in one transaction, or none of them. */
static void
answer_group(const struct web *web, struct db *db, struct exchange *first,
    struct exchange *end)
{
	struct exchange *one;
	struct err err;

	if (db_group(db, &err) == -1) {
		excuse_all(web, first, end, &err);
		return;
	}
	for (one = first; one != end; one = one->next)
		site_write(web, db, &one->request, &one->answer);
	if (db_group_commit(db, &err) == -1)
		excuse_all(web, first, end, &err);
}

/* Where those end that may be written together with the first one. */
static struct exchange *
end_of_group(const struct web *web, struct exchange *first)
{
	struct exchange *one = first;
	size_t count;

	for (count = 0; one != NULL && count < GROUP_MAX; count++) {
		if (site_work(web, &one->request) != SITE_WRITES_BRIEFLY)
			break;
		one = one->next;
	}
	return one;
}

/* Answers the first ones and returns the rest. */
static struct exchange *
answer_some(const struct scribe *scribe, struct exchange *first)
{
	struct exchange *end = end_of_group(scribe->web, first);
	bool alone = end == first;
	struct err err;
	struct db *db = pool_take(scribe->pool, &err);

	if (alone)
		end = first->next;
	if (db == NULL)
		excuse_all(scribe->web, first, end, &err);
	else if (alone)
		site_write(scribe->web, db, &first->request, &first->answer);
	else
		answer_group(scribe->web, db, first, end);
	if (db != NULL)
		pool_give(scribe->pool, db);
	resume_all(scribe->web, first, end);
	return end;
}

/* All that wait, NULL once there is nobody and nobody will come. */
static struct exchange *
wait_for_some(struct scribe *scribe)
{
	struct exchange *first;

	worker_lock(&scribe->worker);
	while (scribe->first == NULL && !scribe->worker.stopping)
		worker_wait(&scribe->worker);
	first = scribe->first;
	scribe->first = NULL;
	scribe->last = &scribe->first;
	worker_unlock(&scribe->worker);
	return first;
}

static void *
write_for_all(void *cls)
{
	struct scribe *scribe = cls;
	struct exchange *rest;

	while ((rest = wait_for_some(scribe)) != NULL) {
		while (rest != NULL)
			rest = answer_some(scribe, rest);
	}
	return NULL;
}

int
scribe_start(const struct web *web, struct pool *pool, struct scribe **out,
    struct err *err)
{
	struct scribe *scribe = calloc(1, sizeof(*scribe));

	if (scribe == NULL)
		return err_memory(err);
	scribe->web = web;
	scribe->pool = pool;
	scribe->last = &scribe->first;
	if (worker_start(&scribe->worker, write_for_all, scribe, err) == -1) {
		free(scribe);
		return -1;
	}
	*out = scribe;
	return 0;
}

void
scribe_take(struct scribe *scribe, struct exchange *exchange)
{
	bool late;

	MHD_suspend_connection(exchange->connection);
	exchange->next = NULL;
	worker_lock(&scribe->worker);
	late = scribe->worker.stopping;
	if (!late) {
		*scribe->last = exchange;
		scribe->last = &exchange->next;
		worker_wake(&scribe->worker);
	}
	worker_unlock(&scribe->worker);
	if (late) {
		trouble_bare(&exchange->answer);
		resume(exchange);
	}
}

void
scribe_stop(struct scribe *scribe)
{
	if (scribe != NULL)
		worker_stop(&scribe->worker);
}

void
scribe_free(struct scribe *scribe)
{
	if (scribe == NULL)
		return;
	worker_free(&scribe->worker);
	free(scribe);
}
