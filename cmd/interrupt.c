#include <string.h>

#include "interrupt.h"

static volatile sig_atomic_t came;

static void
on_signal(int number)
{
	(void)number;
	came = 1;
}

const volatile sig_atomic_t *
interrupt_watch(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_signal;
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	return &came;
}

bool
interrupt_came(void)
{
	return came != 0;
}
