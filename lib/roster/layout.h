#ifndef ROSTER_LAYOUT_H
#define ROSTER_LAYOUT_H

#include <stddef.h>

#include "roster/dialect.h"
#include "roster/spool.h"

/* How a list is written, for who writes another in the same way. */
struct layout {
	struct dialect dialect;
	enum charset charset;
	bool marked;        /* begins with a byte order mark */
	const char *header; /* as it stands in the file */
	size_t header_len;
};

#endif
