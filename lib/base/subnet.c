#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/subnet.h"
#include "base/text.h"

#define BITS (8 * SUBNET_BYTES)
#define BITS_FOUR 32 /* of an IPv4 address, which are the last ones */

/* What stands before an IPv4 address (RFC 4291, section 2.5.5.2). */
static const uint8_t mapped[SUBNET_BYTES - BITS_FOUR / 8] = {
    [10] = 0xff, [11] = 0xff};

int
subnet_read_address(const char *text, struct subnet_address *address)
{
	if (inet_pton(AF_INET6, text, address->bytes) == 1)
		return 0;
	memcpy(address->bytes, mapped, sizeof(mapped));
	return inet_pton(AF_INET, text, address->bytes + sizeof(mapped)) == 1
	    ? 0
	    : -1;
}

/* The address as it is once only the network's bits are left. */
static struct subnet_address
masked(const struct subnet_address *address, unsigned int bits)
{
	struct subnet_address out = {{0}};
	unsigned int whole = bits / 8;

	memcpy(out.bytes, address->bytes, whole);
	if (bits % 8 != 0)
		out.bytes[whole] =
		    address->bytes[whole] & (uint8_t)(0xff00U >> bits % 8);
	return out;
}

int
subnet_read(const char *text, struct subnet *subnet)
{
	const char *slash = strchr(text, '/');
	size_t len = slash == NULL ? strlen(text) : (size_t)(slash - text);
	int64_t most = memchr(text, ':', len) == NULL ? BITS_FOUR : BITS;
	int64_t bits = most;
	char address[INET6_ADDRSTRLEN];

	if (len >= sizeof(address))
		return -1;
	memcpy(address, text, len);
	address[len] = '\0';
	if (subnet_read_address(address, &subnet->address) == -1 ||
	    (slash != NULL && text_number(slash + 1, 0, most, &bits) == -1))
		return -1;
	subnet->bits = (unsigned int)(bits + BITS - most);
	return subnet_has(subnet, &subnet->address) ? 0 : -1;
}

bool
subnet_has(const struct subnet *subnet, const struct subnet_address *address)
{
	struct subnet_address network = masked(address, subnet->bits);

	return memcmp(&network, &subnet->address, sizeof(network)) == 0;
}
