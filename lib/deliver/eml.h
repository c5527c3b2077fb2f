#ifndef DELIVER_EML_H
#define DELIVER_EML_H

#include <stddef.h>

#include "model.h"

#define EML_SCHEME "file:"

/*
 * Delivers a mail as a file: FOLDER/MESSAGE-ID.eml, so that the same mail once
 * more takes the place of the first.  The folder is made when it is not there.
 */
void eml_deliver(const char *folder, const char *message_id,
    const char *content, size_t len, struct outcome *outcome);

#endif
