#include "render/templates.h"
#include "web/metrics.h"
#include "web/trouble.h"
#include "web/watch.h"

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"
#define OPENAPI "openapi.json"

static void
begin(struct answer *answer, const char *type, const char *cache)
{
	answer->type = type;
	answer_header(answer, "Cache-Control", cache);
	answer_header(answer, "X-Content-Type-Options", "nosniff");
}

int
watch_health(const struct call *call, struct answer *answer, struct err *err)
{
	int64_t version;

	if (db_number(call->desk.db, err, &version,
		"SELECT max(version) FROM schema_version", DB_NONE) == -1) {
		log_write(call->web->log, LOG_ERROR, "healthz: %s", err->text);
		trouble_problem(answer, 503, "Service Unavailable",
		    "The database does not answer.");
		return 0;
	}
	begin(answer, "application/json", "no-store");
	buf_text(&answer->body, "{\"status\":\"ok\"}\n");
	return 0;
}

int
watch_metrics(const struct call *call, struct answer *answer, struct err *err)
{
	(void)err;
	begin(answer, METRICS_TYPE, "no-store");
	metrics_write(call->web->metrics, &answer->body);
	return 0;
}

int
watch_openapi(const struct call *call, struct answer *answer, struct err *err)
{
	const char *text = templates_text(call->web->templates, OPENAPI, err);

	if (text == NULL)
		return -1;
	begin(answer, "application/json", "max-age=3600");
	buf_text(&answer->body, text);
	return 0;
}
