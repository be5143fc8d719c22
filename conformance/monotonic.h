/* Time that only goes forward, for limits of waits. */
#ifndef NG_MONOTONIC_H
#define NG_MONOTONIC_H

/* Seconds since some fixed instant. */
double ng_monotonic_now(void);

/* Waits; a signal ends the waiting early. */
void ng_monotonic_wait(double seconds);

#endif
