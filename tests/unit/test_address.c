#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cmocka.h>

#include "deliver/address.h"

static const struct {
	const char *text;
	enum address_kind kind;
} cases[] = {
    {"8.8.8.8", ADDRESS_PUBLIC},
    {"1.0.0.1", ADDRESS_PUBLIC},
    {"9.255.255.255", ADDRESS_PUBLIC},
    {"11.0.0.0", ADDRESS_PUBLIC},
    {"100.63.255.255", ADDRESS_PUBLIC},
    {"100.128.0.0", ADDRESS_PUBLIC},
    {"126.255.255.255", ADDRESS_PUBLIC},
    {"128.0.0.1", ADDRESS_PUBLIC},
    {"172.15.255.255", ADDRESS_PUBLIC},
    {"172.32.0.0", ADDRESS_PUBLIC},
    {"192.167.255.255", ADDRESS_PUBLIC},
    {"192.169.0.0", ADDRESS_PUBLIC},
    {"223.255.255.255", ADDRESS_PUBLIC},
    {"127.0.0.1", ADDRESS_LOOPBACK},
    {"127.255.255.255", ADDRESS_LOOPBACK},
    {"0.0.0.0", ADDRESS_INWARD},
    {"0.1.2.3", ADDRESS_INWARD},
    {"10.0.0.0", ADDRESS_INWARD},
    {"10.255.255.255", ADDRESS_INWARD},
    {"100.64.0.1", ADDRESS_INWARD},
    {"100.127.255.255", ADDRESS_INWARD},
    {"169.254.169.254", ADDRESS_INWARD},
    {"172.16.0.1", ADDRESS_INWARD},
    {"172.31.255.255", ADDRESS_INWARD},
    {"192.0.0.170", ADDRESS_INWARD},
    {"192.168.1.1", ADDRESS_INWARD},
    {"198.19.0.1", ADDRESS_INWARD},
    {"203.0.113.5", ADDRESS_INWARD},
    {"224.0.0.1", ADDRESS_INWARD},
    {"240.0.0.1", ADDRESS_INWARD},
    {"255.255.255.255", ADDRESS_INWARD},
    {"2606:4700::1111", ADDRESS_PUBLIC},
    {"2a00:1450:400e::1", ADDRESS_PUBLIC},
    {"64:ff9b::808:808", ADDRESS_PUBLIC},
    {"::1", ADDRESS_LOOPBACK},
    {"::ffff:127.0.0.1", ADDRESS_LOOPBACK},
    {"::", ADDRESS_INWARD},
    {"::2", ADDRESS_INWARD},
    {"::127.0.0.1", ADDRESS_INWARD},
    {"::ffff:8.8.8.8", ADDRESS_INWARD},
    {"::ffff:10.0.0.1", ADDRESS_INWARD},
    {"64:ff9b::a00:1", ADDRESS_INWARD},
    {"64:ff9b::7f00:1", ADDRESS_INWARD},
    {"64:ff9b:1::1", ADDRESS_INWARD},
    {"100::1", ADDRESS_INWARD},
    {"2001::1", ADDRESS_INWARD},
    {"2001:db8::1", ADDRESS_INWARD},
    {"2002:7f00:1::", ADDRESS_INWARD},
    {"fc00::1", ADDRESS_INWARD},
    {"fdff::1", ADDRESS_INWARD},
    {"fe80::1", ADDRESS_INWARD},
    {"febf::1", ADDRESS_INWARD},
    {"fec0::1", ADDRESS_INWARD},
    {"ff02::1", ADDRESS_INWARD},
};

static void
test_table(void **state)
{
	struct sockaddr_in four = {.sin_family = AF_INET};
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	enum address_kind kind;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (inet_pton(AF_INET, cases[i].text, &four.sin_addr) == 1) {
			kind = address_kind((struct sockaddr *)&four);
		} else {
			assert_int_equal(
			    inet_pton(AF_INET6, cases[i].text, &six.sin6_addr),
			    1);
			kind = address_kind((struct sockaddr *)&six);
		}
		if (kind != cases[i].kind)
			fail_msg("%s: kind %d, not %d", cases[i].text, kind,
			    cases[i].kind);
	}
}

static void
test_other_family(void **state)
{
	struct sockaddr_un local = {.sun_family = AF_UNIX};

	(void)state;
	assert_int_equal(
	    address_kind((struct sockaddr *)&local), ADDRESS_INWARD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_table),
	    cmocka_unit_test(test_other_family),
	};

	return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
