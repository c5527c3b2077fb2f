#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <microhttpd.h>

#include "base/hash.h"
#include "web/keeper.h"
#include "web/listen.h"
#include "web/reaper.h"
#include "web/pool.h"
#include "web/server.h"
#include "web/site.h"

/*
 * Many more than are at work: those that keep silent until TIMEOUT must not be
 * in the way of the others.  One costs HEADERS_MAX at most.
 */
#define CONNECTIONS_MAX 4096
#define TIMEOUT 15 /* seconds without a byte */
#define FILES 64   /* that are open besides connections: database, log */

/* Bytes for a connection's headers both ways; more of them are refused. */
#define HEADERS_MAX (16 * 1024)

/* Who sends so many times as much as there is room for is cut off. */
#define FLOOD 64

struct server {
	struct web web;
	struct MHD_Daemon *daemon;
	struct pool *pool;
	struct keeper *keeper;
	struct reaper *reaper;
	bool inherited; /* the socket is systemd's: not ours to shut down */
	pthread_mutex_t mutex;
	pthread_cond_t idle;
	size_t busy; /* requests that came in and did not end */
};

/* One request while its bytes come in. */
struct exchange {
	struct request request;
	size_t received; /* bytes of the body */
};

static void
count(struct server *server, bool begins)
{
	pthread_mutex_lock(&server->mutex);
	if (begins)
		server->busy++;
	else if (--server->busy == 0)
		pthread_cond_broadcast(&server->idle);
	pthread_mutex_unlock(&server->mutex);
}

static enum MHD_Result
take_header(
    void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	request_header(cls, name, value == NULL ? "" : value);
	return MHD_YES;
}

static enum MHD_Result
take_query(
    void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	request_query(cls, name, value == NULL ? "" : value);
	return MHD_YES;
}

static struct exchange *
begin(const struct web *web, struct MHD_Connection *connection,
    const char *method, const char *url)
{
	struct exchange *exchange = calloc(1, sizeof(*exchange));
	const union MHD_ConnectionInfo *info;

	if (exchange == NULL)
		return NULL;
	if (request_init(&exchange->request, method, url) == -1) {
		free(exchange);
		return NULL;
	}
	MHD_get_connection_values(
	    connection, MHD_HEADER_KIND, take_header, &exchange->request);
	MHD_get_connection_values(
	    connection, MHD_GET_ARGUMENT_KIND, take_query, &exchange->request);
	info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	request_allow(&exchange->request, site_room(web, &exchange->request));
	client_address(&web->config->serve,
	    info == NULL ? NULL : info->client_addr,
	    exchange->request.headers[HEADER_FORWARDED_FOR],
	    exchange->request.client);
	return exchange;
}

/* A body that has been sent, which may have shown a key. */
struct sent {
	size_t len;
	char *data;
};

static void
wipe_sent(void *cls)
{
	struct sent *sent = cls;

	hash_wipe(sent->data, sent->len);
	free(sent->data);
	free(sent);
}

static struct MHD_Response *
make_response(struct answer *answer)
{
	struct MHD_Response *response;
	struct sent *sent = NULL;

	if (answer->body.len == 0)
		return MHD_create_response_from_buffer(
		    0, NULL, MHD_RESPMEM_PERSISTENT);
	sent = malloc(sizeof(*sent));
	if (sent == NULL)
		return NULL;
	sent->len = answer->body.len;
	sent->data = buf_take(&answer->body);
	response = MHD_create_response_from_buffer_with_free_callback_cls(
	    sent->len, sent->data, wipe_sent, sent);
	if (response == NULL)
		wipe_sent(sent);
	return response;
}

static enum MHD_Result
reply(struct MHD_Connection *connection, struct answer *answer)
{
	struct MHD_Response *response = make_response(answer);
	enum MHD_Result result = MHD_NO;
	size_t i;

	if (response == NULL)
		return MHD_NO;
	if (MHD_add_response_header(
		response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type) == MHD_NO)
		goto out;
	for (i = 0; i < answer->count; i++) {
		if (MHD_add_response_header(response, answer->headers[i].name,
			answer->headers[i].value) == MHD_NO)
			goto out;
	}
	result = MHD_queue_response(connection, answer->status, response);
out:
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result
finish(struct server *server, struct MHD_Connection *connection,
    struct exchange *exchange)
{
	struct answer answer;
	enum MHD_Result result;

	answer_init(&answer);
	site_answer(&server->web, server->pool, &exchange->request, &answer);
	result = reply(connection, &answer);
	answer_free(&answer);
	return result;
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
		exchange = begin(&server->web, connection, method, url);
		if (exchange == NULL)
			return MHD_NO;
		*state = exchange;
		count(server, true);
		return MHD_YES;
	}
	if (*len == 0)
		return finish(server, connection, exchange);
	exchange->received += *len;
	if (exchange->received / FLOOD > exchange->request.body.max)
		return MHD_NO;
	request_body(&exchange->request, data, *len);
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
	request_free(&exchange->request);
	free(exchange);
	*state = NULL;
	keeper_wake(server->keeper);
	count(server, false);
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
	keeper_stop(server->keeper);
	reaper_stop(server->reaper);
	pool_free(server->pool);
	metrics_free(server->web.metrics);
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
start_daemon(struct server *server, int fd, struct err *err)
{
	const struct serve_settings *serve = &server->web.config->serve;

	/* A pool of one is refused by the library: that is no pool. */
	server->daemon =
	    MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0,
		NULL, NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET,
		(MHD_socket)fd, MHD_OPTION_THREAD_POOL_SIZE,
		serve->threads > 1 ? (unsigned int)serve->threads : 0,
		MHD_OPTION_CONNECTION_LIMIT, connections(),
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)TIMEOUT,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS_MAX,
		MHD_OPTION_NOTIFY_COMPLETED, on_end, server,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
		MHD_OPTION_END);
	if (server->daemon == NULL)
		return err_set(err, ERR_INTERNAL,
		    "%s: the HTTP server cannot be started", serve->listen);
	return 0;
}

int
server_start(const struct web *web, struct server **out, struct err *err)
{
	struct server *server = calloc(1, sizeof(*server));
	struct db *db;
	int fd = -1, rc = -1;

	if (server == NULL)
		return err_memory(err);
	server->web = *web;
	server->web.metrics = metrics_make();
	if (server->web.metrics == NULL) {
		free(server);
		return err_memory(err);
	}
	pthread_mutex_init(&server->mutex, NULL);
	pthread_cond_init(&server->idle, NULL);
	if (pool_make(web->config->database, (size_t)web->config->serve.threads,
		&server->pool, err) == -1)
		goto out;
	if (keeper_start(server->pool, web->log, &server->keeper, err) == -1 ||
	    reaper_start(&server->reaper, err) == -1)
		goto out;
	/* A database that is not there is better known now. */
	db = pool_take(server->pool, err);
	if (db == NULL)
		goto out;
	pool_give(server->pool, db);
	if (listen_inherited(&fd, err) == -1)
		goto out;
	server->inherited = fd != -1;
	if (fd == -1)
		fd = listen_open(web->config->serve.listen, err);
	if (fd == -1 || start_daemon(server, fd, err) == -1)
		goto out;
	*out = server;
	rc = 0;
out:
	if (rc == -1) {
		if (fd != -1)
			close(fd);
		server_free(server);
	}
	return rc;
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
	while (server->busy > 0 &&
	    pthread_cond_timedwait(&server->idle, &server->mutex, &until) == 0)
		continue;
	pthread_mutex_unlock(&server->mutex);
}

void
server_stop(struct server *server)
{
	MHD_socket fd;

	if (server == NULL)
		return;
	fd = MHD_quiesce_daemon(server->daemon);
	/*
	 * To close it is too early for the threads; this turns others away.  At
	 * a socket of systemd they wait for who serves there next.
	 */
	if (fd != MHD_INVALID_SOCKET && !server->inherited)
		shutdown(fd, SHUT_RDWR);
	wait_idle(server);
	MHD_stop_daemon(server->daemon);
	if (fd != MHD_INVALID_SOCKET)
		close(fd);
	server_free(server);
}
