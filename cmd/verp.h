#ifndef VERP_H
#define VERP_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "otp/keyring.h"

/*
 * Where a mail comes back to when it cannot be delivered: the address of
 * mail.bounces with the message's id in it and a tag that only we can make, so
 * that nobody else declares a mailbox dead.
 */

/* Adds "bounces+ID-TAG@example.nl" to "out".  Returns 0, or -1 with "err". */
int verp_write(const struct keyring *keys, const char *bounces, int64_t message,
    struct buf *out, struct err *err);

/* The message of the first such address in "text"; 0 when it has none. */
int64_t verp_find(
    const struct keyring *keys, const char *bounces, const char *text);

#endif
