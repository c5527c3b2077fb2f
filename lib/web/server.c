#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <microhttpd.h>

#include "web/exchange.h"
#include "web/keeper.h"
#include "web/listen.h"
#include "web/pool.h"
#include "web/reaper.h"
#include "web/registrar.h"
#include "web/scribe.h"
#include "web/server.h"
#include "web/site.h"
#include "web/usher.h"

/*
 * Many more than are at work: those that keep silent until TIMEOUT must not be
 * in the way of the others.  One costs HEADERS_MAX at most.
 */
#define CONNECTIONS_MAX 4096
#define TIMEOUT 15 /* seconds without a byte */
#define FILES 64   /* that are open besides connections: database, log */

/* Bytes for a connection's headers both ways; more of them are refused. */
#define HEADERS_MAX (16 * 1024)

struct server {
	struct web web;
	struct MHD_Daemon *daemon;
	struct pool *pool;
	struct keeper *keeper;
	struct reaper *reaper;
	struct registrar *registrar;
	struct scribe *scribe;
	struct usher *usher;
	int fd;         /* where it listens */
	bool inherited; /* that is systemd's */
	pthread_mutex_t mutex;
	pthread_cond_t idle;
	atomic_bool stopping;
	atomic_size_t busy; /* requests that came in and did not end */
};

/* Nobody waits for the last one before the end: no lock until then. */
static void
count_down(struct server *server)
{
	if (atomic_fetch_sub(&server->busy, 1) > 1 || !server->stopping)
		return;
	pthread_mutex_lock(&server->mutex);
	pthread_cond_broadcast(&server->idle);
	pthread_mutex_unlock(&server->mutex);
}

/* What writes is left to the scribe, who has us called once more. */
static enum MHD_Result
finish(struct server *server, struct exchange *exchange)
{
	struct request *request = &exchange->request;

	if (!exchange->answered &&
	    site_work(&server->web, request) != SITE_READS) {
		scribe_take(server->scribe, exchange);
		return MHD_YES;
	}
	if (!exchange->answered)
		site_answer(
		    &server->web, server->pool, request, &exchange->answer);
	return exchange_reply(exchange);
}

/*
 * Called first when the headers are there, then for each piece of the body,
 * then once more when it is complete; only that last time it answers, so that
 * no half-read body is taken for the next request.
 */
static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *data, size_t *len,
    void **state)
{
	struct server *server = cls;
	struct exchange *exchange = *state;

	(void)version;
	if (exchange == NULL) {
		exchange =
		    exchange_begin(&server->web, connection, method, url);
		if (exchange == NULL)
			return MHD_NO;
		*state = exchange;
		atomic_fetch_add(&server->busy, 1);
		return MHD_YES;
	}
	if (*len == 0)
		return finish(server, exchange);
	if (exchange_body(exchange, data, *len) == -1)
		return MHD_NO;
	*len = 0;
	return MHD_YES;
}

static void
on_end(void *cls, struct MHD_Connection *connection, void **state,
    enum MHD_RequestTerminationCode why)
{
	struct server *server = cls;
	struct exchange *exchange = *state;
	const union MHD_ConnectionInfo *info;

	(void)why;
	info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	if (info != NULL)
		reaper_renew(info->socket_context);
	if (exchange == NULL)
		return;
	exchange_free(exchange);
	*state = NULL;
	keeper_wake(server->keeper);
	count_down(server);
}

static void
on_connection(void *cls, struct MHD_Connection *connection, void **visitor,
    enum MHD_ConnectionNotificationCode what)
{
	struct server *server = cls;
	const union MHD_ConnectionInfo *info;

	if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
		reaper_leave(server->reaper, *visitor);
		return;
	}
	info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	*visitor = info == NULL
	    ? NULL
	    : reaper_enter(server->reaper, info->connect_fd);
}

static void
server_free(struct server *server)
{
	scribe_free(server->scribe);
	keeper_stop(server->keeper);
	reaper_stop(server->reaper);
	registrar_stop(server->registrar);
	pool_free(server->pool);
	metrics_free(server->web.metrics);
	gatebook_free(server->web.book);
	porter_free(server->web.porter);
	crowd_free(server->web.crowd);
	pthread_cond_destroy(&server->idle);
	pthread_mutex_destroy(&server->mutex);
	free(server);
}

/* As many connections as we want, or as the system lets us have. */
static unsigned int
connections(void)
{
	const rlim_t wanted = CONNECTIONS_MAX + FILES;
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		return FILES;
	if (limit.rlim_cur < wanted) {
		limit.rlim_cur =
		    limit.rlim_max < wanted ? limit.rlim_max : wanted;
		setrlimit(RLIMIT_NOFILE, &limit);
		getrlimit(RLIMIT_NOFILE, &limit);
	}
	if (limit.rlim_cur >= wanted)
		return CONNECTIONS_MAX;
	return limit.rlim_cur > 2 * FILES ? (unsigned int)limit.rlim_cur - FILES
					  : FILES;
}

static int
start_daemon(struct server *server, struct err *err)
{
	const struct serve_settings *serve = &server->web.config->serve;
	unsigned int places = connections();

	/* A pool of one is refused by the library: that is no pool. */
	server->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD |
		MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME,
	    0, NULL, NULL, on_request, server, MHD_OPTION_THREAD_POOL_SIZE,
	    serve->threads > 1 ? (unsigned int)serve->threads : 0,
	    MHD_OPTION_CONNECTION_LIMIT, places, MHD_OPTION_CONNECTION_TIMEOUT,
	    (unsigned int)TIMEOUT, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
	    (size_t)HEADERS_MAX, MHD_OPTION_NOTIFY_COMPLETED, on_end, server,
	    MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
	    MHD_OPTION_END);
	if (server->daemon == NULL)
		return err_set(err, ERR_INTERNAL,
		    "%s: the HTTP server cannot be started", serve->listen);
	return usher_start(
	    server->daemon, server->fd, places, &server->usher, err);
}

/* Only a gate that enforces answers without writing; see site_work. */
static int
open_book(struct server *server, struct db *db, struct err *err)
{
	struct web *web = &server->web;

	if (web->config->gate.mode != GATE_ENFORCE)
		return 0;
	return gatebook_make(db, &web->book, err) == -1
	    ? -1
	    : registrar_start(web, &server->registrar, err);
}

/* What stands behind the connections that will come. */
static int
start_helpers(struct server *server, struct err *err)
{
	const struct web *web = &server->web;
	struct db *db;
	int rc;

	server->web.metrics = metrics_make();
	if (server->web.metrics == NULL)
		return err_memory(err);
	/* One connection for each thread, and one for the scribe. */
	if (crowd_make(&server->web.crowd, err) == -1 ||
	    porter_make(&server->web.porter, err) == -1 ||
	    pool_make(web->config->database,
		(size_t)web->config->serve.threads + 1, &server->pool,
		err) == -1 ||
	    keeper_start(server->pool, web->log, &server->keeper, err) == -1 ||
	    reaper_start(&server->reaper, err) == -1)
		return -1;
	/* A database that is not there is better known now. */
	db = pool_take(server->pool, err);
	if (db == NULL)
		return -1;
	rc = open_book(server, db, err);
	pool_give(server->pool, db);
	return rc == -1 ? -1
			: scribe_start(web, server->pool, &server->scribe, err);
}

static int
start_listening(struct server *server, struct err *err)
{
	if (listen_inherited(&server->fd, err) == -1)
		return -1;
	server->inherited = server->fd != -1;
	if (!server->inherited)
		server->fd = listen_open(server->web.config->serve.listen, err);
	return server->fd == -1 ? -1 : 0;
}

int
server_start(const struct web *web, struct server **out, struct err *err)
{
	struct server *server = calloc(1, sizeof(*server));

	if (server == NULL)
		return err_memory(err);
	server->web = *web;
	server->fd = -1;
	pthread_mutex_init(&server->mutex, NULL);
	pthread_cond_init(&server->idle, NULL);
	if (start_helpers(server, err) == -1 ||
	    start_listening(server, err) == -1 ||
	    start_daemon(server, err) == -1) {
		server_stop(server);
		return -1;
	}
	*out = server;
	return 0;
}

const char *
server_place(const struct server *server)
{
	return server->inherited ? "the socket of systemd"
				 : server->web.config->serve.listen;
}

static void
wait_idle(struct server *server)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += SERVER_STOP_SECONDS;
	pthread_mutex_lock(&server->mutex);
	server->stopping = true;
	while (server->busy > 0 &&
	    pthread_cond_timedwait(&server->idle, &server->mutex, &until) == 0)
		continue;
	pthread_mutex_unlock(&server->mutex);
}

/* The socket of systemd stays open: who comes there waits for the next one. */
void
server_stop(struct server *server)
{
	if (server == NULL)
		return;
	usher_stop(server->usher);
	if (server->fd != -1)
		close(server->fd);
	wait_idle(server);
	scribe_stop(server->scribe);
	if (server->daemon != NULL)
		MHD_stop_daemon(server->daemon);
	server_free(server);
}
