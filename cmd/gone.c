#include <string.h>

#include "base/encode.h"
#include "base/hash.h"
#include "base/text.h"
#include "gone.h"
#include "store/setting.h"

#define NAME_BYTES 16 /* of the hash; a URL may hold a secret itself */

static int
name_of(
    const char *url, char name[ENCODE_HEX_SIZE(NAME_BYTES)], struct err *err)
{
	uint8_t hash[HASH_SIZE];

	if (hash_sha256(url, strlen(url), hash) == -1)
		return err_set(err, ERR_INTERNAL, "no hash of webhook.url");
	encode_hex(hash, NAME_BYTES, name);
	return 0;
}

int
gone_read(const struct campaign_set *set, bool *gone, struct err *err)
{
	char name[ENCODE_HEX_SIZE(NAME_BYTES)], value[SETTING_MAX + 1];

	*gone = false;
	if (name_of(set->config->webhook.url, name, err) == -1)
		return -1;
	switch (setting_get(set->db, SETTING_GONE, value, err)) {
	case LOOKUP_FAILED:
		return -1;
	case LOOKUP_FOUND:
		*gone = text_same(name, value);
		break;
	case LOOKUP_NONE:
		break;
	}
	return 0;
}

int
gone_note(const struct campaign_set *set, struct err *err)
{
	char name[ENCODE_HEX_SIZE(NAME_BYTES)];

	if (name_of(set->config->webhook.url, name, err) == -1)
		return -1;
	return setting_put(set->db, SETTING_GONE, name, err);
}

int
gone_lift(const struct campaign_set *set, struct err *err)
{
	return setting_put(set->db, SETTING_GONE, "", err);
}
