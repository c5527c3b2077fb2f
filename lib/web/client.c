#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>

#include "base/subnet.h"
#include "web/client.h"

#define NETWORK 8 /* bytes of an IPv6 address that tell networks apart */

static bool
is_trusted(
    const struct serve_settings *serve, const struct subnet_address *address)
{
	size_t i;

	for (i = 0; i < serve->trusted_proxy_count; i++) {
		if (subnet_has(&serve->trusted_proxies[i], address))
			return true;
	}
	return false;
}

static void
write_address(const struct subnet_address *address, char out[CLIENT_SIZE])
{
	struct in6_addr six;

	memcpy(&six, address->bytes, sizeof(six));
	if (IN6_IS_ADDR_V4MAPPED(&six)) {
		inet_ntop(AF_INET, six.s6_addr + 12, out, CLIENT_SIZE);
		return;
	}
	memset(six.s6_addr + NETWORK, 0, sizeof(six) - NETWORK);
	inet_ntop(AF_INET6, &six, out, CLIENT_SIZE);
}

static int
read_peer(const struct sockaddr *peer, struct subnet_address *address)
{
	static const uint8_t mapped[] = {
	    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
	const struct sockaddr_in *four = (const void *)peer;
	const struct sockaddr_in6 *six = (const void *)peer;

	if (peer == NULL)
		return -1;
	if (peer->sa_family == AF_INET) {
		memcpy(address->bytes, mapped, sizeof(mapped));
		memcpy(address->bytes + sizeof(mapped), &four->sin_addr,
		    sizeof(four->sin_addr));
		return 0;
	}
	if (peer->sa_family != AF_INET6)
		return -1;
	memcpy(address->bytes, &six->sin6_addr, sizeof(address->bytes));
	return 0;
}

/*
 * One of the list: "192.0.2.7", "192.0.2.7:80", "2001:db8::7" or
 * "[2001:db8::7]:443", with blanks around it.  Returns 0 or -1.
 */
static int
read_hop(const char *hop, size_t len, struct subnet_address *address)
{
	char text[INET6_ADDRSTRLEN], *colon;

	for (; len > 0 && strchr(" \t", *hop) != NULL; len--)
		hop++;
	while (len > 0 && strchr(" \t", hop[len - 1]) != NULL)
		len--;
	if (len > 0 && *hop == '[') {
		hop++;
		len = strcspn(hop, "]");
	}
	colon = memchr(hop, ':', len);
	if (colon != NULL && memchr(hop, '.', (size_t)(colon - hop)) != NULL)
		len = (size_t)(colon - hop);
	if (len >= sizeof(text))
		return -1;
	memcpy(text, hop, len);
	text[len] = '\0';
	return subnet_read_address(text, address);
}

void
client_address(const struct serve_settings *serve, const struct sockaddr *peer,
    const char *forwarded, char out[CLIENT_SIZE])
{
	struct subnet_address address;
	const char *end, *hop;

	out[0] = '\0';
	if (read_peer(peer, &address) == -1)
		return;
	if (!is_trusted(serve, &address)) {
		write_address(&address, out);
		return;
	}
	/* Whoever the proxy is, it is not the client. */
	if (forwarded == NULL)
		return;
	end = forwarded + strlen(forwarded);
	do {
		for (hop = end; hop > forwarded && hop[-1] != ',';)
			hop--;
		if (read_hop(hop, (size_t)(end - hop), &address) == -1)
			return;
		end = hop > forwarded ? hop - 1 : hop;
	} while (hop > forwarded && is_trusted(serve, &address));
	write_address(&address, out);
}
