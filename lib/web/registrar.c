#include <stdlib.h>

#include "web/registrar.h"
#include "web/worker.h"

#define REST 4           /* of clock_ticks, after each part */
#define LOOK CLOCK_TICKS /* whether there is something to do again */
#define CACHE 4096       /* KiB; each row is read once */

struct registrar {
	struct worker worker;
	const struct web *web;
	struct db *db;
	bool at_it;    /* not everyone is entered */
	int64_t after; /* the id of the last one who is */
	int64_t began; /* with this gatebook_begins */
	int64_t again; /* of clock_ticks, when all are entered anew */
};

static void
begin(struct registrar *registrar)
{
	const struct web *web = registrar->web;
	struct err err;

	registrar->at_it = true;
	registrar->after = 0;
	registrar->began = gatebook_begins(web->book);
	registrar->again = clock_ticks() + REGISTRAR_MINUTES * 60 * CLOCK_TICKS;
	if (gatebook_make_room(web->book, registrar->db, &err) == -1)
		log_write(web->log, LOG_WARNING, "gate: %s", err.text);
}

/* Who cannot be entered now is looked up when asked about. */
static void
enter_some(struct registrar *registrar)
{
	const struct web *web = registrar->web;
	const struct desk desk = {.config = web->config, .db = registrar->db};
	struct err err;
	int n = -1;

	if (db_hold(registrar->db, &err) == 0)
		n = gatebook_enter(web->book, &desk, &registrar->after, &err);
	db_let_go(registrar->db);
	if (n == -1)
		log_write(web->log, LOG_WARNING, "gate: %s", err.text);
	registrar->at_it = n == GATEBOOK_PART;
}

static void
go_on(struct registrar *registrar)
{
	if (!registrar->at_it &&
	    (registrar->began != gatebook_begins(registrar->web->book) ||
		clock_ticks() >= registrar->again))
		begin(registrar);
	if (registrar->at_it)
		enter_some(registrar);
}

static void *
run(void *context)
{
	struct registrar *registrar = context;
	struct worker *worker = &registrar->worker;

	worker_lock(worker);
	while (!worker->stopping) {
		worker_unlock(worker);
		go_on(registrar);
		worker_lock(worker);
		worker_rest(worker, registrar->at_it ? REST : LOOK);
	}
	worker_unlock(worker);
	return NULL;
}

int
registrar_start(const struct web *web, struct registrar **out, struct err *err)
{
	struct registrar *registrar = calloc(1, sizeof(*registrar));

	if (registrar == NULL)
		return err_memory(err);
	registrar->web = web;
	if (db_open(web->config->database, DB_EXISTING, &registrar->db, err) ==
		-1 ||
	    db_keep(registrar->db, CACHE, err) == -1 ||
	    worker_start(&registrar->worker, run, registrar, err) == -1) {
		db_close(registrar->db);
		free(registrar);
		return -1;
	}
	*out = registrar;
	return 0;
}

void
registrar_stop(struct registrar *registrar)
{
	if (registrar == NULL)
		return;
	worker_stop(&registrar->worker);
	worker_free(&registrar->worker);
	db_close(registrar->db);
	free(registrar);
}
