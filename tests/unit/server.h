/*
 * A server for a test, on a port of its own at 127.0.0.1: each connection is
 * served by a process of its own, and what all of them count and see stands in
 * memory that the test shares.
 */
#ifndef TESTS_UNIT_SERVER_H
#define TESTS_UNIT_SERVER_H

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SERVER_SEEN_MAX (256 * 1024)
#define SERVER_LIFE 120 /* seconds, in case the test dies before it */

struct server_seen {
	atomic_int connections;
	atomic_int messages;
	atomic_int held;    /* that wait for one another, see smtp_server.h */
	atomic_int awaited; /* how many have to be held at a time */
	size_t len;
	char text[SERVER_SEEN_MAX]; /* whatever the handler put here */
};

struct server {
	pid_t pid;
	int port;
	struct server_seen *seen;
};

typedef void server_handler(FILE *in, FILE *out, struct server_seen *seen);

static inline void
server_note(struct server_seen *seen, const char *text)
{
	size_t len = strlen(text);

	if (seen->len + len >= SERVER_SEEN_MAX)
		return;
	memcpy(seen->text + seen->len, text, len + 1);
	seen->len += len;
}

static inline void
server_say(FILE *out, const char *text)
{
	fputs(text, out);
	fputs("\r\n", out);
	fflush(out);
}

static inline void
server_loop(int listener, server_handler *handler, struct server_seen *seen)
{
	FILE *in, *out;
	int fd;

	for (;;) {
		fd = accept(listener, NULL, NULL);
		if (fd == -1)
			continue;
		atomic_fetch_add(&seen->connections, 1);
		if (fork() == 0) {
			alarm(SERVER_LIFE);
			in = fdopen(fd, "r");
			out = fdopen(dup(fd), "w");
			if (in != NULL && out != NULL)
				handler(in, out, seen);
			_exit(0);
		}
		close(fd);
	}
}

/* Listens on a free port of 127.0.0.1, or of ::1 for AF_INET6. */
static inline int
server_listen(int family, int *port)
{
	struct sockaddr_in ip = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sockaddr_in6 ip6 = {
	    .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
	bool new = family == AF_INET6;
	struct sockaddr *address =
	    new ? (struct sockaddr *)&ip6 : (struct sockaddr *)&ip;
	socklen_t len = new ? sizeof(ip6) : sizeof(ip);
	int listener = socket(family, SOCK_STREAM, 0);

	if (listener == -1 || bind(listener, address, len) == -1 ||
	    listen(listener, 64) == -1 ||
	    getsockname(listener, address, &len) == -1)
		return -1;
	*port = ntohs(new ? ip6.sin6_port : ip.sin_port);
	return listener;
}

/* Returns 0 or -1. */
static inline int
server_start_at(struct server *server, server_handler *handler, int family)
{
	FILE *memory = tmpfile();
	int listener = server_listen(family, &server->port);

	if (memory == NULL || listener == -1 ||
	    ftruncate(fileno(memory), sizeof(*server->seen)) == -1)
		return -1;
	server->seen = mmap(NULL, sizeof(*server->seen), PROT_READ | PROT_WRITE,
	    MAP_SHARED, fileno(memory), 0);
	fclose(memory);
	if (server->seen == MAP_FAILED)
		return -1;
	server->pid = fork();
	if (server->pid == 0) {
		setpgid(0, 0);
		alarm(SERVER_LIFE);
		signal(SIGCHLD, SIG_IGN);
		signal(SIGPIPE, SIG_IGN);
		server_loop(listener, handler, server->seen);
	}
	close(listener);
	setpgid(server->pid, server->pid);
	return server->pid == -1 ? -1 : 0;
}

static inline int
server_start(struct server *server, server_handler *handler)
{
	return server_start_at(server, handler, AF_INET);
}

static inline void
server_stop(struct server *server)
{
	kill(-server->pid, SIGKILL);
	waitpid(server->pid, NULL, 0);
	munmap(server->seen, sizeof(*server->seen));
}

#endif
