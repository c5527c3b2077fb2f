#ifndef TESTS_TEMPLATE_FOLDER_H
#define TESTS_TEMPLATE_FOLDER_H

/* A folder for one test, with files in it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ftw.h>
#include <unistd.h>

#include "base/file.h"

struct template_folder {
	char path[64];
	char own[96];       /* the operator's templates */
	char installed[96]; /* DATADIR/templates */
};

static inline void
folder_make(const char *path)
{
	struct err err = {ERR_NONE, ""};

	if (file_make_folder(path, 0700, &err) == -1)
		fail_msg("%s", err.text);
}

/* Writes "name", such as "nl/words", under "folder". */
static inline void
folder_put(const char *folder, const char *name, const char *text)
{
	struct err err = {ERR_NONE, ""};
	char path[256];
	char *slash;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	slash = strrchr(path, '/');
	*slash = '\0';
	folder_make(path);
	*slash = '/';
	if (file_write(path, text, strlen(text), 0600, &err) == -1)
		fail_msg("%s", err.text);
}

static inline void
folder_open(struct template_folder *f)
{
	snprintf(f->path, sizeof(f->path), "/tmp/twofold-templates.XXXXXX");
	assert_non_null(mkdtemp(f->path));
	snprintf(f->own, sizeof(f->own), "%s/own", f->path);
	snprintf(f->installed, sizeof(f->installed), "%s/templates", f->path);
	folder_make(f->own);
	folder_make(f->installed);
}

static inline int
folder_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static inline void
folder_close(struct template_folder *f)
{
	nftw(f->path, folder_remove, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
