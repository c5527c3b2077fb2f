#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/log.h"

static const struct clock clock_at = {.fixed = 1792738800};

static void
test_lines(void **state)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	struct log log = {out, LOG_INFO, &clock_at};

	(void)state;
	log_write(&log, LOG_ERROR, "no %s", "disk");
	log_write(&log, LOG_INFO, "sent id=%d", 812);
	log_write(&log, LOG_DEBUG, "unseen");
	fclose(out);
	assert_string_equal(text,
	    "2026-10-23T07:00:00Z error no disk\n"
	    "2026-10-23T07:00:00Z info sent id=812\n");
	free(text);
}

static void
test_long_line_stays_one(void **state)
{
	char *text = NULL, big[5000];
	size_t len;
	FILE *out = open_memstream(&text, &len);
	struct log log = {out, LOG_DEBUG, &clock_at};

	(void)state;
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	log_write(&log, LOG_DEBUG, "%s", big);
	fclose(out);
	assert_ptr_equal(strchr(text, '\n'), text + len - 1);
	assert_true(len < 1100);
	free(text);
}

static void
test_null_says_nothing(void **state)
{
	(void)state;
	log_write(NULL, LOG_ERROR, "%s", "nobody hears");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_long_line_stays_one),
	    cmocka_unit_test(test_null_says_nothing),
	};

	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
