#include "enrol/footing.h"
#include "schedule/ladder.h"

struct footing
footing_of(const struct config *config, const struct person *person)
{
	return (struct footing){.person = person->id,
	    .generation = person->generation,
	    .start_day = ladder_start_day(config, person),
	    .deadline_day = ladder_deadline_day(config, person),
	    .exempt_until = ladder_exempt_until(person),
	    .wave = config_wave(config, person->wave),
	    .enrolled = person->enrolled_at != 0};
}
