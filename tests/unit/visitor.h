#ifndef TESTS_VISITOR_H
#define TESTS_VISITOR_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "enrol/enrolment.h"
#include "enrol/invitation.h"
#include "enrol/receipt.h"
#include "web/site.h"

#include "fixture.h"

#define PATH_SIZE 256
#define COOKIE_SIZE 1024
#define BODY_SIZE 512
#define POLICY_END "; frame-ancestors 'none'; base-uri 'none'"

/* A browser and the site that it visits, without a socket between them. */
struct visitor {
	struct fixture *fixture;
	struct clock clock;
	struct web web;
	struct pool *pool;
	char cookie[COOKIE_SIZE];
	char link[PATH_SIZE]; /* the path of the person's page */
	struct answer answer; /* the last one */
};

static inline int
open_visitor(void **state)
{
	static const char *const labels[] = {
	    "nl=je personeelsnummer", "en=your personnel number"};
	struct visitor *v = calloc(1, sizeof(*v));
	struct person person;
	struct buf url;

	v->fixture = fixture_make();
	v->fixture->config.enrol.identifier_label = (struct words){labels, 2};
	v->fixture->config.database = v->fixture->database;
	v->fixture->config.templates = v->fixture->folder;
	v->fixture->config.helpdesk.name = "Helpdesk MedPlan";
	v->fixture->config.helpdesk.phone = "088 000 12 34";
	v->fixture->config.helpdesk.mail = "helpdesk@medplan.example.nl";
	v->clock.fixed = v->fixture->desk.now;
	v->web = (struct web){.config = &v->fixture->config,
	    .keys = v->fixture->keys,
	    .clock = &v->clock};
	assert_int_equal(templates_open(&v->fixture->config, ".",
			     &v->web.templates, &v->fixture->err),
	    0);
	assert_int_equal(
	    pool_make(v->fixture->database, 1, &v->pool, &v->fixture->err), 0);
	person = add_person(v->fixture, "fatima");
	buf_init(&url, PATH_SIZE);
	assert_int_equal(invitation_url(&v->fixture->desk, person.id,
			     person.generation, &url, &v->fixture->err),
	    0);
	snprintf(v->link, sizeof(v->link), "%s", strstr(url.data, "/e/"));
	buf_free(&url);
	answer_init(&v->answer);
	*state = v;
	return 0;
}

static inline int
close_visitor(void **state)
{
	struct visitor *v = *state;

	answer_free(&v->answer);
	pool_free(v->pool);
	templates_free(v->web.templates);
	fixture_free(v->fixture);
	free(v);
	return 0;
}

/* Keeps "NAME=VALUE", in the place of another value of that name. */
static inline void
keep_cookie(struct visitor *v, const char *pair)
{
	size_t name = strcspn(pair, "=") + 1, len = strcspn(pair, ";");
	char kept[COOKIE_SIZE] = "", *one;

	for (one = v->cookie; *one != '\0'; one += strcspn(one, " ") + 1) {
		if (strncmp(one, pair, name) != 0)
			snprintf(kept + strlen(kept),
			    sizeof(kept) - strlen(kept), "%.*s ",
			    (int)strcspn(one, " "), one);
	}
	snprintf(
	    v->cookie, sizeof(v->cookie), "%s%.*s; ", kept, (int)len, pair);
}

static inline void
keep_cookies(struct visitor *v)
{
	size_t i;

	for (i = 0; i < v->answer.count; i++) {
		if (strcmp(v->answer.headers[i].name, "Set-Cookie") == 0)
			keep_cookie(v, v->answer.headers[i].value);
	}
}

static inline unsigned int
send_request(struct visitor *v, const char *method, const char *path,
    const char *type, const char *body, const char *name, const char *value)
{
	struct request request;

	answer_free(&v->answer);
	assert_int_equal(request_init(&request, method, path), 0);
	request_header(&request, "Cookie", v->cookie);
	if (type != NULL)
		request_header(&request, "Content-Type", type);
	if (name != NULL)
		request_header(&request, name, value);
	if (body != NULL)
		request_body(&request, body, strlen(body));
	site_answer(&v->web, v->pool, &request, &v->answer);
	request_free(&request);
	keep_cookies(v);
	return v->answer.status;
}

static inline unsigned int
get(struct visitor *v, const char *path)
{
	return send_request(v, "GET", path, NULL, NULL, NULL, NULL);
}

/* Sends a form with the token of the page that was seen last. */
static inline unsigned int
post(struct visitor *v, const char *path, const char *fields)
{
	static const char mark[] = "name=\"csrf\" value=\"";
	const char *token = strstr(v->answer.body.data, mark);
	char body[2 * BODY_SIZE];
	int len = 0;

	if (token != NULL) {
		token += sizeof(mark) - 1;
		len = (int)strcspn(token, "\"");
	}
	snprintf(body, sizeof(body), "csrf=%.*s&%s", len, token, fields);
	return send_request(v, "POST", path,
	    "application/x-www-form-urlencoded", body, NULL, NULL);
}

static inline void
assert_shows(const struct visitor *v, const char *text)
{
	if (strstr(v->answer.body.data, text) == NULL)
		fail_msg("\"%s\" is not in: %s", text, v->answer.body.data);
}

static inline void
assert_hides(const struct visitor *v, const char *text)
{
	if (strstr(v->answer.body.data, text) != NULL)
		fail_msg("\"%s\" is in: %s", text, v->answer.body.data);
}

static inline void
assert_goes(const struct visitor *v, const char *place)
{
	assert_int_equal(v->answer.status, 303);
	assert_string_equal(answer_value(&v->answer, "Location"), place);
}

/* As far as the page with the key; "code" is what its key gives now. */
static inline void
reach_key(struct visitor *v, char code[TOTP_DIGITS + 1])
{
	uint8_t key[TOTP_KEY_SIZE];
	struct person person;

	get(v, v->link);
	post(v, v->link, "");
	assert_goes(v, "/enrol/proof");
	assert_int_equal(get(v, "/enrol/proof"), 200);
	post(v, "/enrol/proof", "identifier=NR-fatima");
	assert_goes(v, "/enrol/key");
	person = stored(v->fixture, "fatima");
	assert_int_equal(
	    enrolment_key(&v->fixture->desk, &person, key, &v->fixture->err),
	    ENROLMENT_OK);
	assert_int_equal(totp_code(key, sizeof(key),
			     (uint64_t)v->clock.fixed / TOTP_SECONDS, code),
	    0);
}

#define VISITOR_TEST(f)                                                        \
	cmocka_unit_test_setup_teardown(f, open_visitor, close_visitor)

#endif
