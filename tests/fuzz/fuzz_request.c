/*
 * A request as bytes: its method, path, a header, a body, parted by NUL.  The
 * whole site answers it, with a key that is good, over a database of its own.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/text.h"
#include "store/hostkey.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/schema.h"
#include "web/site.h"

#define PART_MAX 1024 /* bytes */
#define FOLDER "/tmp/twofold-fuzz.XXXXXX"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct site {
	char folder[sizeof(FOLDER)], database[64], key_file[64];
	char bearer[HOSTKEY_SIZE + sizeof("Bearer ")];
	struct config config;
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
	char key[HOSTKEY_SIZE];
	struct err err;
	struct db *db;

	must(db_open(s->database, DB_CREATE, &db, &err));
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
}

static void
clean_up(void)
{
	char path[96];
	size_t i;
	static const char *const ends[] = {"db", "db-wal", "db-shm", "key"};

	pool_free(site->pool);
	for (i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "%s/%s", site->folder, ends[i]);
		unlink(path);
	}
	rmdir(site->folder);
}

static struct site *
make_site(void)
{
	static const char *const languages[] = {"nl", "en"};
	struct site *s = calloc(1, sizeof(*s));
	struct keyring *keys;
	struct err err;

	if (s == NULL)
		abort();
	memcpy(s->folder, FOLDER, sizeof(FOLDER));
	if (mkdtemp(s->folder) == NULL)
		abort();
	snprintf(s->database, sizeof(s->database), "%s/db", s->folder);
	snprintf(s->key_file, sizeof(s->key_file), "%s/key", s->folder);
	must(keyring_create(s->key_file, &err));
	must(keyring_load(s->key_file, &keys, &err));
	fill(s);
	must(clock_zone("Europe/Amsterdam", &err));
	s->config.campaign.product = "MedPlan";
	s->config.campaign.supplier = "MedPlan";
	s->config.campaign.languages = languages;
	s->config.campaign.language_count = 2;
	s->config.look.colour = s->config.look.logo = "";
	s->config.helpdesk.name = s->config.helpdesk.phone = "x";
	s->config.helpdesk.mail = "x@example.nl";
	s->config.gate.mode = GATE_ENFORCE;
	s->config.campaign.start_day = 20000;
	s->config.campaign.deadline_day = 20100;
	s->config.database = s->database;
	s->config.templates = s->folder;
	s->config.enrol.base_url = "https://2fa.example.nl";
	s->clock.fixed = INT64_C(20050) * 86400;
	s->web = (struct web){.config = &s->config,
	    .keys = keys,
	    .clock = &s->clock,
	    .writers = {.popup = no_popup, .adoption = no_figures}};
	must(templates_open(&s->config, ".", &s->web.templates, &err));
	must(pool_make(s->database, 1, &s->pool, &err));
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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char method[PART_MAX], path[PART_MAX], value[PART_MAX];
	struct request request;
	struct answer answer;

	if (site == NULL)
		site = make_site();
	part(&data, &size, method);
	part(&data, &size, path);
	part(&data, &size, value);
	must(request_init(&request, method, path));
	request_header(&request, "Authorization", site->bearer);
	request_header(&request, "Cookie", value);
	request_header(&request, "Accept-Language", value);
	request_header(&request, "Content-Type",
	    strncmp(path, "/v1/", 4) == 0
		? "application/json"
		: "application/x-www-form-urlencoded");
	request_query(&request, "user", value);
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
