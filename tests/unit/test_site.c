#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "visitor.h"

static void
opening_changes_nothing(void **state)
{
	static const char *const paths[] = {"/", "/style.css", "/enrol/proof",
	    "/enrol/key", "/enrol/code", "/enrol/finish", "/bye", "/x"};
	struct visitor *v = *state;
	struct buf before, after;
	size_t i;

	buf_init(&before, DUMP_MAX);
	buf_init(&after, DUMP_MAX);
	dump_tables(v->fixture, &before);
	for (i = 0; i < 50; i++)
		assert_int_equal(get(v, v->link), 200);
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		get(v, paths[i]);
	dump_tables(v->fixture, &after);
	assert_string_equal(before.data, after.data);
	assert_string_equal(v->cookie, "");
	buf_free(&before);
	buf_free(&after);
	post(v, v->link, "");
	assert_goes(v, "/enrol/proof");
}

static void
answers_all_bad_links_alike(void **state)
{
	struct visitor *v = *state;
	struct buf first;

	assert_int_equal(get(v, "/e/AAAA"), 404);
	buf_init(&first, ANSWER_BODY_MAX);
	buf_text(&first, v->answer.body.data);
	v->clock.fixed += 31 * CLOCK_DAY;
	assert_int_equal(get(v, v->link), 404);
	assert_string_equal(v->answer.body.data, first.data);
	assert_int_equal(get(v, "/t/AAAA"), 404);
	assert_string_equal(v->answer.body.data, first.data);
	buf_free(&first);
}

static void
protects_every_page(void **state)
{
	static const char *const paths[] = {"/", "/x", "/bye", "/enrol/key"};
	struct visitor *v = *state;
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		get(v, paths[i]);
		assert_string_equal(
		    answer_value(&v->answer, "Content-Security-Policy"),
		    "default-src 'none'; style-src 'self'; img-src 'self'; "
		    "form-action 'self'" POLICY_END);
		assert_string_equal(
		    answer_value(&v->answer, "Cache-Control"), "no-store");
		assert_string_equal(
		    answer_value(&v->answer, "Referrer-Policy"), "no-referrer");
		assert_shows(v, "088 000 12 34");
	}
}

static void
speaks_the_visitors_language(void **state)
{
	struct visitor *v = *state;

	send_request(v, "GET", "/", NULL, NULL, "Accept-Language", "en-GB");
	assert_shows(v, "<html lang=\"en\">");
	send_request(v, "GET", v->link, NULL, NULL, "Accept-Language", "en-GB");
	assert_shows(v, "<html lang=\"nl\">");
}

static void
keeps_the_stylesheet_for_a_while(void **state)
{
	struct visitor *v = *state;
	char tag[BODY_SIZE];

	assert_int_equal(get(v, "/style.css"), 200);
	snprintf(tag, sizeof(tag), "%s", answer_value(&v->answer, "ETag"));
	assert_int_equal(send_request(v, "GET", "/style.css", NULL, NULL,
			     "If-None-Match", tag),
	    304);
	assert_int_equal(v->answer.body.len, 0);
}

static void
refuses_large_bodies(void **state)
{
	struct visitor *v = *state;
	char *body = calloc(1, REQUEST_BODY_MAX + 2);

	memset(body, 'a', REQUEST_BODY_MAX + 1);
	assert_int_equal(
	    send_request(v, "POST", v->link,
		"application/x-www-form-urlencoded", body, NULL, NULL),
	    413);
	free(body);
}

/* Without its database the site still says so in its own words. */
static void
survives_without_a_database(void **state)
{
	struct visitor *v = *state;

	unlink(v->fixture->database);
	assert_int_equal(get(v, "/healthz"), 503);
	assert_int_equal(get(v, v->link), 503);
	assert_non_null(answer_value(&v->answer, "Retry-After"));
	assert_shows(v, "Even geduld");
	assert_null(strstr(v->answer.body.data, v->fixture->folder));
}

/* No token, code or key is ever told to the log. */
static void
logs_no_secret(void **state)
{
	struct visitor *v = *state;
	struct log log = {tmpfile(), LOG_DEBUG, &v->clock};
	char code[TOTP_DIGITS + 1], text[4096];
	size_t len;

	v->web.log = &log;
	reach_key(v, code);
	rewind(log.out);
	len = fread(text, 1, sizeof(text) - 1, log.out);
	text[len] = '\0';
	fclose(log.out);
	v->web.log = NULL;
	assert_non_null(strstr(text, "request POST /e/* status=303 us="));
	assert_null(strstr(text, v->link));
	assert_null(strstr(text, v->link + 3));
	assert_null(strstr(text, "fatima"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(opening_changes_nothing),
	    VISITOR_TEST(answers_all_bad_links_alike),
	    VISITOR_TEST(protects_every_page),
	    VISITOR_TEST(speaks_the_visitors_language),
	    VISITOR_TEST(keeps_the_stylesheet_for_a_while),
	    VISITOR_TEST(refuses_large_bodies),
	    VISITOR_TEST(survives_without_a_database),
	    VISITOR_TEST(logs_no_secret),
	};

	return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
