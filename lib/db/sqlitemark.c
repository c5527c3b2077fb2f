#include <stdatomic.h>
#include <string.h>

#include <sqlite3.h>

#include "db/sqlitemark.h"

/* Bytes that SQLite maps at a time; all who map have to say the same. */
#define REGION (32 * 1024)

void
sqlitemark_read(struct sqlite3 *handle, struct sqlitemark *mark)
{
	volatile void *region = NULL;
	sqlite3_file *file = NULL;

	mark->known = false;
	sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	/* Version 2 of the methods came with shared memory. */
	if (file == NULL || file->pMethods == NULL ||
	    file->pMethods->iVersion < 2 ||
	    file->pMethods->xShmMap(file, 0, REGION, 0, &region) != SQLITE_OK ||
	    region == NULL)
		return;
	/* Half of a new head differs from the old one as well as all of it. */
	atomic_thread_fence(memory_order_acquire);
	memcpy(mark->head, (const void *)region, sizeof(mark->head));
	mark->known = true;
}

bool
sqlitemark_same(struct sqlite3 *handle, const struct sqlitemark *mark)
{
	struct sqlitemark now;

	sqlitemark_read(handle, &now);
	return mark->known && now.known &&
	    memcmp(now.head, mark->head, sizeof(now.head)) == 0;
}
