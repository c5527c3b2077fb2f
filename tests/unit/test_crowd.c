#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/crowd.h"

#include "visitor.h"

#define MANY 40000 /* addresses, far more than are counted at a time */

static struct crowd *
make(void)
{
	struct crowd *crowd;
	struct err err;

	assert_int_equal(crowd_make(&crowd, &err), 0);
	return crowd;
}

static void
repeat(struct crowd *crowd, const char *client, enum crowd_kind kind,
    int64_t now, int times)
{
	while (times-- > 0)
		crowd_count(crowd, client, kind, now);
}

static void
counts_by_address_and_kind(void **state)
{
	struct crowd *crowd = make();

	(void)state;
	repeat(crowd, "192.0.2.1", CROWD_LINKS, 7210, CROWD_LINKS_MAX - 1);
	assert_int_equal(
	    crowd_retry_at(crowd, "192.0.2.1", CROWD_LINKS, 7210), 0);
	repeat(crowd, "192.0.2.1", CROWD_LINKS, 7210, 2);
	assert_int_equal(
	    crowd_retry_at(crowd, "192.0.2.1", CROWD_LINKS, 7210), 7260);
	assert_int_equal(
	    crowd_retry_at(crowd, "192.0.2.1", CROWD_LINKS, 7259), 7260);
	assert_int_equal(
	    crowd_retry_at(crowd, "192.0.2.1", CROWD_LINKS, 7260), 0);
	assert_int_equal(
	    crowd_retry_at(crowd, "192.0.2.1", CROWD_FORMS, 7210), 0);
	assert_int_equal(
	    crowd_retry_at(crowd, "192.0.2.2", CROWD_LINKS, 7210), 0);
	/* A new window begins at nothing. */
	repeat(crowd, "192.0.2.1", CROWD_LINKS, 7260, 1);
	assert_int_equal(
	    crowd_retry_at(crowd, "192.0.2.1", CROWD_LINKS, 7260), 0);
	repeat(crowd, "192.0.2.1", CROWD_FORMS, 7260, CROWD_FORMS_MAX);
	assert_int_equal(
	    crowd_retry_at(crowd, "192.0.2.1", CROWD_FORMS, 7260), 10800);
	crowd_free(crowd);
}

static void
nobody_is_counted(void **state)
{
	struct crowd *crowd = make();

	(void)state;
	repeat(crowd, "", CROWD_LINKS, 0, CROWD_LINKS_MAX);
	assert_int_equal(crowd_retry_at(crowd, "", CROWD_LINKS, 0), 0);
	crowd_count(NULL, "192.0.2.1", CROWD_LINKS, 0);
	assert_int_equal(crowd_retry_at(NULL, "192.0.2.1", CROWD_LINKS, 0), 0);
	crowd_free(crowd);
	crowd_free(NULL);
}

/* Who is held off is not forgotten for others who were wrong once. */
static void
survives_a_multitude(void **state)
{
	struct crowd *crowd = make();
	char client[32];
	int i;

	(void)state;
	repeat(crowd, "192.0.2.1", CROWD_FORMS, 0, CROWD_FORMS_MAX);
	for (i = 0; i < MANY; i++) {
		snprintf(client, sizeof(client), "2001:db8:%x:%x::", i >> 8, i);
		crowd_count(crowd, client, CROWD_FORMS, 0);
	}
	assert_int_not_equal(
	    crowd_retry_at(crowd, "192.0.2.1", CROWD_FORMS, 0), 0);
	crowd_free(crowd);
}

/* Who finds no place any more is not taken for who has it. */
static void
mistakes_nobody_for_another(void **state)
{
	struct crowd *crowd = make();
	char client[32];
	int i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		snprintf(client, sizeof(client), "2001:db8:%x:%x::", i >> 8, i);
		repeat(crowd, client, CROWD_LINKS, 0, CROWD_LINKS_MAX);
	}
	assert_int_equal(crowd_retry_at(crowd, "192.0.2.1", CROWD_LINKS, 0), 0);
	crowd_free(crowd);
}

/* A request from an address, as its status. */
static unsigned int
from(struct visitor *v, const char *client, const char *method,
    const char *path, const char *body)
{
	struct request request;

	answer_free(&v->answer);
	assert_int_equal(request_init(&request, method, path), 0);
	snprintf(request.client, sizeof(request.client), "%s", client);
	request_header(
	    &request, "Content-Type", "application/x-www-form-urlencoded");
	request_body(&request, body, strlen(body));
	site_answer(&v->web, v->pool, &request, &v->answer);
	request_free(&request);
	return v->answer.status;
}

/* An address that tries links has to wait, with good ones as well. */
static void
links_that_do_not_exist(void **state)
{
	struct visitor *v = *state;
	struct crowd *crowd = make();
	int i;

	v->web.crowd = crowd;
	for (i = 0; i < CROWD_LINKS_MAX; i++) {
		assert_int_equal(from(v, "192.0.2.1", "GET", v->link, ""), 200);
		assert_int_equal(
		    from(v, "192.0.2.1", "GET", "/e/none", ""), 404);
	}
	assert_int_equal(from(v, "192.0.2.1", "GET", "/e/none", ""), 429);
	assert_string_equal(answer_value(&v->answer, "Retry-After"), "60");
	assert_shows(v, "Er ging hier vaak iets mis");
	assert_int_equal(from(v, "192.0.2.1", "GET", v->link, ""), 429);
	assert_int_equal(from(v, "192.0.2.1", "POST", v->link, ""), 429);
	assert_int_equal(from(v, "192.0.2.1", "GET", "/help", ""), 200);
	assert_int_equal(from(v, "192.0.2.1", "GET", "/v1/gate", ""), 401);
	assert_int_equal(from(v, "192.0.2.2", "GET", v->link, ""), 200);
	v->clock.fixed += CROWD_LINKS_SECONDS;
	assert_int_equal(from(v, "192.0.2.1", "GET", v->link, ""), 200);
	crowd_free(crowd);
}

static void
forms_that_are_wrong(void **state)
{
	struct visitor *v = *state;
	struct crowd *crowd = make();
	int i;

	v->web.crowd = crowd;
	for (i = 0; i < CROWD_FORMS_MAX; i++)
		assert_int_equal(
		    from(v, "192.0.2.1", "POST", "/", "code="), 422);
	assert_int_equal(from(v, "192.0.2.1", "POST", "/", "code="), 429);
	/* What is only looked at goes on. */
	assert_int_equal(from(v, "192.0.2.1", "GET", v->link, ""), 200);
	assert_int_equal(from(v, "192.0.2.2", "POST", "/", "code="), 422);
	crowd_free(crowd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_by_address_and_kind),
	    cmocka_unit_test(nobody_is_counted),
	    cmocka_unit_test(survives_a_multitude),
	    cmocka_unit_test(mistakes_nobody_for_another),
	    VISITOR_TEST(links_that_do_not_exist),
	    VISITOR_TEST(forms_that_are_wrong),
	};

	return cmocka_run_group_tests_name("crowd", tests, NULL, NULL);
}
