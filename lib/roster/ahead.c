#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "roster/ahead.h"
#include "roster/csv.h"

#define ENTRIES 128 /* in a batch: one lock for all of them */
#define BATCHES 4   /* one at each end, and some between */

/* Bytes of the lines in a batch; one that is full goes out early. */
#define TEXT_MAX ((size_t)4 << 20)

/* One call of the handler that is yet to be made. */
struct entry {
	enum kind {
		BEGIN,
		ROW,
		REFUSED,
		NOTICE
	} kind;
	union {
		struct layout layout;
		struct roster_row row;
		struct roster_refusal refusal;
	} u;
	size_t text; /* where its text begins in the batch */
	size_t len;
};

struct batch {
	struct entry entries[ENTRIES];
	size_t count;
	struct buf text;
};

struct ahead {
	const char *path;
	const struct roster_setup *setup;
	const struct roster_handler *handler;
	struct roster_summary *summary;
	struct batch *batches[BATCHES];

	/* Under the lock: how many were filled and emptied since the start. */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	size_t filled, emptied;
	bool stopped; /* nobody wants more */
	bool ended;   /* nothing more comes */

	/* The reader's own. */
	struct batch *batch;
	int rc;
	struct err err;
};

/* Waits for an empty batch; -1 when nobody wants one. */
static int
next_batch(struct ahead *ahead)
{
	bool stopped;

	pthread_mutex_lock(&ahead->lock);
	while (ahead->filled - ahead->emptied == BATCHES && !ahead->stopped)
		pthread_cond_wait(&ahead->moved, &ahead->lock);
	stopped = ahead->stopped;
	pthread_mutex_unlock(&ahead->lock);
	ahead->batch = ahead->batches[ahead->filled % BATCHES];
	ahead->batch->count = 0;
	buf_clear(&ahead->batch->text);
	return stopped ? -1 : 0;
}

static void
send_batch(struct ahead *ahead, bool last)
{
	pthread_mutex_lock(&ahead->lock);
	ahead->filled++;
	ahead->ended = last;
	pthread_cond_signal(&ahead->moved);
	pthread_mutex_unlock(&ahead->lock);
}

/* A place for one more call, with a copy of its text. */
static struct entry *
add(struct ahead *ahead, enum kind kind, const char *text, size_t len)
{
	struct batch *batch = ahead->batch;
	struct entry *entry;

	if (batch->count == ENTRIES || batch->text.len + len >= TEXT_MAX) {
		send_batch(ahead, false);
		if (next_batch(ahead) == -1)
			return NULL;
		batch = ahead->batch;
	}
	entry = &batch->entries[batch->count++];
	entry->kind = kind;
	entry->text = batch->text.len;
	entry->len = len;
	buf_add(&batch->text, text, len);
	return entry;
}

static void
on_begin(const struct layout *layout, void *context)
{
	struct entry *entry =
	    add(context, BEGIN, layout->header, layout->header_len);

	if (entry != NULL)
		entry->u.layout = *layout;
}

static int
on_row(const struct roster_row *row, void *context, struct err *err)
{
	struct ahead *ahead = context;
	struct entry *entry = add(ahead, ROW, row->raw, row->raw_len);

	if (entry == NULL || ahead->batch->text.failed)
		return err_memory(err);
	entry->u.row = *row;
	return 0;
}

static void
on_refused(const struct roster_refusal *refusal, void *context)
{
	struct entry *entry =
	    add(context, REFUSED, refusal->raw, refusal->raw_len);

	if (entry != NULL)
		entry->u.refusal = *refusal;
}

static void
on_notice(const char *sentence, void *context)
{
	add(context, NOTICE, sentence, strlen(sentence) + 1);
}

static void *
read_ahead(void *argument)
{
	static const struct roster_handler handler = {
	    on_begin, NULL, on_row, on_refused, on_notice};
	struct ahead *ahead = argument;

	next_batch(ahead);
	ahead->rc = roster_read(ahead->path, ahead->setup, &handler, ahead,
	    ahead->summary, &ahead->err);
	send_batch(ahead, true);
	return NULL;
}

static int
hand_over(struct ahead *ahead, struct entry *entry, const char *text,
    void *context, struct err *err)
{
	const struct roster_handler *handler = ahead->handler;

	switch (entry->kind) {
	case BEGIN:
		entry->u.layout.header = text;
		if (handler->begin != NULL)
			handler->begin(&entry->u.layout, context);
		break;
	case ROW:
		entry->u.row.raw = text;
		return handler->row(&entry->u.row, context, err);
	case REFUSED:
		entry->u.refusal.raw = text;
		handler->refused(&entry->u.refusal, context);
		break;
	case NOTICE:
		handler->notice(text, context);
		break;
	}
	return 0;
}

/* Takes batches until the last one; 0, or -1 with "err" of the handler. */
static int
take_batches(struct ahead *ahead, void *context, struct err *err)
{
	struct batch *batch;
	bool last = false;
	int rc = 0;
	size_t i;

	while (!last) {
		pthread_mutex_lock(&ahead->lock);
		while (ahead->filled == ahead->emptied)
			pthread_cond_wait(&ahead->moved, &ahead->lock);
		last = ahead->ended && ahead->filled - ahead->emptied == 1;
		pthread_mutex_unlock(&ahead->lock);
		batch = ahead->batches[ahead->emptied % BATCHES];
		for (i = 0; rc == 0 && i < batch->count; i++)
			rc = hand_over(ahead, &batch->entries[i],
			    batch->text.data + batch->entries[i].text, context,
			    err);
		pthread_mutex_lock(&ahead->lock);
		ahead->emptied++;
		ahead->stopped = rc == -1;
		pthread_cond_signal(&ahead->moved);
		pthread_mutex_unlock(&ahead->lock);
	}
	return rc;
}

static int
make_batches(struct ahead *ahead)
{
	size_t i;

	for (i = 0; i < BATCHES; i++) {
		ahead->batches[i] = calloc(1, sizeof(*ahead->batches[i]));
		if (ahead->batches[i] == NULL)
			return -1;
		buf_init(&ahead->batches[i]->text, TEXT_MAX + 2 * CSV_ROW_MAX);
	}
	return 0;
}

int
ahead_read(const char *path, const struct roster_setup *setup,
    const struct roster_handler *handler, void *context,
    struct roster_summary *summary, struct err *err)
{
	struct ahead ahead = {.path = path,
	    .setup = setup,
	    .handler = handler,
	    .summary = summary,
	    .lock = PTHREAD_MUTEX_INITIALIZER,
	    .moved = PTHREAD_COND_INITIALIZER};
	pthread_t reader;
	size_t i;
	int rc = -1;

	if (make_batches(&ahead) == -1) {
		err_memory(err);
	} else if (pthread_create(&reader, NULL, read_ahead, &ahead) != 0) {
		err_set(err, ERR_LATER, "no thread can be started");
	} else {
		rc = take_batches(&ahead, context, err);
		pthread_join(reader, NULL);
		if (rc == 0 && ahead.rc == -1) {
			*err = ahead.err;
			rc = -1;
		}
	}
	for (i = 0; i < BATCHES; i++) {
		if (ahead.batches[i] != NULL)
			buf_free(&ahead.batches[i]->text);
		free(ahead.batches[i]);
	}
	return rc;
}
