#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <microhttpd.h>

#include "web/usher.h"

#define FULL_WAIT 20 /* milliseconds until there may be a place */

struct usher {
	struct MHD_Daemon *daemon;
	int fd;
	unsigned int places;
	int stop[2]; /* a pipe, closed at the end */
	pthread_t thread;
};

static bool
is_full(const struct usher *usher)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(
	    usher->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);

	return info != NULL && info->num_connections >= usher->places;
}

/* The daemon's connection from here on, whatever becomes of it. */
static void
hand_over(const struct usher *usher)
{
	struct sockaddr_storage from;
	socklen_t len = sizeof(from);
	int fd = accept(usher->fd, (struct sockaddr *)&from, &len);

	if (fd == -1)
		return;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	MHD_add_connection(usher->daemon, fd, (struct sockaddr *)&from, len);
}

static void *
usher_them_in(void *cls)
{
	const struct usher *usher = cls;
	struct pollfd fds[] = {
	    {.fd = usher->stop[0], .events = POLLIN},
	    {.fd = usher->fd, .events = POLLIN},
	};
	bool full;

	for (;;) {
		full = is_full(usher);
		if (poll(fds, full ? 1 : 2, full ? FULL_WAIT : -1) == -1 &&
		    errno != EINTR)
			break;
		if (fds[0].revents != 0)
			break;
		if (!full && fds[1].revents != 0)
			hand_over(usher);
	}
	return NULL;
}

int
usher_start(struct MHD_Daemon *daemon, int fd, unsigned int places,
    struct usher **out, struct err *err)
{
	struct usher *usher = calloc(1, sizeof(*usher));

	if (usher == NULL)
		return err_memory(err);
	usher->daemon = daemon;
	usher->fd = fd;
	usher->places = places;
	if (pipe(usher->stop) == -1) {
		free(usher);
		return err_set(
		    err, ERR_INTERNAL, "the system gives no more files");
	}
	if (pthread_create(&usher->thread, NULL, usher_them_in, usher) != 0) {
		close(usher->stop[0]);
		close(usher->stop[1]);
		free(usher);
		return err_set(
		    err, ERR_INTERNAL, "the system gives no more threads");
	}
	*out = usher;
	return 0;
}

void
usher_stop(struct usher *usher)
{
	if (usher == NULL)
		return;
	close(usher->stop[1]);
	pthread_join(usher->thread, NULL);
	close(usher->stop[0]);
	free(usher);
}
