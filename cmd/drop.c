#include <stdio.h>
#include <stdlib.h>

#include "changes.h"
#include "dossier.h"
#include "drop.h"
#include "importreport.h"
#include "notice.h"
#include "store/event.h"
#include "store/imported.h"
#include "store/intake.h"
#include "store/organisation.h"

#define REJECTS ".rejects.csv" /* behind a list's name */
#define NOBODYS (-1)           /* of an institution that is new */

/* One list, and what becomes of it. */
struct drop {
	struct campaign_set *set;
	const struct tray *tray;
	const struct tray_item *item;
	char *path;    /* in busy/ */
	char *rejects; /* in refused/ */
	struct dossier dossier;
	struct importreport refusals;
	struct listing listing;
};

static void
on_refusal(const struct roster_refusal *refusal, void *context)
{
	struct drop *drop = context;

	importreport_add(&drop->refusals, refusal);
}

/* Whether the very same list did nothing once more. */
static bool
is_repeated(const struct listing *listing)
{
	const struct difference_counts *c = &listing->counts;

	return listing->before != 0 &&
	    c->added + c->changed + c->back + c->left == 0;
}

/* Mails the institution, if the list was of one, about row "imported". */
static int
mail(struct drop *drop, int64_t imported, int64_t organisation, struct err *err)
{
	int64_t count = 0;

	if (organisation == 0)
		return 0;
	if (notice_plan(drop->set, NOTICE_IMPORT, imported, organisation,
		&count, err) == -1)
		return -1;
	drop->dossier.mails = count;
	return 0;
}

/*
 * The institution as it was before the list, since a refused one makes none; 0
 * for none.
 */
static int
find_organisation(struct drop *drop, int64_t *id, struct err *err)
{
	struct db *db = drop->set->db;
	struct organisation organisation = {.id = 0};
	enum lookup lookup;

	if (drop->item->ref[0] != '\0')
		lookup =
		    organisation_find(db, drop->item->ref, &organisation, err);
	else
		lookup = organisation_get(
		    db, drop->listing.organisation, &organisation, err);
	*id = lookup == LOOKUP_FOUND ? organisation.id : 0;
	return lookup == LOOKUP_FAILED ? -1 : 0;
}

/* Puts a refused list on record, in a transaction. */
static int
record_refused(struct drop *drop, struct err *err)
{
	struct campaign_set *set = drop->set;
	struct event event = {.at = set->desk.now,
	    .kind = "import-refused",
	    .actor = set->desk.actor,
	    .detail = drop->item->name};
	struct imported imported = {.at = set->desk.now,
	    .file = drop->item->name,
	    .sha256 = drop->listing.summary.sha256,
	    .refused_whole = true,
	    .trouble = drop->dossier.trouble,
	    .refusals = drop->refusals.refusals.data,
	    .refused = drop->listing.refused};

	if (db_begin(set->db, err) == -1)
		return -1;
	if (find_organisation(drop, &imported.organisation, err) == -1 ||
	    imported_add(set->db, &imported, err) == -1 ||
	    event_add(set->db, &event, err) == -1 ||
	    mail(drop, imported.id, imported.organisation, err) == -1 ||
	    db_commit(set->db, err) == -1) {
		db_rollback(set->db);
		return -1;
	}
	return 0;
}

/*
 * Whose people a list may have: in an institution's own folder nobody else's,
 * as whoever delivers there could take them over; 0 for anybody's.
 */
static int
find_only(struct drop *drop, int64_t *id, struct err *err)
{
	struct organisation own = {.id = NOBODYS};

	*id = 0;
	if (drop->item->ref[0] == '\0')
		return 0;
	if (organisation_find(drop->set->db, drop->item->ref, &own, err) ==
	    LOOKUP_FAILED)
		return -1;
	*id = own.id;
	return 0;
}

static enum drop_fate
import(struct drop *drop, struct err *err)
{
	struct campaign_set *set = drop->set;
	struct listing *listing = &drop->listing;
	const struct refusal_sink sink = {on_refusal, drop};
	const struct difference_sink differences = {
	    changes_tell, drop->dossier.differences};
	struct listing_setup setup = {
	    .roster = {.config = set->config, .organisation = drop->item->ref},
	    .name = drop->item->name,
	    .ending = {set->config->import.whole, -1, 0},
	    .rejects = drop->rejects,
	    .messages = drop->dossier.messages,
	    .differences = &differences,
	    .refusals = &sink};
	bool read;

	if (find_only(drop, &setup.only, err) == -1 ||
	    intake_transaction(set->db, err) == -1)
		return DROP_KEPT;
	read = listing_import(set, drop->path, &setup, listing, err) == 0;
	if (read && listing->refused == 0) {
		if ((is_repeated(listing) ||
			mail(drop, listing->imported, listing->organisation,
			    err) == 0) &&
		    db_commit(set->db, err) == 0)
			return DROP_IMPORTED;
		db_rollback(set->db);
		return DROP_KEPT;
	}
	db_rollback(set->db);
	if (!read && err->kind != ERR_DATA)
		return DROP_KEPT;
	if (!read)
		snprintf(drop->dossier.trouble, sizeof(drop->dossier.trouble),
		    "%s", listing_trouble(drop->path, drop->item->name, err));
	return record_refused(drop, err) == 0 ? DROP_REFUSED : DROP_KEPT;
}

/* Moves the list out of busy/, with the report beside it. */
static int
put_away(struct drop *drop, enum tray_place place, struct err *err)
{
	char *report =
	    tray_path(drop->tray, drop->item, place, DOSSIER_SUFFIX, err);
	int rc = -1;

	if (report != NULL &&
	    dossier_write(&drop->dossier, &drop->listing, report, err) == 0)
		rc = tray_move(drop->tray, drop->item, place, err);
	if (rc == 0 && place == TRAY_REFUSED)
		fprintf(stderr,
		    "%s: %s: was refused and changed nothing; see %s\n",
		    drop->set->program, drop->item->name, report);
	free(report);
	return rc;
}

enum drop_fate
drop_take(struct campaign_set *set, const struct tray *tray,
    const struct tray_item *item, struct listing *listing)
{
	struct drop drop = {.set = set, .tray = tray, .item = item};
	enum drop_fate fate = DROP_KEPT;
	struct err err = {ERR_NONE, ""};

	importreport_init(&drop.refusals);
	drop.path = tray_path(tray, item, TRAY_BUSY, "", &err);
	drop.rejects = tray_path(tray, item, TRAY_REFUSED, REJECTS, &err);
	if (dossier_open(&drop.dossier, item->name, &err) == 0 &&
	    drop.path != NULL && drop.rejects != NULL) {
		fate = import(&drop, &err);
		if (fate != DROP_KEPT &&
		    put_away(&drop,
			fate == DROP_IMPORTED ? TRAY_DONE : TRAY_REFUSED,
			&err) == -1)
			fprintf(stderr, "%s: %s\n", set->program, err.text);
	}
	if (fate == DROP_KEPT)
		fprintf(stderr, "%s: %s\n", set->program, err.text);
	*listing = drop.listing;
	dossier_close(&drop.dossier);
	importreport_free(&drop.refusals);
	free(drop.path);
	free(drop.rejects);
	return fate;
}
