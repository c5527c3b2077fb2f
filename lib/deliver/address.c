#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <netinet/in.h>

#include "deliver/address.h"

#define IPV4_SIZE 4
#define IPV6_SIZE 16
#define MAPPED_BITS 96 /* of the prefixes before an IPv4 address */

struct block {
	uint8_t prefix[IPV6_SIZE];
	unsigned int bits;
	enum address_kind kind;
};

/* The first that matches holds; what matches none is public. */
static const struct block ipv4[] = {
    {{127}, 8, ADDRESS_LOOPBACK}, {{0}, 8, ADDRESS_INWARD}, /* this network */
    {{10}, 8, ADDRESS_INWARD},                              /* private */
    {{100, 64}, 10, ADDRESS_INWARD},      /* shared by carriers */
    {{169, 254}, 16, ADDRESS_INWARD},     /* link-local */
    {{172, 16}, 12, ADDRESS_INWARD},      /* private */
    {{192, 0, 0}, 24, ADDRESS_INWARD},    /* protocol assignments */
    {{192, 0, 2}, 24, ADDRESS_INWARD},    /* documentation */
    {{192, 88, 99}, 24, ADDRESS_INWARD},  /* 6to4 relays */
    {{192, 168}, 16, ADDRESS_INWARD},     /* private */
    {{198, 18}, 15, ADDRESS_INWARD},      /* benchmarks */
    {{198, 51, 100}, 24, ADDRESS_INWARD}, /* documentation */
    {{203, 0, 113}, 24, ADDRESS_INWARD},  /* documentation */
    {{224}, 3, ADDRESS_INWARD},           /* multicast, reserved, broadcast */
};

static const struct block ipv6[] = {
    {{[15] = 1}, 128, ADDRESS_LOOPBACK},
    {{0}, 96, ADDRESS_INWARD}, /* unspecified, compatible */
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, ADDRESS_INWARD}, /* NAT64, local */
    {{1}, 64, ADDRESS_INWARD},                         /* discarded */
    {{0x20, 0x01}, 23, ADDRESS_INWARD},                /* Teredo and the like */
    {{0x20, 0x01, 0x0d, 0xb8}, 32, ADDRESS_INWARD},    /* documentation */
    {{0x20, 0x02}, 16, ADDRESS_INWARD},                /* 6to4 */
    {{0x3f, 0xff}, 20, ADDRESS_INWARD},                /* documentation */
    {{0xfc}, 7, ADDRESS_INWARD},                       /* unique local */
    {{0xfe, 0x80}, 10, ADDRESS_INWARD},                /* link-local */
    {{0xfe, 0xc0}, 10, ADDRESS_INWARD},                /* site-local */
    {{0xff}, 8, ADDRESS_INWARD},                       /* multicast */
};

static const uint8_t mapped[IPV6_SIZE] = {[10] = 0xff, [11] = 0xff};
static const uint8_t nat64[IPV6_SIZE] = {0, 0x64, 0xff, 0x9b};

static bool
begins(const uint8_t *bytes, const uint8_t *prefix, unsigned int bits)
{
	unsigned int whole = bits / 8, rest = bits % 8;

	if (memcmp(bytes, prefix, whole) != 0)
		return false;
	return rest == 0 || (bytes[whole] ^ prefix[whole]) >> (8 - rest) == 0;
}

static enum address_kind
look_up(const uint8_t *bytes, const struct block *blocks, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (begins(bytes, blocks[i].prefix, blocks[i].bits))
			return blocks[i].kind;
	}
	return ADDRESS_PUBLIC;
}

static enum address_kind
kind_of_ipv4(const uint8_t bytes[IPV4_SIZE])
{
	return look_up(bytes, ipv4, sizeof(ipv4) / sizeof(ipv4[0]));
}

static enum address_kind
kind_of_ipv6(const uint8_t bytes[IPV6_SIZE])
{
	const uint8_t *inner = bytes + MAPPED_BITS / 8;

	if (begins(bytes, mapped, MAPPED_BITS))
		return kind_of_ipv4(inner) == ADDRESS_LOOPBACK
		    ? ADDRESS_LOOPBACK
		    : ADDRESS_INWARD;
	if (begins(bytes, nat64, MAPPED_BITS))
		return kind_of_ipv4(inner) == ADDRESS_PUBLIC ? ADDRESS_PUBLIC
							     : ADDRESS_INWARD;
	return look_up(bytes, ipv6, sizeof(ipv6) / sizeof(ipv6[0]));
}

enum address_kind
address_kind(const struct sockaddr *address)
{
	struct sockaddr_in6 six;
	struct sockaddr_in four;

	switch (address->sa_family) {
	case AF_INET:
		memcpy(&four, address, sizeof(four));
		return kind_of_ipv4((const uint8_t *)&four.sin_addr);
	case AF_INET6:
		memcpy(&six, address, sizeof(six));
		return kind_of_ipv6(six.sin6_addr.s6_addr);
	default:
		return ADDRESS_INWARD;
	}
}
