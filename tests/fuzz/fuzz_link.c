#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "enrol/link.h"
#include "enrol/ticket.h"
#include "otp/keyfile.h"
#include "web/cookie.h"

#define HEADER_MAX 512 /* bytes; several tokens fit */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct keyring *
keys(void)
{
	static struct keyring *ring;
	char folder[] = "/tmp/twofold-fuzz.XXXXXX", path[64];
	struct err err;

	if (ring != NULL)
		return ring;
	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(path, sizeof(path), "%s/key", folder);
	if (keyfile_create(path, &err) == -1 ||
	    keyring_load(path, &ring, &err) == -1)
		abort();
	unlink(path);
	rmdir(folder);
	return ring;
}

/* Bytes as a text; what does not fit is left out. */
static void
as_text(const uint8_t *data, size_t size, char *text, size_t max)
{
	size_t len = size < max - 1 ? size : max - 1;

	memcpy(text, data, len);
	text[len] = '\0';
}

/* Not strcmp, from which the fuzzer would learn what a good token is. */
static bool
same(const char *a, const char *b)
{
	unsigned int difference = 0;
	size_t i;

	for (i = 0; i < LINK_SIZE; i++)
		difference |= (unsigned char)a[i] ^ (unsigned char)b[i];
	return difference == 0;
}

/* Pairs of a place and a byte change a good token: then it is none. */
static void
alter(const char token[LINK_SIZE], const uint8_t *data, size_t size)
{
	char altered[LINK_SIZE];
	struct link link;

	memcpy(altered, token, sizeof(altered));
	for (; size >= 2; data += 2, size -= 2)
		altered[data[0] % (LINK_SIZE - 1)] = (char)data[1];
	if (!same(altered, token) && link_read(keys(), altered, &link) == 0)
		abort();
}

/* A token gives back what was written into it, from a cookie too. */
static void
round_trip(const uint8_t *data, char token[LINK_SIZE])
{
	char header[HEADER_MAX], value[LINK_SIZE];
	struct link link = {LINK_ENROL, 0, 0, 0}, read;
	struct err err;

	memcpy(&link.person, data, sizeof(uint32_t));
	memcpy(&link.generation, data + 4, sizeof(uint32_t));
	memcpy(&link.expires_at, data + 8, sizeof(uint32_t));
	if (link_write(keys(), &link, token, &err) == -1 ||
	    link_read(keys(), token, &read) == -1 ||
	    read.purpose != link.purpose || read.person != link.person ||
	    read.generation != link.generation ||
	    read.expires_at != link.expires_at)
		abort();
	snprintf(header, sizeof(header), "a=b; " COOKIE_SESSION "=%s", token);
	if (cookie_read(header, COOKIE_SESSION, value, sizeof(value)) == -1 ||
	    !same(value, token))
		abort();
}

/*
 * No token but the one that was written is taken, whatever its letters are; a
 * cookie's value fits and a ticket's length is its own.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char text[HEADER_MAX], token[LINK_SIZE], value[LINK_SIZE];
	uint8_t hash[HASH_SIZE];
	struct link link;

	as_text(data, size, text, sizeof(text));
	if (link_read(keys(), text, &link) == 0)
		abort();
	if (ticket_hash(text, hash) == 0 && strlen(text) != TICKET_SIZE - 1)
		abort();
	if (cookie_read(text, COOKIE_SESSION, value, sizeof(value)) == -1
		? value[0] != '\0'
		: strstr(text, value) == NULL)
		abort();
	if (size < 12)
		return 0;
	round_trip(data, token);
	alter(token, data + 12, size - 12);
	return 0;
}
