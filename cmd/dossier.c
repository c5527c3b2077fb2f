#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/stream.h"
#include "changes.h"
#include "dossier.h"

#define BLOCK 65536 /* bytes copied at a time */

int
dossier_open(struct dossier *dossier, const char *name, struct err *err)
{
	int fd;

	*dossier = (struct dossier){.name = name};
	dossier->messages = open_memstream(&dossier->said, &dossier->said_len);
	if (dossier->messages == NULL)
		return err_memory(err);
	/* A line for each person: that may be more than memory is for. */
	fd = stream_temporary(err);
	if (fd == -1)
		return -1;
	dossier->differences = fdopen(fd, "w+");
	if (dossier->differences == NULL) {
		close(fd);
		return err_memory(err);
	}
	return 0;
}

void
dossier_close(struct dossier *dossier)
{
	if (dossier->messages != NULL)
		fclose(dossier->messages);
	if (dossier->differences != NULL)
		fclose(dossier->differences);
	free(dossier->said);
}

static void
copy(FILE *from, FILE *to)
{
	char block[BLOCK];
	size_t n;

	rewind(from);
	while ((n = fread(block, 1, sizeof(block), from)) > 0)
		fwrite(block, 1, n, to);
}

static void
write_all(
    const struct dossier *dossier, const struct listing *listing, FILE *out)
{
	bool refused = dossier->trouble[0] != '\0' || listing->refused > 0;

	fprintf(out, "%s\n\n%s\n", dossier->name,
	    refused ? "REFUSED: nothing was changed." : "Imported.");
	if (dossier->trouble[0] != '\0')
		fprintf(out, "%s\n", dossier->trouble);
	else
		changes_print(listing, out);
	if (dossier->mails > 0)
		fprintf(out,
		    "%" PRId64 " administrators of the institution are told "
		    "by mail.\n",
		    dossier->mails);
	fprintf(out, "\n%s", dossier->said);
	if (ftell(dossier->differences) > 0) {
		fprintf(out, "\n%s\n",
		    refused ? "What it would have changed:" : "Differences:");
		copy(dossier->differences, out);
	}
}

int
dossier_write(struct dossier *dossier, const struct listing *listing,
    const char *path, struct err *err)
{
	FILE *out = fopen(path, "w");
	bool written;

	if (out != NULL) {
		fflush(dossier->messages);
		write_all(dossier, listing, out);
		written = ferror(out) == 0 && ferror(dossier->differences) == 0;
		if (fclose(out) == 0 && written)
			return 0;
	}
	return err_set(
	    err, ERR_LATER, "%s: cannot be written: %s", path, strerror(errno));
}
