#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "schedule/quota.h"
#include "store/wave.h"

static void
test_days_fill(void **state)
{
	struct fixture *f = *state;
	int64_t friday = the_day("2026-08-14"), monday = friday + 3, people;
	struct person p = somebody(f, "anna");
	struct quota *quota;

	f->config.campaign.invites_per_day = 2;
	assert_int_equal(
	    quota_read(f->db, &f->config, friday, &quota, &f->err), 0);
	assert_int_equal(
	    quota_take(quota, &f->config.send, &p, friday), friday);
	assert_int_equal(
	    quota_take(quota, &f->config.send, &p, friday), friday);
	assert_int_equal(
	    quota_take(quota, &f->config.send, &p, friday), monday);
	assert_int_equal(
	    quota_take(quota, &f->config.send, &p, friday + 1), monday);
	assert_int_equal(
	    quota_take(quota, &f->config.send, &p, monday), monday);
	snprintf(p.wave, sizeof(p.wave), "pilot"); /* without a limit */
	assert_int_equal(
	    quota_take(quota, &f->config.send, &p, friday + 1), friday + 1);
	assert_int_equal(quota_write(quota, f->db, &f->err), 0);
	quota_free(quota);

	/* A second run of the day knows of the first. */
	assert_int_equal(wave_admitted(f->db, "", friday, &people, &f->err), 0);
	assert_int_equal(people, 2);
	assert_int_equal(
	    quota_read(f->db, &f->config, friday, &quota, &f->err), 0);
	p.wave[0] = '\0';
	assert_int_equal(
	    quota_take(quota, &f->config.send, &p, friday), monday);
	quota_free(quota);
}

/* An institution that is open on Saturdays fills them. */
static void
test_own_days(void **state)
{
	struct fixture *f = *state;
	int64_t saturday = the_day("2026-08-15");
	struct send own = f->config.send;
	struct person p = somebody(f, "anna");
	struct quota *quota;

	own.weekdays = 0x3f;
	f->config.campaign.invites_per_day = 1;
	assert_int_equal(
	    quota_read(f->db, &f->config, saturday, &quota, &f->err), 0);
	assert_int_equal(
	    quota_take(quota, &f->config.send, &p, saturday), saturday + 2);
	assert_int_equal(quota_take(quota, &own, &p, saturday), saturday);
	assert_int_equal(quota_take(quota, &own, &p, saturday), saturday + 2);
	quota_free(quota);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_days_fill),
	    FIXTURE_TEST(test_own_days),
	};

	return cmocka_run_group_tests_name("quota", tests, NULL, NULL);
}
