#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "web/client.h"

#define NETWORK 8 /* bytes of an IPv6 address that tell networks apart */

/* IPv4 addresses come as IPv6 ones where a socket listens to both. */
static void
write_six(const struct in6_addr *address, char out[CLIENT_SIZE])
{
	struct in6_addr network = *address;

	if (IN6_IS_ADDR_V4MAPPED(address)) {
		inet_ntop(AF_INET, address->s6_addr + 12, out, CLIENT_SIZE);
		return;
	}
	memset(network.s6_addr + NETWORK, 0, sizeof(network) - NETWORK);
	inet_ntop(AF_INET6, &network, out, CLIENT_SIZE);
}

static void
write_peer(const struct sockaddr *peer, bool *local, char out[CLIENT_SIZE])
{
	const struct sockaddr_in *four = (const void *)peer;
	const struct sockaddr_in6 *six = (const void *)peer;

	*local = false;
	out[0] = '\0';
	if (peer == NULL)
		return;
	if (peer->sa_family == AF_INET) {
		inet_ntop(AF_INET, &four->sin_addr, out, CLIENT_SIZE);
		*local = ntohl(four->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
	} else if (peer->sa_family == AF_INET6) {
		write_six(&six->sin6_addr, out);
		*local = IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
	}
}

/* The last of a list "client, proxy, proxy". */
static void
write_forwarded(const char *forwarded, char out[CLIENT_SIZE])
{
	const char *last = strrchr(forwarded, ',');
	char text[CLIENT_SIZE];
	struct in6_addr six;
	struct in_addr four;

	last = last == NULL ? forwarded : last + 1;
	last += strspn(last, " \t");
	snprintf(text, sizeof(text), "%.*s", (int)strcspn(last, " \t"), last);
	if (inet_pton(AF_INET, text, &four) == 1)
		inet_ntop(AF_INET, &four, out, CLIENT_SIZE);
	else if (inet_pton(AF_INET6, text, &six) == 1)
		write_six(&six, out);
}

void
client_address(
    const struct sockaddr *peer, const char *forwarded, char out[CLIENT_SIZE])
{
	bool local;

	write_peer(peer, &local, out);
	if (!local)
		return;
	/* Whoever the proxy is, it is not the client. */
	out[0] = '\0';
	if (forwarded != NULL)
		write_forwarded(forwarded, out);
}
