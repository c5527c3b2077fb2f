#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/contact.h"
#include "visitor.h"

static unsigned int
ask(struct visitor *v, const char *organisation)
{
	struct request request;

	answer_free(&v->answer);
	assert_int_equal(request_init(&request, "GET", "/help"), 0);
	request_query(&request, "organisation", organisation);
	site_answer(&v->web, v->pool, &request, &v->answer);
	request_free(&request);
	return v->answer.status;
}

static void
helps_without_a_link(void **state)
{
	static const char *const words[] = {"nieuwe tablet", "tablet kwijt",
	    "geweigerd", "wachtwoordmanager", "niet meer in", "mail wel echt",
	    "2fa.example.nl", "088 000 12 34"};
	struct visitor *v = *state;
	size_t i;

	assert_int_equal(get(v, "/help"), 200);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_shows(v, words[i]);
	assert_null(strstr(v->answer.body.data, "Vraag het bij"));
	assert_string_equal(v->cookie, "");
}

static void
knows_the_institution(void **state)
{
	struct visitor *v = *state;
	struct fixture *f = v->fixture;
	char path[PATH_SIZE];

	assert_int_equal(ask(v, "zonnehof"), 200);
	assert_null(strstr(v->answer.body.data, "De Zonnehof"));
	assert_int_equal(contact_put(f->db, f->organisation.id,
			     "Kim <b>toestel 214</b>", &f->err),
	    0);
	assert_int_equal(ask(v, "zonnehof"), 200);
	assert_shows(v, "Vraag het bij De Zonnehof");
	assert_shows(v, "Kim &lt;b&gt;toestel 214");
	snprintf(path, sizeof(path), "/help/%s", v->link + strlen("/e/"));
	assert_int_equal(get(v, path), 200);
	assert_shows(v, "Vraag het bij De Zonnehof");
	/* Neither an unknown institution nor an old link is an error. */
	v->clock.fixed += 31 * CLOCK_DAY;
	assert_int_equal(get(v, path), 200);
	assert_null(strstr(v->answer.body.data, "De Zonnehof"));
	assert_int_equal(ask(v, "x' OR 1=1"), 200);
	assert_null(strstr(v->answer.body.data, "Vraag het bij"));
	assert_int_equal(
	    contact_put(f->db, f->organisation.id, "", &f->err), 0);
	assert_int_equal(ask(v, "zonnehof"), 200);
	assert_null(strstr(v->answer.body.data, "De Zonnehof"));
}

/* The foot of a page leads to the first aid that knows most. */
static void
is_led_to(void **state)
{
	struct visitor *v = *state;
	struct fixture *f = v->fixture;
	char link[PATH_SIZE + sizeof("href=\"\"")];

	assert_int_equal(
	    contact_put(f->db, f->organisation.id, "Kim, toestel 214", &f->err),
	    0);
	snprintf(
	    link, sizeof(link), "href=\"/help/%s\"", v->link + strlen("/e/"));
	assert_int_equal(get(v, v->link), 200);
	assert_shows(v, link);
	/* A session knows as much, and leaves no token in the history. */
	assert_int_equal(post(v, v->link, ""), 303);
	assert_int_equal(get(v, "/enrol/proof"), 200);
	assert_shows(v, "href=\"/help\"");
	assert_int_equal(get(v, "/help"), 200);
	assert_shows(v, "Vraag het bij De Zonnehof");
	assert_hides(v, "href=\"/help");
	v->cookie[0] = '\0';
	assert_int_equal(get(v, "/help"), 200);
	assert_hides(v, "De Zonnehof");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    VISITOR_TEST(helps_without_a_link),
	    VISITOR_TEST(knows_the_institution),
	    VISITOR_TEST(is_led_to),
	};

	return cmocka_run_group_tests_name("aid", tests, NULL, NULL);
}
