#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/shares.h"

static bool
is_it(const struct adoption_share *share, const char *name, const char *channel)
{
	return text_same(share->name, name) &&
	    text_same(share->channel, channel);
}

static struct adoption_share *
add_share(struct shares *s, const char *name, const char *channel)
{
	struct adoption_share *list, *share;
	size_t size = s->size * 2 + 8;

	if (s->list == NULL || s->count == s->size) {
		list = realloc(s->list, size * sizeof(*list));
		if (list == NULL)
			return NULL;
		s->list = list;
		s->size = size;
	}
	share = &s->list[s->count++];
	snprintf(share->name, sizeof(share->name), "%s", name);
	snprintf(share->channel, sizeof(share->channel), "%s", channel);
	share->people = 0;
	return share;
}

/* Counts so many. */
static int
add(struct shares *s, const char *name, const char *channel, int64_t people,
    struct err *err)
{
	struct adoption_share *share = NULL;
	size_t i;

	/* Neighbours are often alike. */
	if (s->last < s->count && is_it(&s->list[s->last], name, channel)) {
		s->list[s->last].people += people;
		return 0;
	}
	for (i = 0; i < s->count && share == NULL; i++) {
		if (is_it(&s->list[i], name, channel))
			share = &s->list[i];
	}
	if (share == NULL)
		share = add_share(s, name, channel);
	if (share == NULL)
		return err_memory(err);
	share->people += people;
	s->last = (size_t)(share - s->list);
	return 0;
}

int
shares_add(
    struct shares *s, const char *name, const char *channel, struct err *err)
{
	return add(s, name, channel, 1, err);
}

int
shares_join(struct shares *s, const struct shares *other, struct err *err)
{
	const struct adoption_share *share;
	size_t i;

	for (i = 0; i < other->count; i++) {
		share = &other->list[i];
		if (add(s, share->name, share->channel, share->people, err) ==
		    -1)
			return -1;
	}
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const struct adoption_share *x = a, *y = b;
	int names;

	if (x->people != y->people)
		return x->people > y->people ? -1 : 1;
	names = strcmp(x->name, y->name);
	return names != 0 ? names : strcmp(x->channel, y->channel);
}

struct adoption_share *
shares_take(struct shares *s, size_t *count)
{
	struct adoption_share *list = s->list;

	if (s->count > 1)
		qsort(list, s->count, sizeof(*list), compare);
	*count = s->count;
	*s = (struct shares){.list = NULL};
	return list;
}

void
shares_free(struct shares *s)
{
	free(s->list);
	*s = (struct shares){.list = NULL};
}
