#include <stdbool.h>

#include "store/advice.h"

#define FEW 12      /* people who can be called, one by one */
#define STUCK 6     /* who have begun: more is no chance */
#define GOOD_PART 3 /* one in so many of those to go */

static bool
is_done(const struct advice_facts *f)
{
	return f->missing == 0 && f->exempt == 0;
}

static bool
is_exempt(const struct advice_facts *f)
{
	return f->missing == 0;
}

/* Where no worker was told anything yet, it is not their turn. */
static bool
is_unheard(const struct advice_facts *f)
{
	return f->told > 0 && f->unheard * GOOD_PART >= f->missing;
}

static bool
is_without_lead(const struct advice_facts *f)
{
	return f->admins > 0 && f->admins_enrolled == 0;
}

static bool
is_much(const struct advice_facts *f)
{
	return f->missing > FEW || f->begun > STUCK;
}

static bool
is_little(const struct advice_facts *f)
{
	return f->missing <= FEW;
}

/* The first that fits is given. */
static const struct {
	const char *name;
	bool (*fits)(const struct advice_facts *facts);
} advices[ADVICES] = {
    [ADVICE_NONE] = {"", is_done},
    [ADVICE_EXEMPT] = {"exempt", is_exempt},
    [ADVICE_ARRIVAL] = {"arrival", is_unheard},
    [ADVICE_ADMIN] = {"administrator", is_without_lead},
    [ADVICE_VISIT] = {"visit", is_much},
    [ADVICE_CALL] = {"call", is_little},
};

enum advice
advice_of(const struct advice_facts *facts)
{
	int advice = 0;

	while (!advices[advice].fits(facts))
		advice++;
	return (enum advice)advice;
}

const char *
advice_name(enum advice advice)
{
	return advices[advice].name;
}
