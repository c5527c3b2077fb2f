#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "schedule/almanac.h"

static const char *const belgian[] = {"linde", "nobody-yet", "abeel"};
static const char *const busy[] = {"eik"};

/* The campaign is Dutch; two of its institutions are not. */
static void
add_calendars(struct config *config)
{
	static struct calendar calendars[2];

	calendars[0] = (struct calendar){"be", belgian, 3, config->send};
	calendars[0].send.holidays = 1U << COUNTRY_BE;
	calendars[1] = (struct calendar){"busy", busy, 1, config->send};
	calendars[1].send.weekdays = 0x7f;
	config->calendars = calendars;
	config->calendar_count = 2;
}

static int64_t
put_organisation(struct fixture *f, const char *ref)
{
	struct organisation organisation = {.id = 0};

	snprintf(organisation.ref, sizeof(organisation.ref), "%s", ref);
	assert_int_equal(organisation_put(f->db, &organisation, &f->err), 0);
	return organisation.id;
}

static void
test_whose_days(void **state)
{
	struct fixture *f = *state;
	struct almanac *almanac;
	int64_t eik = put_organisation(f, "eik");
	int64_t linde = put_organisation(f, "linde");
	int64_t berk = put_organisation(f, "berk");
	int64_t abeel = put_organisation(f, "abeel");

	add_calendars(&f->config);
	assert_int_equal(almanac_read(f->db, &f->config, &almanac, &f->err), 0);
	assert_ptr_equal(
	    almanac_of(almanac, f->organisation.id), &f->config.send);
	assert_ptr_equal(almanac_of(almanac, berk), &f->config.send);
	assert_ptr_equal(
	    almanac_of(almanac, linde), &f->config.calendars[0].send);
	assert_ptr_equal(
	    almanac_of(almanac, abeel), &f->config.calendars[0].send);
	assert_ptr_equal(
	    almanac_of(almanac, eik), &f->config.calendars[1].send);
	almanac_free(almanac);
}

static void
test_next(void **state)
{
	static const struct {
		const char *from, *own, *any;
	} cases[] = {
	    {"2027-04-26T12:00", "2027-04-26T12:00", "2027-04-26T12:00"},
	    /* King's Day is none in Belgium, a Sunday none for the busy. */
	    {"2027-04-27T12:00", "2027-04-28T09:00", "2027-04-27T12:00"},
	    {"2027-04-24T17:00", "2027-04-26T09:00", "2027-04-25T09:00"},
	    {"2027-04-23T17:00", "2027-04-26T09:00", "2027-04-24T09:00"},
	};
	struct fixture *f = *state;
	struct almanac *almanac;
	size_t i;

	assert_int_equal(almanac_read(f->db, &f->config, &almanac, &f->err), 0);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(almanac_next(almanac, instant(cases[i].from)),
		    instant(cases[i].own));
	almanac_free(almanac);
	add_calendars(&f->config);
	assert_int_equal(almanac_read(f->db, &f->config, &almanac, &f->err), 0);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(almanac_next(almanac, instant(cases[i].from)),
		    instant(cases[i].any));
	almanac_free(almanac);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_whose_days),
	    FIXTURE_TEST(test_next),
	};

	return cmocka_run_group_tests_name("almanac", tests, NULL, NULL);
}
