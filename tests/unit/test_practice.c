#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/encode.h"
#include "visitor.h"

#define FIELDS_SIZE 32

/* The key that the page shows, in base32. */
static void
key_shown(const struct visitor *v, uint8_t key[TOTP_KEY_SIZE])
{
	const char *at = strstr(v->answer.body.data, "secret=");
	char text[ENCODE_BASE32_SIZE(TOTP_KEY_SIZE)];

	assert_non_null(at);
	snprintf(text, sizeof(text), "%s", at + strlen("secret="));
	assert_int_equal(
	    decode_base32(text, key, TOTP_KEY_SIZE), TOTP_KEY_SIZE);
}

static unsigned int
type(struct visitor *v, const uint8_t *key, int64_t at)
{
	char fields[FIELDS_SIZE] = "code=";

	assert_int_equal(
	    totp_code(key, TOTP_KEY_SIZE, (uint64_t)at / TOTP_SECONDS,
		fields + strlen(fields)),
	    0);
	return post(v, "/practice/code", fields);
}

static void
goes_the_whole_way_and_keeps_nothing(void **state)
{
	struct visitor *v = *state;
	uint8_t key[TOTP_KEY_SIZE];
	struct buf before, after;

	buf_init(&before, DUMP_MAX);
	buf_init(&after, DUMP_MAX);
	dump_tables(v->fixture, &before);
	assert_int_equal(get(v, "/practice"), 200);
	assert_shows(v, "href=\"/practice/key\"");
	assert_int_equal(get(v, "/practice/key"), 200);
	assert_shows(v, "MedPlan%20oefenen:oefenen?");
	assert_shows(v, "href=\"/practice/code\"");
	assert_shows(v, "Oefening");
	key_shown(v, key);
	assert_int_equal(get(v, "/practice/code"), 200);
	assert_shows(v, "action=\"/practice/code\"");
	assert_shows(v, "href=\"/practice/key\"");
	assert_shows(v, "Oefening");
	assert_null(strstr(v->answer.body.data, "csrf"));
	assert_int_equal(type(v, key, v->clock.fixed), 200);
	assert_shows(v, "Goed zo");
	assert_shows(v, "class=\"recovery\"");
	assert_int_equal(
	    number_of(v->fixture, "SELECT count(*) FROM recovery"), 0);
	/* As often as one likes. */
	assert_int_equal(type(v, key, v->clock.fixed), 200);
	dump_tables(v->fixture, &after);
	assert_string_equal(before.data, after.data);
	assert_string_equal(v->cookie, "");
	buf_free(&before);
	buf_free(&after);
}

static void
tells_mistakes_as_in_earnest(void **state)
{
	struct visitor *v = *state;
	uint8_t key[TOTP_KEY_SIZE], other[TOTP_KEY_SIZE] = {7};

	get(v, "/practice/key");
	key_shown(v, key);
	assert_int_equal(post(v, "/practice/code", "code=12345"), 422);
	assert_shows(v, "Je typte 5 van de zes cijfers");
	assert_int_equal(type(v, key, v->clock.fixed + 300), 422);
	assert_shows(v, "loopt ongeveer 5");
	assert_int_equal(type(v, other, v->clock.fixed), 422);
	assert_shows(v, "Deze code klopt niet");
}

/* What one practises with opens nothing. */
static void
is_nobodys_key(void **state)
{
	struct visitor *v = *state;
	uint8_t key[TOTP_KEY_SIZE];
	char code[TOTP_DIGITS + 1], fields[FIELDS_SIZE];

	get(v, "/practice/key");
	key_shown(v, key);
	reach_key(v, code);
	get(v, "/enrol/code");
	assert_int_equal(totp_code(key, sizeof(key),
			     (uint64_t)v->clock.fixed / TOTP_SECONDS, code),
	    0);
	snprintf(fields, sizeof(fields), "code=%s", code);
	assert_int_equal(post(v, "/enrol/code", fields), 422);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(goes_the_whole_way_and_keeps_nothing),
	    VISITOR_TEST(tells_mistakes_as_in_earnest),
	    VISITOR_TEST(is_nobodys_key),
	};

	return cmocka_run_group_tests_name("practice", tests, NULL, NULL);
}
