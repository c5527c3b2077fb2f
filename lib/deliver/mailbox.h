#ifndef DELIVER_MAILBOX_H
#define DELIVER_MAILBOX_H

#define MAILBOX_SIZE 512 /* room for A-labels, which are longer than names */

enum mailbox {
	MAILBOX_ASCII, /* any mail server takes it */
	MAILBOX_UTF8,  /* only one that offers SMTPUTF8 (RFC 6531) */
	MAILBOX_BAD    /* nothing that mail could be sent to */
};

/*
 * Writes an address as it stands in an envelope and in a header, with a domain
 * outside ASCII as A-labels (RFC 5891).  A local part in quotes is bad: no
 * mailbox that people use has one.
 */
enum mailbox mailbox_read(const char *address, char out[MAILBOX_SIZE]);

#endif
