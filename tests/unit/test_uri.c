#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "otp/totp.h"
#include "otp/uri.h"

static const uint8_t key[TOTP_KEY_SIZE] = {'1', '2', '3', '4', '5', '6', '7',
    '8', '9', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0'};

#define SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define REST "&algorithm=SHA1&digits=6&period=30"

static void
test_addresses(void **state)
{
	static const struct {
		const char *issuer;
		const char *account;
		const char *uri;
	} cases[] = {
	    {"MedPlan", "j.jansen@example.nl",
		"otpauth://totp/MedPlan:j.jansen%40example.nl?secret=" SECRET
		"&issuer=MedPlan" REST},
	    {"Med Plan", "Jan Jansen+1",
		"otpauth://totp/Med%20Plan:Jan%20Jansen%2B1?secret=" SECRET
		"&issuer=Med%20Plan" REST},
	    {"Plan: B", "a:b",
		"otpauth://totp/Plan-%20B:a-b?secret=" SECRET
		"&issuer=Plan-%20B" REST},
	    {"A&B", "?x=#1",
		"otpauth://totp/A%26B:%3Fx%3D%231?secret=" SECRET
		"&issuer=A%26B" REST},
	    {"Caf\xc3\xa9", "100%/a",
		"otpauth://totp/Caf%C3%A9:100%25%2Fa?secret=" SECRET
		"&issuer=Caf%C3%A9" REST},
	};
	struct buf out;
	size_t i;

	(void)state;
	buf_init(&out, 1024);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		assert_int_equal(uri_write(cases[i].issuer, cases[i].account,
				     key, sizeof(key), &out),
		    0);
		assert_string_equal(out.data, cases[i].uri);
	}
	buf_wipe(&out);
}

static void
test_does_not_fit(void **state)
{
	static const uint8_t zero[TOTP_KEY_MAX + 1];
	struct buf out;

	(void)state;
	buf_init(&out, 40);
	assert_int_equal(
	    uri_write("MedPlan", "jan", key, sizeof(key), &out), -1);
	buf_free(&out);
	buf_init(&out, 1024);
	assert_int_equal(
	    uri_write("MedPlan", "jan", zero, TOTP_KEY_MAX, &out), 0);
	assert_int_equal(
	    uri_write("MedPlan", "jan", zero, TOTP_KEY_MAX + 1, &out), -1);
	buf_free(&out);
}

/* The whole of each array is used: the sanitizer sees one byte too many. */
static void
test_groups(void **state)
{
	char all[URI_GROUP_SIZE(20)], odd[URI_GROUP_SIZE(6)];
	char one[URI_GROUP_SIZE(1)];

	(void)state;
	uri_group(key, sizeof(key), all);
	assert_string_equal(all, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
	assert_int_equal(strlen(all) + 1, sizeof(all));
	uri_group(key, 6, odd);
	assert_string_equal(odd, "GEZD GNBV GY");
	assert_int_equal(strlen(odd) + 1, sizeof(odd));
	uri_group(key, 1, one);
	assert_string_equal(one, "GE");
	assert_int_equal(strlen(one) + 1, sizeof(one));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_addresses),
	    cmocka_unit_test(test_does_not_fit),
	    cmocka_unit_test(test_groups),
	};

	return cmocka_run_group_tests_name("uri", tests, NULL, NULL);
}
