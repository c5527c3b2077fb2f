#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include "web/form.h"

#define MULTIPART_TYPE "multipart/form-data"

/*
 * Reads a body of type multipart/form-data (RFC 7578), as browsers send a form
 * with a file in it; "type" is the header Content-Type, which has the boundary.
 * The fields are as of form_read; the one file, if a part has a file name, is
 * in "file", with whatever bytes it has.  Returns 0; or -1, with an empty form,
 * for what is no such body, has too many fields or two files, has a NUL or
 * bytes that are not UTF-8 outside the file, or without memory.  Free with
 * form_free.
 */
int multipart_read(
    struct form *form, const char *type, const char *body, size_t len);

#endif
