#ifndef STORE_LOOKUP_H
#define STORE_LOOKUP_H

/* What looking for one thing in the store gives. */
enum lookup {
	LOOKUP_FOUND,
	LOOKUP_NONE,
	LOOKUP_FAILED /* the caller's "err" says why */
};

/* What the answer of db_next() on a query for one row means. */
static inline enum lookup
lookup_of(int more)
{
	if (more == -1)
		return LOOKUP_FAILED;
	return more == 1 ? LOOKUP_FOUND : LOOKUP_NONE;
}

#endif
