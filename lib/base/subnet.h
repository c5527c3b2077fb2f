#ifndef BASE_SUBNET_H
#define BASE_SUBNET_H

#include <stdbool.h>
#include <stdint.h>

#define SUBNET_BYTES 16 /* of an address */

/* An address of the internet; one of IPv4 as the IPv6 one that stands for it.
 */
struct subnet_address {
	uint8_t bytes[SUBNET_BYTES];
};

/* The addresses whose first bits are these. */
struct subnet {
	struct subnet_address address;
	unsigned int bits; /* of SUBNET_BYTES */
};

/* Reads "192.0.2.7" or "2001:db8::7" in numbers.  Returns 0 or -1. */
int subnet_read_address(const char *text, struct subnet_address *address);

/*
 * Reads one address, or "10.0.0.0/8" or "2001:db8::/32", in which the bits
 * behind the network's are 0.  Returns 0 or -1.
 */
int subnet_read(const char *text, struct subnet *subnet);

bool subnet_has(
    const struct subnet *subnet, const struct subnet_address *address);

#endif
