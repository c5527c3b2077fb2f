#include <stdlib.h>

#include "base/hash.h"
#include "web/exchange.h"
#include "web/site.h"

/* Who sends so many times as much as there is room for is cut off. */
#define FLOOD 64

static enum MHD_Result
take_header(
    void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	request_header(cls, name, value == NULL ? "" : value);
	return MHD_YES;
}

static enum MHD_Result
take_query(
    void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	request_query(cls, name, value == NULL ? "" : value);
	return MHD_YES;
}

struct exchange *
exchange_begin(const struct web *web, struct MHD_Connection *connection,
    const char *method, const char *url)
{
	struct exchange *exchange = calloc(1, sizeof(*exchange));
	const union MHD_ConnectionInfo *info;

	if (exchange == NULL)
		return NULL;
	if (request_init(&exchange->request, method, url) == -1) {
		free(exchange);
		return NULL;
	}
	exchange->connection = connection;
	answer_init(&exchange->answer);
	MHD_get_connection_values(
	    connection, MHD_HEADER_KIND, take_header, &exchange->request);
	MHD_get_connection_values(
	    connection, MHD_GET_ARGUMENT_KIND, take_query, &exchange->request);
	info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	request_allow(&exchange->request, site_room(web, &exchange->request));
	client_address(&web->config->serve,
	    info == NULL ? NULL : info->client_addr,
	    exchange->request.headers[HEADER_FORWARDED_FOR],
	    exchange->request.client);
	return exchange;
}

void
exchange_free(struct exchange *exchange)
{
	request_free(&exchange->request);
	answer_free(&exchange->answer);
	free(exchange);
}

int
exchange_body(struct exchange *exchange, const char *data, size_t len)
{
	exchange->received += len;
	if (exchange->received / FLOOD > exchange->request.body.max)
		return -1;
	request_body(&exchange->request, data, len);
	return 0;
}

/* A body that has been sent, which may have shown a key. */
struct sent {
	size_t len;
	char *data;
};

static void
wipe_sent(void *cls)
{
	struct sent *sent = cls;

	hash_wipe(sent->data, sent->len);
	free(sent->data);
	free(sent);
}

static struct MHD_Response *
make_response(struct answer *answer)
{
	struct MHD_Response *response;
	struct sent *sent = NULL;

	if (answer->body.len == 0)
		return MHD_create_response_from_buffer(
		    0, NULL, MHD_RESPMEM_PERSISTENT);
	sent = malloc(sizeof(*sent));
	if (sent == NULL)
		return NULL;
	sent->len = answer->body.len;
	sent->data = buf_take(&answer->body);
	response = MHD_create_response_from_buffer_with_free_callback_cls(
	    sent->len, sent->data, wipe_sent, sent);
	if (response == NULL)
		wipe_sent(sent);
	return response;
}

enum MHD_Result
exchange_reply(struct exchange *exchange)
{
	struct answer *answer = &exchange->answer;
	struct MHD_Response *response = make_response(answer);
	enum MHD_Result result = MHD_NO;
	size_t i;

	if (response == NULL)
		return MHD_NO;
	if (MHD_add_response_header(
		response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type) == MHD_NO)
		goto out;
	for (i = 0; i < answer->count; i++) {
		if (MHD_add_response_header(response, answer->headers[i].name,
			answer->headers[i].value) == MHD_NO)
			goto out;
	}
	result =
	    MHD_queue_response(exchange->connection, answer->status, response);
out:
	MHD_destroy_response(response);
	answer_free(answer);
	return result;
}
