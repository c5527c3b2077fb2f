#ifndef DELIVER_ADDRESS_H
#define DELIVER_ADDRESS_H

#include <sys/socket.h>

/*
 * What an address on the network is to a program that must not be led into the
 * network where it stands (server-side request forgery).
 */
enum address_kind {
	ADDRESS_PUBLIC,
	ADDRESS_LOOPBACK, /* this machine: 127.0.0.0/8, ::1 */
	ADDRESS_INWARD    /* private, link-local, multicast, reserved (IANA
			     special-purpose registries, RFC 6890), or of
			     another family than IPv4 and IPv6 */
};

/*
 * An IPv4 address in an IPv6 one is taken for what it leads to: loopback when
 * mapped (::ffff:127.0.0.1), and public only behind the well-known NAT64 prefix
 * (RFC 6052); mapped addresses (RFC 4291, section 2.5.5.2) are otherwise inward
 * because no name server has a reason to give them.
 */
enum address_kind address_kind(const struct sockaddr *address);

#endif
