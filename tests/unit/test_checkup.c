#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "enrol/patience.h"
#include "enrol/secret.h"
#include "store/credential.h"
#include "visitor.h"

#define FIELDS_SIZE 64
#define TOKEN_SIZE 128

/* Fatima's codes, and the path of her check-up page. */
struct kit {
	char recovery[RECOVERY_SIZE];
	char path[PATH_SIZE];
};

static void
type(struct visitor *v, const char *path, const char *code)
{
	char fields[FIELDS_SIZE];

	snprintf(fields, sizeof(fields), "code=%s", code);
	post(v, path, fields);
}

/* What stands in the page between two texts. */
static void
cut(const struct visitor *v, const char *before, char *out, size_t size)
{
	const char *at = strstr(v->answer.body.data, before);

	assert_non_null(at);
	at += strlen(before);
	snprintf(out, size, "%.*s", (int)strcspn(at, "\"<"), at);
}

static void
code_of_now(struct visitor *v, enum credential_wanted wanted,
    char code[TOTP_DIGITS + 1])
{
	struct person person = stored(v->fixture, "fatima");
	struct credential credential;
	uint8_t key[TOTP_KEY_SIZE];

	assert_int_equal(credential_get(v->fixture->db, person.id, wanted,
			     &credential, &v->fixture->err),
	    LOOKUP_FOUND);
	assert_int_equal(secret_open(&v->fixture->desk, person.id, &credential,
			     key, &v->fixture->err),
	    0);
	assert_int_equal(totp_code(key, sizeof(key),
			     (uint64_t)v->clock.fixed / TOTP_SECONDS, code),
	    0);
}

/* She opens her link again, and goes from there to the check-up. */
static void
open_again(struct visitor *v, struct kit *kit)
{
	char token[TOKEN_SIZE];

	assert_int_equal(get(v, v->link), 200);
	assert_shows(v, "Alles staat goed");
	cut(v, "href=\"/check/", token, sizeof(token));
	snprintf(kit->path, sizeof(kit->path), "/check/%s", token);
	assert_int_equal(get(v, kit->path), 200);
	assert_shows(v, "Werkt je code nog?");
}

/* Enrols her, and lets a month pass. */
static void
a_month_later(struct visitor *v, struct kit *kit)
{
	char code[TOTP_DIGITS + 1];

	reach_key(v, code);
	assert_int_equal(get(v, "/enrol/code"), 200);
	type(v, "/enrol/code", code);
	cut(v, "<li class=\"recovery\">", kit->recovery, sizeof(kit->recovery));
	v->clock.fixed += 28 * CLOCK_DAY;
	open_again(v, kit);
}

static void
renew(struct visitor *v)
{
	char token[TOKEN_SIZE], path[PATH_SIZE + 8];

	cut(v, "action=\"/renew/", token, sizeof(token));
	snprintf(path, sizeof(path), "/renew/%s", token);
	post(v, path, "");
	assert_goes(v, "/enrol/key");
}

static void
a_code_that_works(void **state)
{
	struct visitor *v = *state;
	char code[TOTP_DIGITS + 1];
	struct kit kit;

	a_month_later(v, &kit);
	code_of_now(v, CREDENTIAL_IN_USE, code);
	type(v, kit.path, code);
	assert_int_equal(v->answer.status, 200);
	assert_shows(v, "Je code werkt");
	assert_int_not_equal(stored(v->fixture, "fatima").enrolled_at, 0);
	/* It was taken: nobody uses it after her. */
	type(v, kit.path, code);
	assert_int_equal(v->answer.status, 422);
	assert_shows(v, "Deze code is al gebruikt");
}

static void
tells_what_is_wrong(void **state)
{
	static const char *const slips[] = {"", "12345", "1234567", "abcdef"};
	struct visitor *v = *state;
	struct kit kit;
	size_t i;

	a_month_later(v, &kit);
	for (i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		type(v, kit.path, slips[i]);
		assert_int_equal(v->answer.status, 422);
		assert_shows(v, "<title>Fout: ");
	}
	for (i = 0; i < PATIENCE_FREE; i++) {
		type(v, kit.path, "000000");
		assert_int_equal(v->answer.status, 422);
	}
	type(v, kit.path, "0000-0000-0000-0000");
	assert_int_equal(v->answer.status, 429);
	assert_shows(v, "088 000 12 34");
	/* Who opens the page again is told before a code is typed in vain. */
	assert_int_equal(get(v, kit.path), 200);
	assert_shows(v, "Even wachten");
}

static void
a_new_key_for_a_code(void **state)
{
	char old[TOTP_DIGITS + 1], code[TOTP_DIGITS + 1];
	struct visitor *v = *state;
	struct fixture *f = v->fixture;
	struct kit kit;

	a_month_later(v, &kit);
	code_of_now(v, CREDENTIAL_IN_USE, old);
	type(v, kit.path, old);
	renew(v);
	/* Nothing of before is gone as yet. */
	assert_int_not_equal(stored(f, "fatima").enrolled_at, 0);
	assert_int_equal(get(v, v->link), 200);
	assert_int_equal(get(v, "/enrol/key"), 200);
	assert_shows(v, "<svg ");
	assert_int_equal(get(v, "/enrol/code"), 200);
	code_of_now(v, CREDENTIAL_WAITING, code);
	assert_string_not_equal(code, old);
	type(v, "/enrol/code", code);
	assert_shows(v, "Klaar! Je code werkt");
	/* Now the link, the old key and its recovery codes are. */
	assert_int_equal(get(v, v->link), 404);
	assert_int_equal(get(v, kit.path), 404);
	assert_int_equal(get(v, "/enrol/key"), 403);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM recovery"), RECOVERY_CODES);
	assert_int_equal(number_of(f, "SELECT count(*) FROM credential"), 1);
	assert_int_equal(stored(f, "fatima").enrolled_at, v->clock.fixed);
}

/* Another browser of hers that was never signed out does not see it. */
static void
a_renewal_is_for_who_began_it(void **state)
{
	char old[TOTP_DIGITS + 1], cookie[COOKIE_SIZE];
	struct visitor *v = *state;
	struct kit kit;

	a_month_later(v, &kit);
	v->clock.fixed -= 28 * CLOCK_DAY;
	memcpy(cookie, v->cookie, sizeof(cookie));
	v->clock.fixed += 2 * TOTP_SECONDS;
	code_of_now(v, CREDENTIAL_IN_USE, old);
	type(v, kit.path, old);
	renew(v);
	memcpy(v->cookie, cookie, sizeof(cookie));
	assert_int_equal(get(v, "/enrol/key"), 200);
	assert_shows(v, "Alles staat goed");
	assert_int_equal(get(v, "/enrol/code"), 200);
	assert_shows(v, "Alles staat goed");
}

/* The page is closed at the new key: the old one goes on. */
static void
half_way_keeps_the_old_key(void **state)
{
	char old[TOTP_DIGITS + 1], code[TOTP_DIGITS + 1];
	char first[TOTP_DIGITS + 1];
	struct visitor *v = *state;
	struct kit kit;

	a_month_later(v, &kit);
	code_of_now(v, CREDENTIAL_IN_USE, old);
	type(v, kit.path, old);
	renew(v);
	code_of_now(v, CREDENTIAL_WAITING, first);
	v->cookie[0] = '\0';
	v->clock.fixed += CLOCK_HOUR;
	assert_int_equal(get(v, "/enrol/key"), 403);
	open_again(v, &kit);
	code_of_now(v, CREDENTIAL_IN_USE, code);
	type(v, kit.path, code);
	assert_int_equal(v->answer.status, 200);
	/* Begun again, it is yet another key. */
	renew(v);
	v->clock.fixed -= CLOCK_HOUR;
	code_of_now(v, CREDENTIAL_WAITING, code);
	assert_string_not_equal(code, first);
}

static void
a_new_key_for_a_recovery_code(void **state)
{
	struct visitor *v = *state;
	struct kit kit;

	a_month_later(v, &kit);
	type(v, kit.path, kit.recovery);
	assert_int_equal(v->answer.status, 200);
	assert_shows(v, "Je herstelcode klopt");
	assert_int_equal(number_of(v->fixture,
			     "SELECT count(*) FROM recovery"
			     " WHERE used_at > 0"),
	    1);
	renew(v);
	assert_int_equal(get(v, "/enrol/key"), 200);
}

static void
a_link_alone_renews_nothing(void **state)
{
	struct visitor *v = *state;
	char path[PATH_SIZE + 8];
	struct kit kit;

	a_month_later(v, &kit);
	snprintf(path, sizeof(path), "/renew/%s", v->link + strlen("/e/"));
	post(v, path, "");
	assert_int_equal(v->answer.status, 404);
	assert_int_not_equal(stored(v->fixture, "fatima").enrolled_at, 0);
	/* Nor does what a renewal has open a page. */
	type(v, kit.path, kit.recovery);
	cut(v, "action=\"/renew/", path, sizeof(path));
	memmove(path + 3, path, strlen(path) + 1);
	memcpy(path, "/e/", 3);
	assert_int_equal(get(v, path), 404);
}

static void
is_for_who_has_enrolled(void **state)
{
	struct visitor *v = *state;
	char path[PATH_SIZE + 8];

	snprintf(path, sizeof(path), "/check/%s", v->link + strlen("/e/"));
	assert_int_equal(get(v, path), 404);
	assert_int_equal(get(v, "/check/AAAA"), 404);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(a_code_that_works),
	    VISITOR_TEST(tells_what_is_wrong),
	    VISITOR_TEST(a_new_key_for_a_code),
	    VISITOR_TEST(a_renewal_is_for_who_began_it),
	    VISITOR_TEST(half_way_keeps_the_old_key),
	    VISITOR_TEST(a_new_key_for_a_recovery_code),
	    VISITOR_TEST(a_link_alone_renews_nothing),
	    VISITOR_TEST(is_for_who_has_enrolled),
	};

	return cmocka_run_group_tests_name("checkup", tests, NULL, NULL);
}
