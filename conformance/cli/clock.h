/* Time, for a run's deadline and rate. */
#ifndef NG_CLI_CLOCK_H
#define NG_CLI_CLOCK_H

#include <stdint.h>

/* Seconds of a monotonic clock. */
double ng_clock_now(void);

/* Waits; a signal ends the waiting early. */
void ng_clock_wait(double seconds);

/* A number that differs from run to run, short enough to be typed again. */
uint64_t ng_clock_seed(void);

#endif
