#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/*
 * From here on SIGTERM and SIGINT ask to stop when the present step is done:
 * what is returned is not 0 then, and interrupt_came() is true.
 */
const volatile sig_atomic_t *interrupt_watch(void);
bool interrupt_came(void);

#endif
