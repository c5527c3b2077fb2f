#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "web/listen.h"

#define HOST_MAX 255   /* characters of a name in the DNS (RFC 1035) */
#define PORT_MAX 65535 /* TCP */
#define BACKLOG 1024   /* connections that wait to be taken */

#define INHERITED 3 /* the first descriptor that systemd hands over */

/* Splits at the last colon; the brackets of an IPv6 address come off. */
static int
split(const char *address, char host[HOST_MAX + 1], const char **port)
{
	const char *colon = strrchr(address, ':');
	int64_t number;
	size_t len;

	if (colon == NULL || text_number(colon + 1, 1, PORT_MAX, &number) == -1)
		return -1;
	len = (size_t)(colon - address);
	if (len >= 2 && address[0] == '[' && address[len - 1] == ']') {
		address++;
		len -= 2;
	} else if (memchr(address, ':', len) != NULL) {
		return -1;
	}
	if (len == 0 || len > HOST_MAX)
		return -1;
	memcpy(host, address, len);
	host[len] = '\0';
	*port = colon + 1;
	return 0;
}

/* What the system says, as the end of a sentence: with a small letter. */
static int
refused(struct err *err, const char *address, int error)
{
	const char *reason = strerror(error);

	return err_set(err, ERR_UNREACHABLE, "%s: cannot listen: %c%s", address,
	    tolower((unsigned char)reason[0]), reason + 1);
}

static int
open_socket(const struct addrinfo *ai)
{
	int on = 1, fd, error;

	fd = socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);
	if (fd == -1)
		return -1;
	/* A restart does not wait for the last connections' TIME_WAIT. */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0 &&
	    fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 &&
	    fcntl(fd, F_SETFL, O_NONBLOCK) == 0 &&
	    bind(fd, ai->ai_addr, ai->ai_addrlen) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

int
listen_open(const char *address, struct err *err)
{
	struct addrinfo hints = {.ai_family = AF_UNSPEC,
	    .ai_socktype = SOCK_STREAM,
	    .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
	struct addrinfo *found = NULL;
	char host[HOST_MAX + 1];
	const char *port;
	int fd, error;

	if (split(address, host, &port) == -1)
		return err_set(err, ERR_CONFIG,
		    "%s: is no address to listen on; expected for example "
		    "127.0.0.1:8025 or [::1]:8025",
		    address);
	error = getaddrinfo(host, port, &hints, &found);
	if (error != 0)
		return err_set(err, ERR_UNREACHABLE, "%s: cannot listen: %s",
		    address, gai_strerror(error));
	fd = open_socket(found);
	if (fd == -1)
		refused(err, address, errno);
	freeaddrinfo(found);
	return fd;
}

/* A number that systemd has set, 0 without. */
static int64_t
handed(const char *name)
{
	const char *text = getenv(name);
	int64_t number;

	if (text == NULL || text_number(text, 0, INT32_MAX, &number) == -1)
		return 0;
	return number;
}

static bool
is_stream_listener(int fd)
{
	int listens = 0, type = 0;
	socklen_t len = sizeof(int);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &len) == 0 &&
	    getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == 0 &&
	    listens != 0 && type == SOCK_STREAM;
}

int
listen_inherited(int *fd, struct err *err)
{
	*fd = -1;
	/* What is for a parent of ours we may have got by mistake. */
	if (handed("LISTEN_PID") != getpid() || handed("LISTEN_FDS") == 0)
		return 0;
	if (handed("LISTEN_FDS") > 1)
		return err_set(err, ERR_CONFIG,
		    "systemd listens on several sockets for us; leave one "
		    "ListenStream in the .socket unit");
	if (!is_stream_listener(INHERITED) ||
	    fcntl(INHERITED, F_SETFD, FD_CLOEXEC) == -1 ||
	    fcntl(INHERITED, F_SETFL, O_NONBLOCK) == -1)
		return err_set(err, ERR_CONFIG,
		    "what systemd hands us is no socket that listens; write "
		    "ListenStream, and not Accept=yes, in the .socket unit");
	*fd = INHERITED;
	return 0;
}
