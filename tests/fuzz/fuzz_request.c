/*
 * A request as bytes: the number of a route, then what its "*" stands for, a
 * header and a body, parted by NUL; no such number is for a path of its own.
 * The whole site answers it, with a key that is good, over its own database.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/text.h"
#include "enrol/link.h"
#include "store/hostkey.h"
#include "otp/keyfile.h"
#include "store/schema.h"
#include "web/route.h"
#include "web/site.h"

#define PART_MAX 1024 /* bytes */
#define FOLDER "/tmp/twofold-fuzz.XXXXXX"
#define PATH_SIZE (sizeof(FOLDER) + sizeof("/twofold.db-wal"))
#define NOW "2026-11-01T12:00:00Z"

static const char settings[] =
    "campaign \"demo\" {\n"
    "\tproduct = \"MedPlan\"\n"
    "\tstart = \"2026-08-01\"\n"
    "\tdeadline = \"2026-12-01\"\n"
    "\tlanguages = {\"nl\", \"en\"}\n"
    "}\n"
    "stage \"announce\" { at = \"start\" }\n"
    "mail {\n"
    "\tserver = \"smtp://127.0.0.1\"\n"
    "\tfrom = \"2fa@example.nl\"\n"
    "}\n"
    "enrol { base_url = \"https://2fa.example.nl\" }\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct site {
	char folder[sizeof(FOLDER)];
	char bearer[HOSTKEY_SIZE + sizeof("Bearer ")];
	char link[LINK_SIZE];
	struct config *config;
	struct keyring *keys;
	struct clock clock;
	struct web web;
	struct pool *pool;
} * site;

static void
must(int rc)
{
	if (rc == -1)
		abort();
}

static int
no_popup(const void *context, const struct desk *desk,
    const struct person *person, const char *stage, struct buf *out,
    struct err *err)
{
	(void)context, (void)desk, (void)person, (void)stage, (void)out;
	(void)err;
	return 0;
}

static int
no_figures(const struct desk *desk, struct buf *out, struct err *err)
{
	(void)desk, (void)err;
	buf_text(out, "{}\n");
	return 0;
}

static void
fill(struct site *s)
{
	struct hostkey all = {"fuzz", SCOPE_ALL, 1};
	struct link link = {
	    .purpose = LINK_ENROL, .person = 1, .expires_at = INT32_MAX};
	char key[HOSTKEY_SIZE];
	struct err err;
	struct db *db;

	must(db_open(s->config->database, DB_CREATE, &db, &err));
	must(schema_migrate(db, &err));
	must(hostkey_make(db, &all, key, &err));
	must(db_script(db,
	    "INSERT INTO organisation (id, ref, name) VALUES (1, 'o', 'O');"
	    "INSERT INTO person (id, organisation_id, ref, name, phone,"
	    " identifier, language, wave, audience, joined_day) VALUES"
	    " (1, 1, 'a', 'A', '', '1', 'nl', '', 'worker', 20000);",
	    &err));
	db_close(db);
	snprintf(s->bearer, sizeof(s->bearer), "Bearer %s", key);
	must(link_write(s->keys, &link, s->link, &err));
}

static void
clean_up(void)
{
	static const char *const names[] = {"twofold.conf", "twofold.key",
	    "twofold.db", "twofold.db-wal", "twofold.db-shm"};
	char path[PATH_SIZE];
	size_t i;

	pool_free(site->pool);
	templates_free(site->web.templates);
	keyring_free(site->keys);
	config_free(site->config);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", site->folder, names[i]);
		unlink(path);
	}
	rmdir(site->folder);
	free(site);
}

static struct config *
make_config(const char *folder)
{
	struct config *config;
	struct buf mistakes;
	char path[PATH_SIZE];
	struct err err;
	FILE *file;

	snprintf(path, sizeof(path), "%s/twofold.conf", folder);
	file = fopen(path, "w");
	if (file == NULL || fputs(settings, file) == EOF || fclose(file) == EOF)
		abort();
	buf_init(&mistakes, PART_MAX);
	must(config_load(path, &config, &mistakes, &err));
	buf_free(&mistakes);
	return config;
}

static struct site *
make_site(void)
{
	struct site *s = calloc(1, sizeof(*s));
	struct err err;

	if (s == NULL)
		abort();
	memcpy(s->folder, FOLDER, sizeof(FOLDER));
	if (mkdtemp(s->folder) == NULL)
		abort();
	s->config = make_config(s->folder);
	must(keyfile_create(s->config->key_file, &err));
	must(keyring_load(s->config->key_file, &s->keys, &err));
	fill(s);
	must(clock_zone("Europe/Amsterdam", &err));
	must(clock_parse(NOW, &s->clock.fixed));
	s->web = (struct web){.config = s->config,
	    .keys = s->keys,
	    .clock = &s->clock,
	    .writers = {.popup = no_popup, .adoption = no_figures}};
	must(templates_open(s->config, ".", &s->web.templates, &err));
	must(pool_make(s->config->database, 1, &s->pool, &err));
	atexit(clean_up);
	return s;
}

/* The next part of the input, as a text. */
static void
part(const uint8_t **data, size_t *size, char out[PART_MAX])
{
	const uint8_t *end = memchr(*data, '\0', *size);
	size_t len = end == NULL ? *size : (size_t)(end - *data);
	size_t kept = len < PART_MAX ? len : PART_MAX - 1;

	memcpy(out, *data, kept);
	out[kept] = '\0';
	*data += end == NULL ? len : len + 1;
	*size -= end == NULL ? len : len + 1;
}

/* Whatever came, the answer is one; what is said to be JSON is. */
static void
check(const struct answer *answer)
{
	json_t *json;
	size_t i;

	if (answer->status < 200 || answer->status > 599 ||
	    answer->status == 500)
		abort();
	for (i = 0; i < answer->count; i++) {
		if (text_has_control(answer->headers[i].value))
			abort();
	}
	if (strstr(answer->type, "json") == NULL)
		return;
	json = json_loadb(answer->body.data, answer->body.len,
	    JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, NULL);
	if (json == NULL)
		abort();
	json_decref(json);
}

/* The route of that number with its parameter, a good link for an empty one. */
static void
begin(struct request *request, size_t number, const char *parameter)
{
	const struct route *route;
	char path[2 * PART_MAX];

	if (number >= route_count()) {
		must(request_init(request, "GET", parameter));
		return;
	}
	route = route_at(number);
	if (parameter[0] == '\0')
		parameter = site->link;
	snprintf(path, sizeof(path), "%.*s%s",
	    (int)strcspn(route->pattern, "*"), route->pattern,
	    strchr(route->pattern, '*') == NULL ? "" : parameter);
	must(request_init(request, request_method(route->method), path));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char parameter[PART_MAX], value[PART_MAX];
	struct request request;
	struct answer answer;
	size_t number;

	if (size == 0)
		return 0;
	if (site == NULL)
		site = make_site();
	number = *data++, size--;
	part(&data, &size, parameter);
	part(&data, &size, value);
	begin(&request, number, parameter);
	request_header(&request, "Authorization", site->bearer);
	request_header(&request, "Cookie", value);
	request_header(&request, "Accept-Language", value);
	request_header(&request, "Content-Type",
	    route_is_api(request.path) ? "application/json"
				       : "application/x-www-form-urlencoded");
	request_query(&request, "user", value[0] == '\0' ? "a" : value);
	request_query(&request, "taal", value);
	request_query(&request, "popup", "1");
	request_body(&request, (const char *)data, size);
	answer_init(&answer);
	site_answer(&site->web, site->pool, &request, &answer);
	check(&answer);
	answer_free(&answer);
	request_free(&request);
	return 0;
}
