#include <string.h>
#include <strings.h>

#include "web/language.h"

#define WEIGHT_FULL 1000 /* "q=1" in thousandths */

static const struct {
	const char *tag;
	const char *label;
} labels[] = {
    {"nl", "Nederlands"},
    {"en", "English"},
    {"de", "Deutsch"},
    {"fr",
	"Fran\xc3\xa7"
	"ais"},
    {"es", "Espa\xc3\xb1ol"},
    {"pl", "Polski"},
    {"tr",
	"T\xc3\xbcrk\xc3\xa7"
	"e"},
};

static const char *
find(const struct campaign *campaign, const char *tag, size_t len)
{
	const char *language;
	size_t i;

	for (i = 0; i < campaign->language_count; i++) {
		language = campaign->languages[i];
		if (strlen(language) == len &&
		    strncasecmp(language, tag, len) == 0)
			return language;
	}
	return NULL;
}

static const char *
find_tag(const struct campaign *campaign, const char *tag, size_t len)
{
	const char *language = find(campaign, tag, len);
	const char *dash = memchr(tag, '-', len);

	if (language == NULL && dash != NULL)
		language = find(campaign, tag, (size_t)(dash - tag));
	return language;
}

/* "q=0.8" among the "len" bytes of parameters, as 800; 0 when it is broken. */
static int
weight(const char *text, size_t len)
{
	const char *end = text + len;
	int value = 0, unit = WEIGHT_FULL;

	while (text < end && strchr("; \t", *text) != NULL)
		text++;
	if (text == end)
		return WEIGHT_FULL;
	if (end - text < 3 || strncasecmp(text, "q=", 2) != 0)
		return 0;
	for (text += 2; text < end && unit > 0; text++) {
		if (*text == '.')
			continue;
		if (*text < '0' || *text > '9')
			break;
		value += (*text - '0') * unit;
		unit /= 10;
	}
	return value > WEIGHT_FULL ? 0 : value;
}

const char *
language_of(const struct campaign *campaign, const char *tag)
{
	return find_tag(campaign, tag, strlen(tag));
}

const char *
language_accepted(const struct campaign *campaign, const char *header)
{
	const char *best = NULL, *language;
	size_t len, taglen;
	int most = 0, value;

	while (*header != '\0') {
		header += strspn(header, ", \t");
		len = strcspn(header, ",");
		taglen = strcspn(header, ",; \t");
		language = find_tag(campaign, header, taglen);
		value = weight(header + taglen, len - taglen);
		if (language != NULL && value > most) {
			best = language;
			most = value;
		}
		header += len;
	}
	return best;
}

const char *
language_label(const char *tag)
{
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		if (strcasecmp(labels[i].tag, tag) == 0)
			return labels[i].label;
	}
	return tag;
}
