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
	    /* Only a proxy that is trusted is believed. */
	    {"192.0.2.7", "198.51.100.1", "192.0.2.7"},
	    {"11.0.0.1", "198.51.100.1", "11.0.0.1"},
	    {"::2", "198.51.100.1", "::"},
	    {"127.0.0.1", NULL, ""},
	    {"127.0.0.1", "198.51.100.1", "198.51.100.1"},
	    {"10.9.0.1", "198.51.100.1", "198.51.100.1"},
	    {"::ffff:10.9.0.1", "198.51.100.1", "198.51.100.1"},
	    {"127.0.0.9", "198.51.100.1", "127.0.0.9"},
	    /* What a client says of itself stands first. */
	    {"127.0.0.1", "203.0.113.5, 198.51.100.1", "198.51.100.1"},
	    {"127.0.0.1", "127.0.0.1, 198.51.100.1", "198.51.100.1"},
	    {"127.0.0.1", "203.0.113.5, 198.51.100.1, 10.1.2.3, ::1",
		"198.51.100.1"},
	    {"127.0.0.1", "rubbish,,198.51.100.1 , 10.1.2.3", "198.51.100.1"},
	    {"127.0.0.1", "203.0.113.5,\t198.51.100.1 ", "198.51.100.1"},
	    /* Inside a trusted network there are clients as well. */
	    {"127.0.0.1", "10.7.7.7, 10.1.2.3", "10.7.7.7"},
	    {"127.0.0.1", "198.51.100.1, unknown", ""},
	    {"127.0.0.1", "198.51.100.1, unknown, 10.1.2.3", ""},
	    {"127.0.0.1", "", ""},
	    {"127.0.0.1", ",", ""},
	    {"127.0.0.1", "198.51.100.1,", ""},
	    {"127.0.0.1", "198.51.100.1.2", ""},
	    /* Some proxies write ports. */
	    {"127.0.0.1", "198.51.100.1:49152", "198.51.100.1"},
	    {"127.0.0.1", "198.51.100.1:9, 10.1.2.3:80", "198.51.100.1"},
	    {"::1", "[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::"},
	    {"::1", "[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::"},
	    {"::1", "[2001:db8:1:2:3:4:5:6, 198.51.100.1]", ""},
	    {"::1", "[", ""},
	    {"::1", NULL, ""},
	    {"::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"},
	    {"::1", "::ffff:198.51.100.1", "198.51.100.1"},
	    {"2001:db8:1:2:ffff::1", NULL, "2001:db8:1:2::"},
	    {"2001:db8:1:3:ffff::1", NULL, "2001:db8:1:3::"},
	    {"::ffff:192.0.2.7", NULL, "192.0.2.7"},
	};
	struct subnet proxies[3];
	struct serve_settings serve = {
	    .trusted_proxies = proxies, .trusted_proxy_count = 3};
	struct sockaddr_in four = {.sin_family = AF_INET};
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	const struct sockaddr *peer;
	char client[CLIENT_SIZE];
	size_t i;

	(void)state;
	assert_int_equal(subnet_read("127.0.0.1", &proxies[0]), 0);
	assert_int_equal(subnet_read("::1", &proxies[1]), 0);
	assert_int_equal(subnet_read("10.0.0.0/8", &proxies[2]), 0);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		peer = (const void *)&six;
		if (inet_pton(AF_INET, cases[i].peer, &four.sin_addr) == 1)
			peer = (const void *)&four;
		else
			assert_int_equal(
			    inet_pton(AF_INET6, cases[i].peer, &six.sin6_addr),
			    1);
		client_address(&serve, peer, cases[i].forwarded, client);
		assert_string_equal(client, cases[i].client);
	}
	client_address(&serve, NULL, "198.51.100.1", client);
	assert_string_equal(client, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_addresses)};

	return cmocka_run_group_tests_name("client", tests, NULL, NULL);
}
