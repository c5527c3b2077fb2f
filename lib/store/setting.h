#ifndef STORE_SETTING_H
#define STORE_SETTING_H

#include <stddef.h>

#include "base/err.h"
#include "db/db.h"
#include "store/lookup.h"

/* What the store remembers of itself. */
#define SETTING_UID "uid"        /* of the database, in message ids */
#define SETTING_KEY "key"        /* fingerprint of the master key */
#define SETTING_LINKS "links-"   /* and a key's id: see store/masterkey.h */
#define SETTING_CUT "events-cut" /* see store/eventcut.h */
#define SETTING_FORGOTTEN "events-forgotten" /* the last of those, by age */
#define SETTING_SCHEDULE "schedule" /* hash of the schedule last planned by */
#define SETTING_GONE "webhook_gone" /* hash of the URL that said 410 */

#define SETTING_MAX 128 /* bytes of a value */

enum lookup setting_get(struct db *db, const char *name,
    char value[SETTING_MAX + 1], struct err *err);
int setting_put(
    struct db *db, const char *name, const char *value, struct err *err);

#endif
