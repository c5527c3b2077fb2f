#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/subnet.h"

static void
knows_who_is_in(void **state)
{
	static const struct {
		const char *subnet, *address;
		bool in;
	} rows[] = {
	    {"192.0.2.7", "192.0.2.7", true},
	    {"192.0.2.7", "192.0.2.6", false},
	    {"192.0.2.7", "::ffff:192.0.2.7", true},
	    {"192.0.2.7", "::192.0.2.7", false},
	    {"10.0.0.0/8", "10.255.255.255", true},
	    {"10.0.0.0/8", "11.0.0.0", false},
	    {"10.0.0.0/8", "a00::", false},
	    {"172.16.0.0/12", "172.31.0.1", true},
	    {"172.16.0.0/12", "172.32.0.1", false},
	    {"192.0.2.254/31", "192.0.2.255", true},
	    {"192.0.2.254/31", "192.0.2.253", false},
	    {"0.0.0.0/0", "203.0.113.1", true},
	    {"0.0.0.0/0", "2001:db8::1", false},
	    {"::/0", "2001:db8::1", true},
	    {"::1", "::1", true},
	    {"::1", "::", false},
	    {"2001:db8::/33", "2001:db8:7fff::1", true},
	    {"2001:db8::/33", "2001:db8:8000::1", false},
	    {"2001:db8::/128", "2001:db8::", true},
	};
	struct subnet_address address;
	struct subnet subnet;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(subnet_read(rows[i].subnet, &subnet), 0);
		assert_int_equal(
		    subnet_read_address(rows[i].address, &address), 0);
		assert_int_equal(subnet_has(&subnet, &address), rows[i].in);
	}
}

static void
refuses_others(void **state)
{
	static const char *const texts[] = {"", "/8", "10.0.0.0/", "10/8",
	    "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.1.0.0/8",
	    "2001:db8::/129", "2001:db8::1/64", "proxy.example.nl", "[::1]",
	    "127.0.0.1:80", "::ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255"};
	struct subnet subnet;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(subnet_read(texts[i], &subnet), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_who_is_in),
	    cmocka_unit_test(refuses_others),
	};

	return cmocka_run_group_tests_name("subnet", tests, NULL, NULL);
}
