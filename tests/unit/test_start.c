#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "enrol/startcode.h"
#include "visitor.h"

#define TYPED_SIZE 64

static void
make_code(struct visitor *v, char code[STARTCODE_SIZE])
{
	struct person person = stored(v->fixture, "fatima");
	struct fixture *f = v->fixture;
	int64_t expires_at;

	assert_int_equal(db_begin(f->db, &f->err), 0);
	assert_int_equal(
	    startcode_make(&f->desk, &person, code, &expires_at, &f->err), 0);
	assert_int_equal(db_commit(f->db, &f->err), 0);
}

static unsigned int
type(struct visitor *v, const char *code)
{
	char fields[TYPED_SIZE];

	snprintf(fields, sizeof(fields), "code=%s", code);
	return post(v, "/", fields);
}

static void
a_code_opens_the_pages_of_a_link(void **state)
{
	struct visitor *v = *state;
	char code[STARTCODE_SIZE], place[PATH_SIZE];
	const char *location;

	make_code(v, code);
	assert_int_equal(get(v, "/"), 200);
	assert_shows(v, "Typ je startcode");
	assert_int_equal(type(v, code), 303);
	location = answer_value(&v->answer, "Location");
	assert_memory_equal(location, "/e/", 3);
	assert_string_equal(v->cookie, "");
	snprintf(place, sizeof(place), "%s", location);
	assert_int_equal(get(v, place), 200);
	assert_shows(v, "fatima");
	post(v, place, "");
	/* The code does not stand for the proof. */
	assert_goes(v, "/enrol/proof");
	/* It works as long as the visit that it opens. */
	v->clock.fixed += 1800;
	assert_int_equal(get(v, place), 404);
}

static void
tells_what_is_wrong(void **state)
{
	static const struct {
		const char *typed, *words;
	} cases[] = {
	    {"", "Typ de startcode van je papier."},
	    {"+%20", "Typ de startcode van je papier."},
	    {"7K4M-2QX", "Een startcode heeft acht"},
	    {"7K4M-2QXU", "Een startcode heeft acht"},
	    {"0000-0000", "We kennen deze startcode niet."},
	};
	struct visitor *v = *state;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(type(v, cases[i].typed), 422);
		assert_shows(v, cases[i].words);
		assert_shows(v, "<title>Fout: ");
	}
	assert_shows(v, "value=\"0000-0000\"");
}

static void
makes_guessers_wait(void **state)
{
	struct visitor *v = *state;
	char code[STARTCODE_SIZE];
	int i;

	make_code(v, code);
	for (i = 0; i < STARTCODE_WRONG_ALL; i++)
		assert_int_equal(type(v, "0000-0000"), 422);
	assert_int_equal(type(v, code), 429);
	assert_shows(v, "om 15:00 uur nog eens");
	assert_string_equal(answer_value(&v->answer, "Retry-After"), "3600");
}

static void
takes_no_form_of_others(void **state)
{
	struct visitor *v = *state;
	char code[STARTCODE_SIZE], body[TYPED_SIZE];

	make_code(v, code);
	snprintf(body, sizeof(body), "code=%s", code);
	assert_int_equal(
	    send_request(v, "POST", "/", "application/x-www-form-urlencoded",
		body, "Origin", "https://evil.example.com"),
	    403);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(a_code_opens_the_pages_of_a_link),
	    VISITOR_TEST(tells_what_is_wrong),
	    VISITOR_TEST(makes_guessers_wait),
	    VISITOR_TEST(takes_no_form_of_others),
	};

	return cmocka_run_group_tests_name("start", tests, NULL, NULL);
}
