/*
 * A web server for a test.  The path of a call is "/" and what becomes of it;
 * the headers and bodies are noted.
 */
#ifndef TESTS_UNIT_HTTP_SERVER_H
#define TESTS_UNIT_HTTP_SERVER_H

#include "server.h"

#define HTTP_EMPTY "Content-Length: 0\r\n"

static const struct {
	const char *path;
	const char *response; /* NULL: the connection is closed */
} http_responses[] = {
    {"/ok", "HTTP/1.1 200 OK\r\n" HTTP_EMPTY},
    {"/moved",
	"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n" HTTP_EMPTY},
    {"/gone", "HTTP/1.1 410 Gone\r\n" HTTP_EMPTY},
    {"/calm", "HTTP/1.1 429 Slow\r\nRetry-After: 120\r\n" HTTP_EMPTY},
    {"/fault", "HTTP/1.1 500 Fault\r\n" HTTP_EMPTY},
    {"/cut", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n"},
    {"/drop", NULL},
};

/* Reads a request and notes it; returns the length of its body, -1 at the end.
 */
static inline long
http_read(FILE *in, char *path, size_t size, struct server_seen *seen)
{
	char line[4096];
	long len = 0;
	size_t n;

	if (fgets(line, sizeof(line), in) == NULL ||
	    strncmp(line, "POST ", 5) != 0)
		return -1;
	n = strcspn(line + 5, " ");
	snprintf(path, size, "%.*s", (int)n, line + 5);
	do {
		server_note(seen, line);
		if (strncmp(line, "Content-Length: ", 16) == 0)
			len = strtol(line + 16, NULL, 10);
	} while (
	    fgets(line, sizeof(line), in) != NULL && strcmp(line, "\r\n") != 0);
	return len;
}

static inline void
http_flood(FILE *out)
{
	int i;

	server_say(out, "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n");
	for (i = 0; i < 100000 && !ferror(out); i++)
		server_say(
		    out, "The host app has a lot to say, over and over.");
}

static inline void
http_serve(FILE *in, FILE *out, struct server_seen *seen)
{
	char path[256], body[2] = "";
	const char *response;
	size_t i;
	long len;

	while ((len = http_read(in, path, sizeof(path), seen)) >= 0) {
		for (; len > 0; len--) {
			body[0] = (char)fgetc(in);
			server_note(seen, body);
		}
		atomic_fetch_add(&seen->messages, 1);
		if (strcmp(path, "/slow") == 0)
			pause();
		if (strcmp(path, "/flood") == 0) {
			http_flood(out);
			return;
		}
		response = NULL;
		for (i = 0;
		     i < sizeof(http_responses) / sizeof(http_responses[0]);
		     i++) {
			if (strcmp(http_responses[i].path, path) == 0)
				response = http_responses[i].response;
		}
		if (response == NULL)
			return;
		server_say(out, response);
		if (strcmp(path, "/cut") == 0)
			return;
	}
}

#endif
