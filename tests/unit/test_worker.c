#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"
#include "web/worker.h"

#define LONG (60 * CLOCK_TICKS)
#define SHORT (CLOCK_TICKS / 20)

/* Takes what is left for it, one at a time, and rests after each. */
struct porter {
	struct worker worker;
	int64_t rest;
	int left, taken;
	int64_t rested; /* ticks of the last rest */
};

static void *
carry(void *context)
{
	struct porter *p = context;
	int64_t begun;

	worker_lock(&p->worker);
	while (!p->worker.stopping) {
		if (p->left == 0) {
			worker_wait(&p->worker);
			continue;
		}
		p->left--;
		p->taken++;
		begun = clock_ticks();
		worker_rest(&p->worker, p->rest);
		p->rested = clock_ticks() - begun;
	}
	worker_unlock(&p->worker);
	return NULL;
}

static void
start(struct porter *p, int64_t rest)
{
	struct err err;

	*p = (struct porter){.rest = rest};
	assert_int_equal(worker_start(&p->worker, carry, p, &err), 0);
}

static void
leave(struct porter *p)
{
	worker_lock(&p->worker);
	p->left++;
	worker_wake(&p->worker);
	worker_unlock(&p->worker);
}

/* Whether it has taken so many; waits for it. */
static bool
takes(struct porter *p, int count)
{
	const struct timespec a_moment = {.tv_nsec = 1000000};
	int64_t until = clock_ticks() + LONG;
	int taken;

	do {
		nanosleep(&a_moment, NULL);
		worker_lock(&p->worker);
		taken = p->taken;
		worker_unlock(&p->worker);
	} while (taken < count && clock_ticks() < until);
	return taken == count;
}

static void
end(struct porter *p)
{
	worker_stop(&p->worker);
	worker_free(&p->worker);
}

static void
test_asleep(void **state)
{
	struct porter p;

	(void)state;
	start(&p, 0);
	end(&p);
	assert_int_equal(p.taken, 0);
}

static void
test_wakes(void **state)
{
	struct porter p;

	(void)state;
	start(&p, 0);
	leave(&p);
	assert_true(takes(&p, 1));
	leave(&p);
	leave(&p);
	assert_true(takes(&p, 3));
	end(&p);
}

/* News do not end a rest, and are not lost by it. */
static void
test_rests(void **state)
{
	struct porter p;

	(void)state;
	start(&p, SHORT);
	leave(&p);
	assert_true(takes(&p, 1));
	leave(&p);
	assert_true(takes(&p, 2));
	assert_true(p.rested >= SHORT - 1);
	end(&p);
}

static void
test_stops_at_once(void **state)
{
	int64_t begun = clock_ticks();
	struct porter p;

	(void)state;
	start(&p, LONG);
	leave(&p);
	assert_true(takes(&p, 1));
	end(&p);
	assert_true(clock_ticks() - begun < LONG / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_asleep),
	    cmocka_unit_test(test_wakes),
	    cmocka_unit_test(test_rests),
	    cmocka_unit_test(test_stops_at_once),
	};

	return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
