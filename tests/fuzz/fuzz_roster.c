#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/stream.h"
#include "base/text.h"
#include "roster/csv.h"
#include "roster/roster.h"

/*
 * A roster of any bytes: nothing overflows, and whoever comes out is fit for
 * the store.  The last byte chooses what is said of the list besides: a line
 * end nothing, so that a list as it is, such as sample-data/broken.csv, is read
 * to its last row.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const languages[] = {"nl", "en"};
static const struct wave waves[] = {{.name = "pilot"}};
static const struct config config = {
    .campaign = {.languages = languages, .language_count = 2},
    .import = {.country_code = "+31"},
    .waves = waves,
    .wave_count = 1,
};

struct count {
	size_t rows;
	size_t refusals;
};

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
must_be_plain(const char *text, size_t max)
{
	must(strlen(text) <= max);
	must(text_is_utf8(text, strlen(text)));
	must(!text_has_control(text));
}

static int
check_row(const struct roster_row *row, void *context, struct err *err)
{
	const struct person *person = &row->person;
	struct count *count = context;

	(void)err;
	count->rows++;
	must(row->line > 1);
	must(person->ref[0] != '\0' && person->name[0] != '\0');
	must(row->organisation_ref[0] != '\0');
	must(row->hash != 0 && row->raw_len <= CSV_ROW_MAX);
	must_be_plain(person->ref, REF_MAX);
	must_be_plain(person->name, FULL_NAME_MAX);
	must_be_plain(person->email, EMAIL_MAX);
	must_be_plain(person->phone, PHONE_MAX);
	must_be_plain(person->identifier, REF_MAX);
	must_be_plain(person->method, LABEL_MAX);
	must_be_plain(row->organisation_ref, REF_MAX);
	must_be_plain(row->organisation_name, FULL_NAME_MAX);
	must(text_same(person->language, "nl") ||
	    text_same(person->language, "en"));
	must(text_same(person->wave, "") || text_same(person->wave, "pilot"));
	must(person->phone[0] == '\0' || person->phone[0] == '+');
	must(person->joined_day >= DAY_NONE && person->joined_day <= DAY_MAX);
	must(row->enrolled_day == DAY_NONE || person->method[0] != '\0');
	return 0;
}

static void
check_refusal(const struct roster_refusal *refusal, void *context)
{
	struct count *count = context;

	count->refusals++;
	must(refusal->line > 1);
	must(refusal->reason[0] != '\0');
	must_be_plain(refusal->column, COLUMN_TITLE_SIZE);
	must_be_plain(refusal->value, REFUSAL_VALUE_SIZE);
}

static void
check_notice(const char *sentence, void *context)
{
	(void)context;
	must(!text_has_control(sentence));
}

/* A file without a name, that is written anew each time. */
static void
write_file(int fd, const uint8_t *data, size_t size)
{
	must(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
	must(stream_write(fd, data, size) == 0);
}

/* Half of the rows of any list are known. */
static bool
is_known(uint64_t hash, size_t line, void *context)
{
	(void)context;
	must(hash != 0 && line > 1);
	return hash % 2 == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = {'\0', ';', ',', '|'};
	static const char *const wish[] = {"email=Mail", "name=Wie"};
	static int fd = -1;
	static char path[32];
	size_t len = size > 0 ? size - 1 : 0;
	uint8_t choice = size > 0 ? data[len] ^ '\n' : 0;
	const struct roster_setup setup = {.config = &config,
	    .delimiter = delimiters[choice % 4],
	    .columns = wish,
	    .column_count = choice / 4 % 3,
	    .organisation = choice / 16 % 2 == 0 ? "" : "inst-001"};
	const struct roster_handler handler = {NULL,
	    choice / 32 % 2 == 0 ? NULL : is_known, check_row, check_refusal,
	    check_notice};
	struct roster_summary summary;
	struct count count = {0, 0};
	struct err err = {.kind = ERR_NONE};

	if (fd == -1) {
		fd = stream_temporary(&err);
		must(fd != -1);
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	}
	write_file(fd, data, len);
	if (roster_read(path, &setup, &handler, &count, &summary, &err) == -1)
		must(err.kind != ERR_NONE && err.text[0] != '\0');
	must(summary.rows == count.rows);
	must(summary.refused <= count.refusals);
	return 0;
}
