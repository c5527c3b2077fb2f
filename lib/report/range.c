#include <math.h>

#include "report/range.h"

#define EIGHT_OF_TEN 1.2816 /* standard deviations on either side */

/* Who may still do it: of the exempt nothing is asked. */
static double
left_of(const struct headcount *people)
{
	return (double)(headcount_left(people) - people->exempt);
}

double
range_won(const struct headcount *people, double sum)
{
	return left_of(people) * (1 - exp(-sum));
}

struct range
range_of(const struct headcount *people, double sum, double spread)
{
	double population = (double)people->population;
	double enrolled = (double)people->states[STATE_ENROLLED];
	double won = range_won(people, sum), off, low, high;

	if (population <= 0)
		return (struct range){0, 0, 0};
	off = sqrt(spread * spread + exp(-sum) / fmax(won, 0.5));
	low = range_won(people, sum * exp(-EIGHT_OF_TEN * off));
	high = range_won(people, sum * exp(EIGHT_OF_TEN * off));
	low = fmin(round(low), floor(won));
	high = fmax(round(high), ceil(won));
	return (struct range){(enrolled + low) / population,
	    (enrolled + won) / population, (enrolled + high) / population};
}
