#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/text.h"

#define FIRST 16 /* names; doubled when full */

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
add(struct folder *folder, size_t *size, const char *name, struct err *err)
{
	size_t more = *size == 0 ? FIRST : *size * 2;
	char **names;

	if (folder->count == *size) {
		names = realloc(folder->names, more * sizeof(*names));
		if (names == NULL)
			return err_memory(err);
		folder->names = names;
		*size = more;
	}
	folder->names[folder->count] = text_copy(name);
	if (folder->names[folder->count] == NULL)
		return err_memory(err);
	folder->count++;
	return 0;
}

int
folder_read(const char *path, struct folder *folder, struct err *err)
{
	const struct dirent *entry;
	size_t size = 0;
	DIR *dir = opendir(path);
	int rc = 0;

	*folder = (struct folder){NULL, 0};
	if (dir == NULL)
		return err_set(err, ERR_LATER, "%s: cannot be read: %s", path,
		    strerror(errno));
	while (rc == 0 && (errno = 0, entry = readdir(dir)) != NULL) {
		if (!text_same(entry->d_name, ".") &&
		    !text_same(entry->d_name, ".."))
			rc = add(folder, &size, entry->d_name, err);
	}
	if (rc == 0 && errno != 0)
		rc = err_set(err, ERR_LATER, "%s: cannot be read: %s", path,
		    strerror(errno));
	closedir(dir);
	if (folder->count > 1)
		qsort(folder->names, folder->count, sizeof(*folder->names),
		    by_name);
	return rc;
}

void
folder_free(struct folder *folder)
{
	size_t i;

	for (i = 0; i < folder->count; i++)
		free(folder->names[i]);
	free(folder->names);
	*folder = (struct folder){NULL, 0};
}
