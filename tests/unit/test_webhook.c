#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "deliver/webhook.h"

/* The vector of the Standard Webhooks specification. */
#define SECRET "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define ID "msg_p5jXN8AQM9LWM0D4loKWxJek"
#define TIMESTAMP 1614265330
#define BODY "{\"test\": 2432232314}"
#define SIGNATURE "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

/* 64 bytes, and 24 of them less one. */
#define LONG_SECRET                                                            \
	"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"    \
	"AAAAAAAAAAAAAAAAAAAAAAAAAAA=="
#define SHORT_SECRET "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

static void
test_vector(void **state)
{
	char out[WEBHOOK_SIGNATURE_SIZE];

	(void)state;
	assert_int_equal(webhook_sign(SECRET, ID, TIMESTAMP, BODY, out), 0);
	assert_string_equal(out, SIGNATURE);
	assert_int_equal(webhook_sign(SECRET, ID, TIMESTAMP + 1, BODY, out), 0);
	assert_string_not_equal(out, SIGNATURE);
}

static void
test_secrets(void **state)
{
	static const char *const bad[] = {"", "whsec_",
	    "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
	    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", SHORT_SECRET,
	    LONG_SECRET "AAAA", "whsec_****"};
	char out[WEBHOOK_SIGNATURE_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(webhook_sign(bad[i], ID, 1, "", out), -1);
	assert_int_equal(webhook_sign(LONG_SECRET, ID, 1, "", out), 0);
}

static void
test_rotation(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 512);
	assert_int_equal(webhook_sign_all(LONG_SECRET "\n" SECRET "\n", ID,
			     TIMESTAMP, BODY, &out),
	    0);
	assert_int_equal(out.len, 2 * strlen(SIGNATURE) + 1);
	assert_non_null(strstr(out.data, " " SIGNATURE));
	buf_clear(&out);
	assert_int_equal(
	    webhook_sign_all(SECRET, ID, TIMESTAMP, BODY, &out), 0);
	assert_string_equal(out.data, SIGNATURE);
	assert_int_equal(webhook_sign_all("\n", ID, 1, "", &out), -1);
	assert_int_equal(webhook_sign_all(SECRET " x", ID, 1, "", &out), -1);
	buf_free(&out);
}

static void
test_judge(void **state)
{
	static const struct {
		long status;
		enum delivery delivery;
	} cases[] = {{200, DELIVERY_SENT}, {204, DELIVERY_SENT},
	    {299, DELIVERY_SENT}, {301, DELIVERY_RETRY}, {302, DELIVERY_RETRY},
	    {400, DELIVERY_RETRY}, {401, DELIVERY_RETRY}, {404, DELIVERY_RETRY},
	    {410, DELIVERY_BARRED}, {429, DELIVERY_RETRY},
	    {500, DELIVERY_RETRY}, {503, DELIVERY_RETRY}, {600, DELIVERY_RETRY},
	    {999, DELIVERY_RETRY}};
	const char *words;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		words = NULL;
		assert_int_equal(
		    webhook_judge(cases[i].status, &words), cases[i].delivery);
		assert_non_null(words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_vector),
	    cmocka_unit_test(test_secrets),
	    cmocka_unit_test(test_rotation),
	    cmocka_unit_test(test_judge),
	};

	return cmocka_run_group_tests_name("webhook", tests, NULL, NULL);
}
