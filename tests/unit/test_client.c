#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <string.h>

#include "web/client.h"

static void
test_addresses(void **state)
{
	static const struct {
		const char *peer, *forwarded, *client;
	} cases[] = {
	    {"192.0.2.7", NULL, "192.0.2.7"},
	    /* Only a proxy on this machine is believed. */
	    {"192.0.2.7", "198.51.100.1", "192.0.2.7"},
	    {"127.0.0.1", NULL, ""},
	    {"127.0.0.1", "198.51.100.1", "198.51.100.1"},
	    {"127.0.0.9", "203.0.113.5, 198.51.100.1", "198.51.100.1"},
	    {"127.0.0.1", "203.0.113.5,\t198.51.100.1 ", "198.51.100.1"},
	    {"127.0.0.1", "198.51.100.1, unknown", ""},
	    {"127.0.0.1", "", ""},
	    {"127.0.0.1", ",", ""},
	    {"127.0.0.1", "198.51.100.1.2", ""},
	    {"::1", NULL, ""},
	    {"::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"},
	    {"2001:db8:1:2:ffff::1", NULL, "2001:db8:1:2::"},
	    {"2001:db8:1:3:ffff::1", NULL, "2001:db8:1:3::"},
	    {"::ffff:192.0.2.7", NULL, "192.0.2.7"},
	};
	struct sockaddr_in four = {.sin_family = AF_INET};
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	const struct sockaddr *peer;
	char client[CLIENT_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		peer = (const void *)&six;
		if (inet_pton(AF_INET, cases[i].peer, &four.sin_addr) == 1)
			peer = (const void *)&four;
		else
			assert_int_equal(
			    inet_pton(AF_INET6, cases[i].peer, &six.sin6_addr),
			    1);
		client_address(peer, cases[i].forwarded, client);
		assert_string_equal(client, cases[i].client);
	}
	client_address(NULL, "198.51.100.1", client);
	assert_string_equal(client, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_addresses)};

	return cmocka_run_group_tests_name("client", tests, NULL, NULL);
}
