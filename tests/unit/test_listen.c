#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/listen.h"

#define ADDRESS_SIZE 64

static void
refuses_what_is_no_address(void **state)
{
	static const char *const texts[] = {"", "8025", ":8025", "127.0.0.1",
	    "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x",
	    "::1:8025", "[]:8025"};
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(listen_open(texts[i], &err), -1);
		assert_int_equal(err.kind, ERR_CONFIG);
	}
}

/* A port that somebody has, as the second listener finds out. */
static void
says_that_the_port_is_taken(void **state)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	socklen_t len = sizeof(in);
	char address[ADDRESS_SIZE], expected[2 * ADDRESS_SIZE];
	struct err err = {ERR_NONE, ""};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	(void)state;
	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (struct sockaddr *)&in, sizeof(in)), 0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&in, &len), 0);
	snprintf(address, sizeof(address), "127.0.0.1:%d", ntohs(in.sin_port));
	snprintf(expected, sizeof(expected),
	    "%s: cannot listen: address already in use", address);
	assert_int_equal(listen_open(address, &err), -1);
	assert_int_equal(err.kind, ERR_UNREACHABLE);
	assert_string_equal(err.text, expected);
	close(fd);
	fd = listen_open(address, &err);
	assert_int_not_equal(fd, -1);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_what_is_no_address),
	    cmocka_unit_test(says_that_the_port_is_taken),
	};

	return cmocka_run_group_tests_name("listen", tests, NULL, NULL);
}
