#ifndef ROSTER_EMAIL_H
#define ROSTER_EMAIL_H

/*
 * Why no mail could be sent to this address, such as "has no domain; an address
 * looks like name@example.nl"; NULL when it could.  Takes the addresses of RFC
 * 5321, section 4.1.2 without quotes and address literals, which no mailbox of
 * a person has, and letters beyond ASCII (RFC 6531).
 */
const char *email_fault(const char *address);

#endif
