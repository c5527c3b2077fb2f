#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/encode.h"
#include "enrol/ticket.h"

#include "enrol/helpcode.h"
#include "visitor.h"

static void
leads_from_link_to_done(void **state)
{
	struct visitor *v = *state;
	char code[TOTP_DIGITS + 1], field[BODY_SIZE];

	reach_key(v, code);
	assert_int_equal(get(v, "/enrol/key"), 200);
	assert_shows(v, "<svg ");
	assert_shows(v, "href=\"otpauth://totp/MedPlan:fatima?secret=");
	assert_int_equal(get(v, "/enrol/code"), 200);
	snprintf(field, sizeof(field), "code=%.3s+%s", code, code + 3);
	assert_int_equal(post(v, "/enrol/code", field), 200);
	assert_shows(v, "class=\"recovery\"");
	assert_int_not_equal(stored(v->fixture, "fatima").enrolled_at, 0);
	post(v, "/enrol/finish", "");
	assert_goes(v, "/bye");
	/* The cookies of the host app stay. */
	assert_string_equal(answer_value(&v->answer, "Clear-Site-Data"),
	    "\"cache\", \"storage\"");
	assert_string_equal(v->cookie,
	    "__Host-twofold=; __Host-twofold-return=; "
	    "__Host-twofold-ticket=; ");
}

static void
shows_no_key_afterwards(void **state)
{
	static const char *const paths[] = {"/enrol/key", "/enrol/code"};
	struct visitor *v = *state;
	char code[TOTP_DIGITS + 1], field[BODY_SIZE];
	size_t i;

	reach_key(v, code);
	get(v, "/enrol/code");
	snprintf(field, sizeof(field), "code=%s", code);
	assert_int_equal(post(v, "/enrol/code", field), 200);
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		assert_int_equal(get(v, paths[i]), 200);
		assert_shows(v, "Alles staat goed");
		assert_null(strstr(v->answer.body.data, "otpauth"));
	}
	assert_int_equal(get(v, v->link), 200);
	assert_shows(v, "Alles staat goed");
}

static void
asks_for_the_proof_first(void **state)
{
	struct visitor *v = *state;

	assert_int_equal(get(v, "/enrol/key"), 403);
	post(v, v->link, "");
	get(v, "/enrol/key");
	assert_goes(v, "/enrol/proof");
	get(v, "/enrol/proof");
	assert_int_equal(post(v, "/enrol/proof", "identifier=nee"), 422);
	assert_shows(v, "<title>Fout: ");
	assert_shows(v, "role=\"alert\"");
	assert_shows(v, "value=\"nee\"");
	assert_int_equal(stored(v->fixture, "fatima").started_at, 0);
}

static void
tells_what_is_wrong_with_a_code(void **state)
{
	struct visitor *v = *state;
	char code[TOTP_DIGITS + 1], field[BODY_SIZE];

	reach_key(v, code);
	get(v, "/enrol/code");
	assert_int_equal(post(v, "/enrol/code", "code=12"), 422);
	assert_shows(v, "Je typte 2 van de zes cijfers.");
	assert_int_equal(post(v, "/enrol/code", "code=1234567"), 422);
	assert_shows(v, "Je typte 7 cijfers.");
	assert_int_equal(
	    post(v, "/enrol/code", "code=GEZD+GNBV+GY3T+QOJQ"), 422);
	assert_shows(v, "Dit is de sleutel.");
	v->clock.fixed += 5 * CLOCK_MINUTE;
	snprintf(field, sizeof(field), "code=%s", code);
	assert_int_equal(post(v, "/enrol/code", field), 422);
	assert_shows(v, "ongeveer 5 minuten achter");
	/* Two minutes are slow fingers, and not a clock that is off. */
	v->clock.fixed -= 3 * CLOCK_MINUTE;
	assert_int_equal(post(v, "/enrol/code", field), 422);
	assert_shows(v, "Deze code is net verlopen.");
}

static void
helps_who_is_wrong_three_times(void **state)
{
	struct visitor *v = *state;
	char code[TOTP_DIGITS + 1], path[BODY_SIZE];
	struct person person = stored(v->fixture, "fatima");

	reach_key(v, code);
	get(v, "/enrol/code");
	post(v, "/enrol/code", "code=000000");
	post(v, "/enrol/code", "code=000000");
	assert_shows(v, "Waar kan het aan liggen?");
	assert_hides(v, "class=\"helpcode\"");
	assert_int_equal(post(v, "/enrol/code", "code=000000"), 422);
	assert_shows(v, "Typ om 14:01 uur de nieuwste code.");
	assert_int_equal(helpcode_write(&v->fixture->desk, person.id, path,
			     &v->fixture->err),
	    0);
	assert_shows(v, path);
	assert_non_null(answer_value(&v->answer, "Retry-After"));
	/* Whoever looks again is told as well, before another try. */
	assert_int_equal(get(v, "/enrol/code"), 200);
	assert_shows(v, "Even wachten. Typ om 14:01 uur");
	assert_shows(v, path);
	assert_int_equal(post(v, "/enrol/code", "code=000000"), 429);
	v->clock.fixed += CLOCK_MINUTE;
	assert_int_equal(get(v, "/enrol/code"), 200);
	assert_hides(v, "role=\"alert\"");
}

/* The text of the page that is the key: all its groups. */
static void
read_key(const struct visitor *v, char text[BODY_SIZE])
{
	const char *at = strstr(v->answer.body.data, "<p class=\"key\"");

	assert_non_null(at);
	snprintf(text, BODY_SIZE, "%.*s", (int)strcspn(at, "\n"), at);
}

static void
goes_on_half_way_with_a_new_key(void **state)
{
	char code[TOTP_DIGITS + 1], first[BODY_SIZE], second[BODY_SIZE];
	struct visitor *v = *state;

	reach_key(v, code);
	get(v, "/enrol/key");
	read_key(v, first);
	get(v, "/enrol/key");
	read_key(v, second);
	assert_string_equal(first, second);
	/* The page is closed, and the link opened again: no proof again. */
	assert_int_equal(get(v, v->link), 200);
	assert_shows(v, "Je was al begonnen");
	assert_hides(v, "personeelsnummer");
	post(v, v->link, "");
	assert_goes(v, "/enrol/key");
	get(v, "/enrol/key");
	read_key(v, second);
	assert_string_not_equal(first, second);
	/* In another browser, or much later, everything is asked. */
	v->cookie[0] = '\0';
	get(v, v->link);
	assert_shows(v, "personeelsnummer");
	post(v, v->link, "");
	assert_goes(v, "/enrol/proof");
}

static void
takes_no_foreign_form(void **state)
{
	static const char form[] = "application/x-www-form-urlencoded";
	struct visitor *v = *state;
	char code[TOTP_DIGITS + 1];

	assert_int_equal(send_request(v, "POST", v->link, form, "",
			     "Sec-Fetch-Site", "cross-site"),
	    403);
	assert_int_equal(send_request(v, "POST", v->link, form, "", "Origin",
			     "https://evil.example.com"),
	    403);
	assert_int_equal(stored(v->fixture, "fatima").opened_at, 0);
	reach_key(v, code);
	assert_int_equal(send_request(v, "POST", "/enrol/code", form,
			     "csrf=x&code=123456", NULL, NULL),
	    403);
	assert_int_equal(
	    send_request(v, "POST", "/enrol/finish", form, "", NULL, NULL),
	    403);
}

static void
leads_back_to_the_host_app(void **state)
{
	static const char back[] = "https://app.example.nl:8443/home?a=1";
	struct visitor *v = *state;
	struct person person = stored(v->fixture, "fatima");
	char ticket[TICKET_SIZE], path[PATH_SIZE], code[TOTP_DIGITS + 1];
	char field[BODY_SIZE];
	uint8_t key[TOTP_KEY_SIZE];

	assert_int_equal(ticket_make(&v->fixture->desk, &person, back, ticket,
			     &v->fixture->err),
	    TICKET_MADE);
	snprintf(path, sizeof(path), "/t/%s", ticket);
	assert_int_equal(get(v, path), 200);
	post(v, path, "");
	assert_goes(v, "/enrol/key");
	assert_int_equal(
	    enrolment_key(&v->fixture->desk, &person, key, &v->fixture->err),
	    ENROLMENT_OK);
	totp_code(
	    key, sizeof(key), (uint64_t)v->clock.fixed / TOTP_SECONDS, code);
	get(v, "/enrol/code");
	snprintf(field, sizeof(field), "code=%s", code);
	assert_int_equal(post(v, "/enrol/code", field), 200);
	assert_string_equal(answer_value(&v->answer, "Content-Security-Policy"),
	    "default-src 'none'; style-src 'self'; img-src 'self'; "
	    "form-action 'self' https://app.example.nl:8443" POLICY_END);
	post(v, "/enrol/finish", "");
	/* With the receipt, which is looked at in test_receipt.c. */
	snprintf(field, sizeof(field), "%s&twofold_receipt=", back);
	assert_memory_equal(
	    answer_value(&v->answer, "Location"), field, strlen(field));
	assert_int_equal(strlen(answer_value(&v->answer, "Location")),
	    strlen(field) + RECEIPT_SIZE - 1);
}

/* A cookie can hold anything, also an address that no ticket had. */
static void
leads_nowhere_else(void **state)
{
	static const char *const places[] = {"https://evil.example.com/",
	    "https://app.example.nl@evil.example.com/", "//evil.example.com",
	    "https://app.example.nl:1;x", "javascript:alert(1)"};
	struct visitor *v = *state;
	char value[COOKIE_SIZE / 4], session[COOKIE_SIZE / 4];
	char code[TOTP_DIGITS + 1];
	size_t i;

	reach_key(v, code);
	snprintf(session, sizeof(session), "%.*s",
	    (int)strcspn(strstr(v->cookie, "__Host-twofold="), ";"),
	    strstr(v->cookie, "__Host-twofold="));
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		encode_base64url(
		    (const uint8_t *)places[i], strlen(places[i]), value);
		snprintf(v->cookie, sizeof(v->cookie),
		    "%s; __Host-twofold-return=%s; ", session, value);
		get(v, "/enrol/code");
		post(v, "/enrol/finish", "");
		assert_goes(v, "/bye");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(leads_from_link_to_done),
	    VISITOR_TEST(shows_no_key_afterwards),
	    VISITOR_TEST(asks_for_the_proof_first),
	    VISITOR_TEST(tells_what_is_wrong_with_a_code),
	    VISITOR_TEST(helps_who_is_wrong_three_times),
	    VISITOR_TEST(goes_on_half_way_with_a_new_key),
	    VISITOR_TEST(takes_no_foreign_form),
	    VISITOR_TEST(leads_back_to_the_host_app),
	    VISITOR_TEST(leads_nowhere_else),
	};

	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
