#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "deliver/eml.h"

#define FOLDER_MODE 0700 /* links in the mails are people's own */
#define FILE_MODE 0600
#define NAME_MAX_SIZE 250 /* bytes; most file systems take 255 */

void
eml_deliver(const char *folder, const char *message_id, const char *content,
    size_t len, struct outcome *outcome)
{
	char name[NAME_MAX_SIZE + 1], *path = NULL, *c;
	struct err err;

	memset(outcome, 0, sizeof(*outcome));
	snprintf(name, sizeof(name) - strlen(".eml"), "%s", message_id);
	for (c = name; *c != '\0'; c++) {
		if (*c == '/')
			*c = '_';
	}
	memcpy(c, ".eml", sizeof(".eml"));
	path = file_join(folder, name);
	if (path == NULL)
		err_memory(&err);
	if (path != NULL && file_make_folder(folder, FOLDER_MODE, &err) == 0 &&
	    file_write(path, content, len, FILE_MODE, &err) == 0) {
		outcome->delivery = DELIVERY_SENT;
	} else {
		outcome->delivery = DELIVERY_DOWN;
		snprintf(outcome->detail, sizeof(outcome->detail), "%.*s",
		    DETAIL_MAX, err.text);
	}
	free(path);
}
