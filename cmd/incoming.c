#include <inttypes.h>
#include <stdio.h>

#include "changes.h"
#include "drop.h"
#include "incoming.h"

static void
tell(const char *sentence, void *context)
{
	const struct campaign_set *set = context;

	fprintf(stderr, "%s: %s\n", set->program, sentence);
}

static void
count(struct incoming *incoming, enum drop_fate fate,
    const struct listing *listing)
{
	switch (fate) {
	case DROP_IMPORTED:
		incoming->imported++;
		changes_add(&incoming->sum, listing);
		break;
	case DROP_REFUSED:
		incoming->refused++;
		incoming->sum.refused += listing->refused;
		break;
	case DROP_KEPT:
		incoming->kept++;
		break;
	}
}

void
incoming_run(struct campaign_set *set, const volatile sig_atomic_t *stop,
    struct incoming *incoming)
{
	/* Files are as old as they are, also in a rehearsal. */
	const struct clock real = {CLOCK_RUNS};
	struct tray *tray = NULL;
	enum drop_fate fate;
	struct listing listing;
	struct err err;
	size_t i;

	*incoming = (struct incoming){.imported = 0};
	if (set->config->import.folder[0] == '\0')
		return;
	if (tray_open(set->config->import.folder, &tray, &err) == -1 ||
	    tray_take(tray, clock_now(&real), tell, set, &err) == -1) {
		tell(err.text, set);
		incoming->broken = true;
	} else {
		for (i = 0; i < tray_count(tray) && !*stop; i++) {
			fate =
			    drop_take(set, tray, tray_item(tray, i), &listing);
			count(incoming, fate, &listing);
		}
		incoming->kept += (int64_t)(tray_count(tray) - i);
		incoming->waiting = (int64_t)tray_waiting(tray);
	}
	tray_free(tray);
}

enum exit_code
incoming_outcome(const struct incoming *incoming)
{
	if (incoming->broken || incoming->kept > 0)
		return EXIT_LATER;
	return incoming->refused > 0 ? EXIT_DATA : EXIT_DONE;
}

static void
print_some(int64_t number, const char *word, const char **comma)
{
	if (number == 0)
		return;
	printf("%s%" PRId64 " %s", *comma, number, word);
	*comma = ", ";
}

void
incoming_print(const struct incoming *incoming)
{
	const struct difference_counts *c = &incoming->sum.counts;
	const char *comma = "; lists: ";

	print_some(incoming->imported, "imported", &comma);
	print_some(c->added, "people added", &comma);
	print_some(c->changed, "changed", &comma);
	print_some(c->back, "back again", &comma);
	print_some(c->left, "left", &comma);
	print_some(incoming->refused, "refused", &comma);
	print_some(incoming->kept, "to be tried again", &comma);
	print_some(incoming->waiting, "not whole yet", &comma);
	if (incoming->broken)
		printf("%sthe folder cannot be used", comma);
}

void
incoming_json(const struct incoming *incoming)
{
	printf("\"lists\":{\"imported\":%" PRId64 ",\"refused\":%" PRId64
	       ",\"kept\":%" PRId64 ",\"waiting\":%" PRId64
	       ",\"broken\":%s,\"people\":{",
	    incoming->imported, incoming->refused, incoming->kept,
	    incoming->waiting, incoming->broken ? "true" : "false");
	changes_json(&incoming->sum, stdout);
	printf("}}");
}
