#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <stdbool.h>

/* From here on SIGTERM and SIGINT ask to stop when the present step is done. */
void interrupt_watch(void);
bool interrupt_came(void);

#endif
